// The API's documentation as its reader meets it: under our Content-Security-Policy, without a request to anybody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operations, written } from '../contrato/contrato.mjs'
import { accesibilidad, Escena, foto, problemas } from './escena.mjs'

let escena, page
const foreign = []
before(async () => {
  escena = await Escena.start({ processes: ['api', 'nginx'] })
  page = await escena.navegador()
  page.problems.length = 0 // the dashboard asked for a session that is not there
  page.on('request', (request) => new URL(request.url(), escena.stack.url).origin !== escena.stack.url && !request.url().startsWith('data:') && foreign.push(request.url()))
  await page.goto(`${escena.stack.url}/docs/`)
  await page.getByText('/historial', { exact: true }).waitFor()
})
after(() => escena?.stop())

/** Those that are asked for; what the contact center itself sends is below them. */
const ours = '.opblock:not(.webhooks .opblock)'
const shown = () => page.locator(`${ours} .opblock-summary-path`).allInnerTexts()

test('every operation of the contract is there, under the policy of the site and from the site alone', async () => {
  assert.equal((await shown()).length, operations.length)
  assert.equal(await page.locator('.webhooks .opblock').count(), Object.keys(written.webhooks ?? {}).length)
  assert.deepEqual(await problemas(page), [])
  assert.deepEqual(foreign, [])
  await foto(page, 'docs')
})

test('a search finds operations by what they are called, and gives all back', async () => {
  const field = page.getByRole('searchbox', { name: 'Search operations' })
  await field.fill('cita erp put')
  await page.waitForFunction((those) => document.querySelectorAll(those).length === 1, ours)
  assert.match((await shown())[0], /citas/)
  await field.fill('')
  await page.waitForFunction(([those, all]) => document.querySelectorAll(those).length === all, [ours, operations.length])
})

test('an operation opens to its text, its parameters and its examples', async () => {
  await page.locator('#operations-pacientes-cita_erp_poner').getByRole('button').first().click()
  const open = page.locator('#operations-pacientes-cita_erp_poner .opblock-body')
  await open.waitFor()
  await open.getByText('paciente_ref').first().waitFor()
  assert.match(await open.innerText(), /The ERP's own reference/)
  assert.deepEqual(await problemas(page), [])
  await foto(page, 'docs-operacion')
})

test('what is tried is asked of this server, and the answer shown', async () => {
  await page.locator('#operations-salud-version').getByRole('button').first().click()
  const open = page.locator('#operations-salud-version')
  await open.getByRole('button', { name: 'Try it out' }).click()
  await open.getByRole('button', { name: 'Execute' }).click()
  await open.locator('.live-responses-table').getByText('"esquema"').waitFor()
  assert.deepEqual(foreign, [])
})

test('the type of every problem leads to its explanation', async () => {
  const other = await escena.navegador()
  await other.goto(`${escena.stack.url}/docs/problemas#conflicto`)
  assert.equal(await other.title(), 'Contact Center: errors')
  const explained = await other.locator('h2[id]').evaluateAll((all) => all.map(({ id }) => id))
  assert.deepEqual(explained, Object.keys(written['x-problemas']))
  assert.deepEqual(await accesibilidad(other), [])
})

test('what axe says of the library’s own markup is known', async (t) => {
  const said = await accesibilidad(page)
  for (const line of new Set(said.map((text) => text.split(':')[0]))) t.diagnostic(`axe, of the library: ${line}`)
  assert.deepEqual(said.filter((line) => /docs-(head|search)/.test(line)), [], 'ours is clean')
})

test('the contract itself can be fetched, in YAML and JSON', async () => {
  const [yaml, json] = await Promise.all(['openapi.yaml', 'openapi.json'].map((file) => fetch(`${escena.stack.url}/docs/${file}`)))
  assert.match(yaml.headers.get('content-type'), /^application\/yaml/)
  assert.deepEqual(await json.json(), written)
  assert.match(await yaml.text(), /^openapi: 3\.1\.0/)
})
