// Usage:       node tests/pbx/run.mjs [--dir DIR] [--websocket] [--no-browser]
// Description: places the laboratory's calls on a real Asterisk whose dialplan posts to the contact center, and checks what came
//              of each: the record over REST, the card in a real browser, the time from the INVITE to the agent's socket.
//              --dir DIR     the application that scripts/run keeps in DIR (its DIR/contact-center.env); without it, one of our own
//              --websocket   Asterisk dials the contact center, instead of its dialplan posting there
//              --no-browser  leaves out the browser
//              Ends with a table of calls against records; the exit status says whether all agree.
import { parseArgs } from 'node:util'
import { Check, items } from './check.mjs'

const { values: options } = parseArgs({ options: { dir: { type: 'string' }, websocket: { type: 'boolean' }, 'no-browser': { type: 'boolean' } } })

async function run() {
  const browser = !options['no-browser']
  const via = options.websocket ? 'websocket' : 'posts'
  const check = await Check.open({ dir: options.dir, via, browser })
  let failed = 0
  for (const { name, work } of items({ via, browser, scratch: !options.dir })) {
    try {
      const measured = await work(check)
      console.log(`ok      ${name}${measured ? `: ${measured}` : ''}`)
    } catch (error) {
      failed++
      console.log(`FAILED  ${name}: ${error.message}`)
    }
  }
  await check.close()
  console.log(`\n${check.table()}\n\n${failed === 0 ? 'all agree' : `${failed} failed`}`)
  return failed
}

try {
  process.exitCode = (await run()) === 0 ? 0 : 1
} catch (error) {
  console.error(`pbx: FAILED: ${error.message}`)
  process.exitCode = 1
}
