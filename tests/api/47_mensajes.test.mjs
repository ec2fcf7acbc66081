// Messages that callers leave: brought by the PBX, listened to by the clinic, gone with the call.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { fetch } from '../stack/client.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

/** A WAV of so many bytes of noise (RIFF, one channel of 8 kHz µ-law). */
function wav(bytes) {
  const header = Buffer.alloc(44)
  header.write('RIFF'), header.writeUInt32LE(36 + bytes, 4), header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16), header.writeUInt16LE(7, 20), header.writeUInt16LE(1, 22), header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28), header.writeUInt16LE(1, 32), header.writeUInt16LE(8, 34), header.write('data', 36), header.writeUInt32LE(bytes, 40)
  return Buffer.concat([header, randomBytes(bytes)])
}

describe('messages', () => {
  const audio = wav(300_000) // more than one piece
  let stack, ana, llamada, grabacion
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    llamada = stack.pbx.call({ de: '600000031', a: '911223344' })
    await llamada.offered()
    await llamada.rings(101)
    await llamada.say('buzon.empieza')
    await llamada.say('buzon.mensaje', { duracion_s: 37 })
    await llamada.ends()
  })
  after(() => stack?.stop())

  const sube = (body, { id = llamada.llamada, secreto = stack.demo.CC_DEMO_SECRETO, publico = stack.demo.CC_DEMO_CENTRALITA } = {}) =>
    stack.client({ key: secreto }).request('PUT', `/grabaciones/subida/${publico}/${id}`, { raw: body, headers: { 'content-type': 'audio/wav' } })
  const escucha = (id, headers = {}) =>
    fetch(`${stack.url}/api/contact-center/grabaciones/${id}/audio`, { headers: { cookie: ana.credential.cookie, ...headers } })
  const accesos = () => stack.db.value('SELECT count(*) FROM cc.grabacion_acceso')

  test('is brought with the secret of its PBX, once', async () => {
    is_problem(await sube(audio, { secreto: 'whsec_otro' }), 401)
    is_problem(await sube(audio, { publico: 'nadie-nadie-nadie-nadie' }), 404)
    is_problem(await sube(audio, { id: 'ninguna' }), 404)
    is_problem(await sube(Buffer.from('<html>esto no es un sonido</html>')), 415)
    const kept = await sube(audio)
    assert.equal(kept.status, 201, kept.text)
    grabacion = kept.body.id
    const again = await sube(audio)
    assert.deepEqual([again.status, again.body.id], [200, grabacion])
  })

  test('is on the call and on what is to be returned', async () => {
    const { body } = await ana.get('/seguimientos')
    const suyo = body.elementos.find((uno) => uno.numero === '+34600000031')
    assert.deepEqual([suyo.mensaje.id, suyo.mensaje.duracion_s, suyo.mensaje.estado], [grabacion, 37, 'lista'])
    const call = await ana.get(`/llamadas/${suyo.llamada_id}`)
    assert.deepEqual(call.body.grabaciones.map((una) => una.id), [grabacion])
    assert.equal((await ana.get(`/grabaciones/${grabacion}`)).body.tipo, 'audio/wav')
  })

  test('is heard whole and in ranges, and who listens is noted', async () => {
    assert.equal(await accesos(), 0)
    const whole = await escucha(grabacion)
    assert.deepEqual([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')], [200, 'audio/wav', 'bytes'])
    assert.ok(Buffer.from(await whole.arrayBuffer()).equals(audio))
    assert.equal(await accesos(), 1)
    const part = await escucha(grabacion, { range: 'bytes=250000-250099' })
    assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 250000-250099/${audio.length}`])
    assert.ok(Buffer.from(await part.arrayBuffer()).equals(audio.subarray(250000, 250100)))
    assert.equal((await ana.get(`/grabaciones/${grabacion}/audio`)).status, 200) // as the contract says
    assert.equal((await ana.get(`/grabaciones/${grabacion}/audio`, { headers: { range: 'bytes=0-99' } })).status, 206)
  })

  test('is not for keys, nor for other clinics, nor for strangers', async () => {
    const yeray = await stack.login('yeray')
    is_problem(await yeray.get(`/grabaciones/${grabacion}`), 404)
    is_problem(await yeray.get(`/grabaciones/${grabacion}/audio`), 404)
    is_problem(await stack.client().get(`/grabaciones/${grabacion}/audio`), 401)
  })

  test('goes with its call', async () => {
    await stack.db.query(`DELETE FROM cc.llamada WHERE raiz = '${llamada.llamada}'`)
    assert.equal(await stack.db.value('SELECT count(*) FROM cc.grabacion'), 0)
    is_problem(await ana.get(`/grabaciones/${grabacion}`), 404)
  })

  test('is refused when it is too long', async () => {
    const otra = stack.pbx.call({ de: '600000032', a: '911223344' })
    await otra.offered()
    is_problem(await sube(wav(8 * 1024 * 1024), { id: otra.llamada }), 413)
  })
})
