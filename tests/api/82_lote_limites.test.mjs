// What bounds a bulk feed: settings, each met and passed by one.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

describe('the limits of a bulk feed', () => {
  let stack, erp, clinica_id, key
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'], env: { CC_LOTE_LINEAS: '3', CC_LOTE_LINEA_BYTES: '16000', CC_LOTE_BYTES: '400000', CC_PLAZO_LARGO_S: '2' } })
    clinica_id = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    key = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{pacientes:escribir}')`)
    erp = stack.client({ key })
  })
  after(() => stack?.stop())

  const line = (ref, bytes = 0) => {
    const plain = JSON.stringify({ erp_ref: ref, nombre: 'Límite', clinica_id })
    return plain.replace('"Límite"', '"Límite"' + ' '.repeat(Math.max(0, bytes - Buffer.byteLength(plain))))
  }
  const send = (text) => erp.post('/pacientes/lote', undefined, { raw: text, headers: { 'content-type': 'application/x-ndjson' } })
  const stored = (begin) => stack.db.value(`SELECT count(*) FROM cc.paciente WHERE erp_ref LIKE '${begin}-%'`).then(Number)

  /** A feed that is written by hand; `status`: what was answered, or why not. */
  function open(bytes, id) {
    const feed = request(`${stack.url}/api/contact-center/pacientes/lote`, { method: 'POST', headers: { authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson', 'content-length': bytes, 'idempotency-key': id } })
    feed.status = new Promise((resolve) => feed.on('response', (answer) => { answer.resume(); resolve(answer.statusCode) }).on('error', (error) => resolve(error.code)))
    return feed
  }

  test('a line as long as CC_LOTE_LINEA_BYTES is taken, one byte more is too long', async () => {
    const { body } = await send([line('A-1', 16000), line('A-2', 16001), line('A-3')].join('\n'))
    assert.deepEqual([body.creados, body.errores.map(({ linea, detail }) => [linea, detail])], [2, [[2, 'La línea es demasiado larga (límite lote_linea).']]])
  })

  test('a feed as long as CC_LOTE_BYTES is taken, one byte more is refused before it is read', async () => {
    const filler = (bytes) => Buffer.concat([Buffer.from(`${line('B-1')}\n`), Buffer.alloc(bytes, `${' '.repeat(15000)}\n`)]).subarray(0, bytes)
    assert.equal((await send(filler(400_000))).status, 200)
    is_problem(await send(filler(400_001)), 413)
  })

  // Long lines: the worker reads pieces of 32 KiB.
  test('CC_LOTE_LINEAS lines are one transaction', async () => {
    const text = Array.from({ length: 10 }, (_, i) => `${line(`C-${i}`, 16000)}\n`).join('')
    const feed = open(Buffer.byteLength(text), 'diez')
    feed.write(text.slice(0, -5))
    await eventually(async () => (await stored('C')) === 6)
    feed.end(text.slice(-5))
    assert.equal(await feed.status, 200)
    assert.equal(await stored('C'), 10)
  })

  test('a slow feed that goes on lives longer than CC_PLAZO_LARGO_S; one that stands still is cut, and goes on later', async () => {
    const groups = Array.from({ length: 8 }, (_, g) => [0, 1, 2].map((i) => `${line(`D-${g}${i}`, 15990)}\n`).join(''))
    const text = groups.join('')
    const began = performance.now()
    const feed = open(Buffer.byteLength(text), 'lenta')
    for (const [g, group] of groups.entries()) {
      feed.write(group)
      await eventually(async () => (await stored('D')) >= 3 * g) // what is left over waits for more
      const next = began + (g + 1) * 700
      await eventually(() => performance.now() > next)
    }
    feed.end()
    assert.equal(await feed.status, 200)
    assert.ok(performance.now() - began > 5000, 'it lasted longer than a request that stands still may')

    const still = open(Buffer.byteLength(text.replaceAll('D-', 'E-')), 'quieta')
    still.write(text.replaceAll('D-', 'E-').slice(0, -20))
    assert.notEqual(await still.status, 200)
    assert.equal(await stored('E'), 21)
    await eventually(() => /"suceso":"worker_atascado"/.test(stack.api.log()), { what: 'the watchdog has spoken' })
    const again = await erp.post('/pacientes/lote', undefined, { raw: text.replaceAll('D-', 'E-'), headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': 'quieta' } })
    assert.deepEqual([again.body.lineas, again.body.creados, again.body.actualizados], [24, 24, 0])
  })
})
