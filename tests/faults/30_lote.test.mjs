// A whole practice in one request: LOTE patients (100000 shows what is promised; less by default, so that the suite stays quick).
// The worker is killed in the middle; the same request with the same Idempotency-Key goes on, and nobody is there twice.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

const N = Number(process.env.LOTE ?? 4000)
const BAD = 7 // every so many thousandth line is a bad one

describe(`${N} patients in one request`, () => {
  let stack, key, feed
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    key = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{pacientes:leer,pacientes:escribir}')`)
    feed = Buffer.from(Array.from({ length: N }, (_, i) => line(i + 1)).join(''))
  })
  after(() => stack?.stop())

  const is_bad = (n) => n % 1000 === BAD
  const line = (n) => `${JSON.stringify({
    erp_ref: `LOTE-${n}`, nombre: is_bad(n) ? '' : 'Nombre', apellidos: `Apellido ${n}`, dni: `${n}`, nacimiento: '1980-02-03',
    clinica_id: Number(stack.demo.CC_DEMO_CLINICA_CENTRO), telefonos: [{ numero: `+346${String(10000000 + n)}`, etiqueta: 'móvil' }],
    citas: [{ erp_ref: `LOTE-C-${n}`, inicio: '2027-01-15T10:00:00+01:00', profesional: 'Dra. Ruiz' }],
    avisos: n % 10 ? [] : [{ nivel: 'atencion', texto: 'Alergia a la penicilina' }],
  })}\n`
  const stored = () => stack.db.value(`SELECT count(*) FROM cc.paciente WHERE erp_ref LIKE 'LOTE-%'`).then(Number)
  /** How many lines are written: what the feed remembers of itself. */
  const written = () => stack.db.value(`SELECT coalesce(max((cuerpo ->> 'lineas')::int), 0) FROM cc.idempotencia WHERE clave = 'lote noche'`).then(Number)
  const status_of = (pid, what) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${what}:\\s+(\\d+) kB`))[1])

  /** The worker that holds a connection of the long pool: the one that reads the feed. */
  function reader() {
    const inodes = readFileSync('/proc/net/unix', 'utf8').split('\n').map((row) => row.trim().split(/\s+/))
      .filter((row) => row[7] === `${stack.dir}/largo.sock` && row[5] === '03').map((row) => `socket:[${row[6]}]`)
    return stack.api.workers().find((pid) => readdirSync(`/proc/${pid}/fd`).some((fd) => inodes.includes(link_of(pid, fd))))
  }
  function link_of(pid, fd) {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`)
    } catch {
      return '' // closed meanwhile
    }
  }

  const send = (id) => new Promise((resolve) => {
    const one = request(`${stack.url}/api/contact-center/pacientes/lote`, { method: 'POST', headers: { authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson', 'content-length': feed.length, 'idempotency-key': id } }, async (answer) => {
      let text = ''
      for await (const piece of answer) text += piece
      resolve({ status: answer.statusCode, text })
    })
    one.on('error', (error) => resolve({ status: 0, text: error.code }))
    one.end(feed)
  })

  test('killed in the middle, sent again, all are there once, and the report is of the whole', async (t) => {
    const first = send('noche')
    await eventually(async () => (await written()) > N / 3, { seconds: 600 })
    process.kill(reader(), 'SIGKILL')
    const cut = await first
    assert.notEqual(cut.status, 200, 'the request was cut')
    const before_again = await stored()
    assert.ok(before_again < N - N / 1000, `${before_again}: it was killed too late to mean anything`)

    const began = performance.now()
    const again = await send('noche')
    const took_s = (performance.now() - began) / 1000
    assert.equal(again.status, 200, again.text)
    const report = JSON.parse(again.text)
    const bad = Array.from({ length: N }, (_, i) => i + 1).filter(is_bad)
    assert.deepEqual([report.lineas, report.creados, report.actualizados, report.fallidos], [N, N - bad.length, 0, bad.length])
    assert.deepEqual(report.errores.map(({ linea }) => linea), bad)
    for (const { errors } of report.errores) assert.deepEqual(errors.map(({ pointer }) => pointer), ['/nombre'])
    const [[people, phones, appointments]] = await stack.db.query(`SELECT
      (SELECT count(*) FROM cc.paciente WHERE erp_ref LIKE 'LOTE-%'),
      (SELECT count(*) FROM cc.paciente_telefono t JOIN cc.paciente p ON p.id = t.paciente_id WHERE p.erp_ref LIKE 'LOTE-%'),
      (SELECT count(*) FROM cc.cita WHERE erp_ref LIKE 'LOTE-C-%')`)
    assert.deepEqual([people, phones, appointments].map(Number), [N - bad.length, N - bad.length, N - bad.length])
    t.diagnostic(`after the kill ${N - before_again} lines in ${took_s.toFixed(1)} s`)
  })

  test('the same feed once more, under another key, changes nothing; the worker’s memory is flat', async (t) => {
    const began = performance.now()
    const sent = send('otra')
    const worker = await eventually(reader)
    const again = await sent
    const took_s = (performance.now() - began) / 1000
    const report = JSON.parse(again.text)
    assert.deepEqual([again.status, report.lineas, report.creados], [200, N, 0])
    t.diagnostic(`${N} lines, ${(feed.length / 1e6).toFixed(1)} MB in ${took_s.toFixed(1)} s; worker VmHWM ${status_of(worker, 'VmHWM')} kB, RSS ${status_of(worker, 'VmRSS')} kB`)
    t.diagnostic(`report ${JSON.stringify({ ...report, errores: report.errores.length })}`)
    if (!/asan/.test(stack.binaries)) assert.ok(status_of(worker, 'VmHWM') < 40_000)
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.paciente WHERE erp_ref LIKE 'LOTE-%' AND version > 1`).then(Number), 0)
  })
})
