// The ERP's feed in bulk, streamed through nginx and a worker into transactions of 200 lines.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

describe('the bulk feed', () => {
  let stack, erp, clinica_id, key
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    clinica_id = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    key = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{pacientes:leer,pacientes:escribir}')`)
    erp = stack.client({ key })
  })
  after(() => stack?.stop())

  const line = (n, more = {}) => JSON.stringify({ erp_ref: `L-${n}`, nombre: 'Línea', apellidos: `${n}`, clinica_id,
    telefonos: [{ numero: `6${String(50000000 + n)}` }], ...more })
  const lines = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => line(from + i))
  const send = (raw, headers = {}, client = erp) =>
    client.post('/pacientes/lote', undefined, { raw, headers: { 'content-type': 'application/x-ndjson', ...headers } })
  const stored = (where) => stack.db.value(`SELECT count(*) FROM cc.paciente WHERE erp_ref ~ '${where}'`).then(Number)

  test('lines become patients, a bad one is told by its number, the last needs no line feed', async () => {
    const feed = [...lines(1, 1201), '{"nombre": "Sin referencia"}', 'roto', 'x'.repeat(70000), line(1, { nombre: 'Otra' })]
    const answer = await send(feed.join('\n'))
    assert.equal(answer.status, 200, answer.text)
    const { errores, ...counts } = answer.body
    assert.deepEqual(counts, { lineas: 1205, creados: 1201, actualizados: 1, fallidos: 3 })
    assert.deepEqual(errores.map(({ linea, detail }) => [linea, detail]),
      [[1202, 'Hay datos que no son válidos.'], [1203, 'No es JSON.'], [1204, 'La línea es demasiado larga (límite lote_linea).']])
    assert.equal(await stored('^L-'), 1201)
  })

  test('a line that is not UTF-8 is a bad line', async () => {
    const { body } = await send(Buffer.concat([Buffer.from(`${line(2)}\n{"nombre": "`), Buffer.from([0xff, 0]), Buffer.from(`"}\n${line(3)}\n`)]))
    assert.deepEqual([body.lineas, body.actualizados, body.errores[0].linea, body.errores[0].detail], [3, 2, 2, 'La línea no es texto UTF-8.'])
  })

  test('one that is cut goes on where it stopped', async () => {
    const feed = `${lines(5001, 6400).join('\n')}\n`, bytes = Buffer.from(feed)
    const cut = request(`${stack.url}/api/contact-center/pacientes/lote`, { method: 'POST', headers: { authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson', 'content-length': bytes.length, 'idempotency-key': 'noche' } })
    cut.on('error', () => {})
    cut.write(bytes.subarray(0, Math.floor(bytes.length * 0.9)))
    await eventually(async () => (await stored('^L-[56][0-9]{3}$')) === 1000, { seconds: 20 })
    cut.destroy()
    const again = await send(feed, { 'idempotency-key': 'noche' })
    assert.deepEqual(again.body, { lineas: 1400, creados: 1400, actualizados: 0, fallidos: 0, errores: [] })
    assert.deepEqual((await send(feed, { 'idempotency-key': 'noche' })).body, again.body)
    is_problem(await send(line(1), { 'idempotency-key': 'noche' }), 422)
  })

  test('what is no feed is refused', async () => {
    is_problem(await erp.post('/pacientes/lote', {}), 415)
    is_problem(await send(lines(1, 3).join('\n'), {}, stack.client()), 401)
    is_problem(await send(lines(1, 3).join('\n'), {}, stack.client({ key: `cck_${'A'.repeat(43)}` })), 401)
    const much = Array.from({ length: 200 }, () => 'x'.repeat(30000)).join('\n')
    is_problem(await send(`${lines(1, 500).join('\n')}\n${much}`, {}, stack.client({ key: `cck_${'A'.repeat(43)}` })), 401)
    is_problem(await send(much, { 'content-type': 'text/csv' }), 415)
    assert.deepEqual((await send('')).body.lineas, 0)
  })

  test('20 MB pass through without staying in the worker', async () => {
    const filler = 'x'.repeat(60000)
    const answer = await send(Array.from({ length: 350 }, (_, n) => line(9000 + n, { sobra: filler })).join('\n'))
    assert.equal(answer.body.fallidos, 350)
    const resident = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(stack.dir) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cc-api')
          ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
        return [...status.matchAll(/VmHWM:\s+(\d+) kB/g)].map(([, kb]) => Number(kb))
      } catch {
        return []
      }
    })
    assert.ok(resident.length > 0)
    if (!/asan/.test(stack.binaries)) assert.ok(Math.max(...resident) < 40000, `${Math.max(...resident)} kB`)
  })
})
