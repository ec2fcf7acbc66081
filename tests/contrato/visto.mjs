// Usage: node visto.mjs FOLDER      What the tests saw of the contract (FOLDER/visto, written by respuesta.mjs): a TAP line for
// the successes, which must all have been seen, and a comment for each refusal that is documented and was never seen.
import { existsSync, readFileSync } from 'node:fs'
import { operations } from './contrato.mjs'

const file = `${process.argv[2]}/visto`
const seen = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])
const never = operations.flatMap(({ name, operation }) => Object.keys(operation.responses).filter((status) => /^\d+$/.test(status) && !seen.has(`${name} ${status}`))
  .map((status) => ({ name, status })))
const successes = never.filter(({ status }) => status < '300')

for (const { name, status } of successes) console.log(`not ok - no test has seen ${name} answer ${status}`)
if (successes.length === 0) console.log(`ok - every success of the ${operations.length} documented operations was seen`)
console.log(`# ${never.length - successes.length} refusals were never seen:`)
for (const name of new Set(never.map((one) => one.name))) {
  console.log(`#   ${name}: ${never.filter((one) => one.name === name).map(({ status }) => status).join(' ')}`)
}
process.exitCode = successes.length > 0 ? 1 : 0
