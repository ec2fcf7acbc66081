// The first hour of an ERP's programmer: every command of the page that is written for them, run as it stands, answers what the page
// says. "…" in an expected answer is anything; members that the page leaves out are not looked at.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { after, before, describe, test } from 'node:test'
import { Stack } from '../stack/stack.mjs'

const run = promisify(execFile)
const page = readFileSync(new URL('../../app/dashboard/docs/erp.md', import.meta.url), 'utf8')

/** Each command with the answer that stands next below it. */
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```\n+(?:```(json|csv)\n([\s\S]*?)^```)?/gm)]
  .map(([, command, kind, answer]) => ({ command, kind, answer, title: page.slice(0, page.indexOf(command)).match(/^#+ (.*)$/gm).at(-1).replace(/^#+ /, '') }))

function holds(expected, actual, where) {
  if (typeof expected === 'string' && expected.endsWith('…')) {
    assert.ok(actual !== undefined, `${where} is not there`)
    return assert.ok(expected === '…' || String(actual).startsWith(expected.slice(0, -1)), `${where}: ${actual}`)
  }
  if (Array.isArray(expected)) {
    if (expected.at(-1) === '…') return assert.ok(Array.isArray(actual), where)
    assert.equal(actual?.length, expected.length, `${where}: ${JSON.stringify(actual)}`)
    for (const [i, one] of expected.entries()) holds(one, actual[i], `${where}/${i}`)
    return
  }
  if (expected !== null && typeof expected === 'object') {
    assert.ok(actual, `${where} is not there`)
    for (const [key, value] of Object.entries(expected)) holds(value, actual[key], `${where}/${key}`)
    return
  }
  assert.equal(actual, expected, where)
}

describe('the first hour of an ERP’s programmer', () => {
  let stack, folder, env
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'], env: { CC_ORIGENES: 'https://erp.example' } })
    folder = mkdtempSync('/tmp/cc-erp-')
    const key = `cck_${randomBytes(32).toString('base64url')}`
    const scopes = page.match(/--ambitos ([a-z:,]+)/)[1]
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos, clinicas)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{${scopes}}', '{${stack.demo.CC_DEMO_CLINICA_CENTRO}}')`)
    env = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', CC_URL: stack.url, CC_KEY: key }
  })
  after(async () => {
    if (folder) rmSync(folder, { recursive: true })
    await stack?.stop()
  })

  test('the page shows each step, with what comes of it', () => {
    assert.ok(commands.length >= 10, `${commands.length} commands`)
    for (const { command, answer } of commands) assert.ok(answer, `no answer is shown for: ${command}`)
    for (const path of ['/pacientes/lote', '/paciente/erp/', '/citas/erp/', 'numero=', '/registrar', '/historial', 'text/csv', '/sesion/erp']) {
      assert.ok(commands.some(({ command }) => command.includes(path)), path)
    }
  })

  for (const [i, { title, command, kind, answer }] of commands.entries()) {
    test(`${i + 1}. ${title}`, async () => {
      const { stdout, stderr } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', command], { cwd: folder, env })
      assert.equal(stderr, '')
      if (kind === 'csv') assert.ok(stdout.replace('\uFEFF', '').startsWith(answer.trim()), stdout)
      else holds(JSON.parse(answer), JSON.parse(stdout), '')
    })
  }
})
