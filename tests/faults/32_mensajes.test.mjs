// Messages that are fetched from a PBX: whoever can post an event can write any address into it.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { FakePbx } from '../stack/pbx.mjs'
import { Receptor } from '../stack/receptor.mjs'
import { Stack } from '../stack/stack.mjs'

const LIMIT = 100_000

/** A WAV of so many bytes in all. */
const wav = (bytes) => Buffer.concat([Buffer.from('RIFF____WAVEfmt '), randomBytes(bytes - 16)])
const audio = wav(60_000)
const message = { status: 200, headers: { 'content-type': 'audio/x-wav' }, body: audio }

describe('a message that is fetched', () => {
  let stack, ana, admin, mock, stranger, pbx, centralita
  let next = 0
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx', 'jobs'], env: { CC_RED_PERMITIDA: '127.0.0.0/8', CC_CUERPO_AUDIO_BYTES: String(LIMIT) } })
    mock = await Receptor.start()
    stranger = await Receptor.start({ answer: () => message })
    ana = await stack.login('ana', { puesto: 101 })
    admin = await stack.login('admin')
    const made = await admin.post('/centralitas', { nombre: 'Nube', adaptador: 'generica', clinica_id: Number(stack.demo.CC_DEMO_CLINICA_CENTRO),
      credencial: 'cc:secreto', ajustes: { url_audio: `${mock.url}/mensajes`, red_privada: true } })
    assert.equal(made.status, 201, made.text)
    centralita = made.body.centralita.id
    pbx = new FakePbx({ url: stack.url, publico: made.body.centralita.publico, secreto: made.body.secreto })
  })
  after(async () => {
    await stack?.stop()
    await mock?.stop()
    await stranger?.stop()
  })
  beforeEach(() => {
    mock.requests = []
    mock.answer = () => message
  })

  const set = (ajustes) => stack.db.query(`UPDATE cc.centralita SET ajustes = ajustes || '${JSON.stringify(ajustes)}' WHERE id = ${centralita}`)
  /** Somebody calls, leaves a message and hangs up; `url` of it. */
  async function left(url) {
    const numero = `6001${String(++next).padStart(5, '0')}`
    const call = pbx.call({ de: numero, a: '911223344' })
    await call.offered()
    await call.say('buzon.empieza', { tramo: '101', rol: 'buzon' })
    await call.say('buzon.mensaje', { tramo: '101', rol: 'buzon', url, duracion_s: 7 })
    await call.ends()
    const id = Number(await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`))
    return { call, id, numero: `+34${numero}`, url }
  }
  const name = () => `${mock.url}/mensajes/${randomBytes(6).toString('hex')}.wav`
  const recordings = async ({ id }) => (await ana.get(`/llamadas/${id}`)).body.grabaciones
  const becomes = (one, estado, seconds = 20) => eventually(async () => {
    const all = await recordings(one)
    return all.length === 1 && all[0].estado === estado && all[0]
  }, { seconds, what: `the message of call ${one.id} is ${estado}` })
  const job = async ({ id }) => (await stack.db.query(`SELECT t.estado, t.motivo, t.id FROM cc.trabajo t WHERE t.clase = 'grabacion_traer' AND
    (t.datos ->> 'grabacion_id')::bigint IN (SELECT g.id FROM cc.grabacion g WHERE g.llamada_id = ${id}) ORDER BY t.id DESC LIMIT 1`))[0]
  const asked = ({ url }) => mock.requests.filter(({ path }) => url.endsWith(path))
  const hasten = () => stack.db.query(`UPDATE cc.trabajo SET vence = now() WHERE clase = 'grabacion_traer' AND estado = 'pendiente'; NOTIFY cc_trabajo`)

  test('is on the call and on what is to be returned, and is what the PBX has', async () => {
    const one = await left(name())
    const { id, duracion_s, tipo } = await becomes(one, 'lista')
    assert.deepEqual([duracion_s, tipo], [7, 'audio/wav'])
    const { body } = await ana.get('/seguimientos')
    assert.equal(body.elementos.find(({ numero }) => numero === one.numero).mensaje.id, id)
    const heard = await fetch(`${stack.url}/api/contact-center/grabaciones/${id}/audio`, { headers: { cookie: ana.credential.cookie } })
    assert.ok(Buffer.from(await heard.arrayBuffer()).equals(audio))
    assert.deepEqual(asked(one).map(({ method, headers }) => [method, headers.authorization]),
      [['GET', `Basic ${Buffer.from('cc:secreto').toString('base64')}`]])
    assert.equal((await job(one))[0], 'hecho')
  })

  test('told again, and by another event, is the same: nothing is fetched twice', async () => {
    const one = await left(name())
    await becomes(one, 'lista')
    const before = await ana.get(`/llamadas/${one.id}`)
    await one.call.say('buzon.mensaje', { tramo: '101', rol: 'buzon', url: one.url, duracion_s: 7, momento: new Date(Date.now() - 1000).toISOString() })
    await one.call.say('grabacion.lista', { tramo: '101', rol: 'buzon', url: one.url })
    assert.deepEqual((await recordings(one)), before.body.grabaciones)
    assert.equal(Number(await stack.db.value(`SELECT count(*) FROM cc.trabajo WHERE clase = 'grabacion_traer' AND estado <> 'hecho' AND estado <> 'muerto'`)), 0)
    assert.equal(asked(one).length, 1)
  })

  test('told before anything else of its call, waits for nothing', async () => {
    const call = pbx.call({ de: '600199999', a: '911223344' })
    const url = name()
    await call.say('buzon.mensaje', { tramo: '101', rol: 'buzon', url })
    const id = Number(await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`))
    await becomes({ id }, 'lista')
    await call.offered()
    await call.ends()
    await becomes({ id }, 'lista')
    assert.equal(asked({ url }).length, 1)
  })

  test('a recording of a conversation is not a message, and is left where it is', async () => {
    const one = await left('archivo://x')
    await one.call.say('grabacion.lista', { url: name() })
    assert.deepEqual(await recordings(one), [])
  })

  test('asked for too early it is asked for again; until then it is on its way', async () => {
    const answers = [{ status: 404 }, 'cut', 'half', { status: 503, headers: { 'retry-after': '1' } }]
    mock.answer = () => answers.shift() ?? message
    const one = await left(name())
    for (const times of [1, 2, 3, 4]) {
      await eventually(async () => asked(one).length === times && (await job(one))[0] === 'pendiente')
      assert.equal((await recordings(one))[0].estado, 'pendiente')
      await hasten()
    }
    await becomes(one, 'lista')
    assert.equal(asked(one).length, 5)
  })

  describe('goes nowhere but where the configuration says that audio lives, and comes from nowhere else', () => {
    const cases = {
      'another host': [() => `${stranger.url}/mensajes/x.wav`, 'url_ajena'],
      'the same host by another name': [() => `http://localhost:${mock.port}/mensajes/x.wav`, 'url_ajena'],
      'another port': [() => `http://127.0.0.1:${stranger.port}/mensajes/x.wav`, 'url_ajena'],
      'another scheme': [() => `${mock.url.replace('http', 'https')}/mensajes/x.wav`, 'url_ajena'],
      'another folder': [() => `${mock.url}/otra/x.wav`, 'url_ajena'],
      'a folder that begins alike': [() => `${mock.url}/mensajes2/x.wav`, 'url_ajena'],
      'a step up': [() => `${mock.url}/mensajes/../otra/x.wav`, 'url_ajena'],
      'a hidden step up': [() => `${mock.url}/mensajes/%2E%2e/otra/x.wav`, 'url_ajena'],
      'a user before another host': [() => `${mock.url}@127.0.0.1:${stranger.port}/mensajes/x.wav`, 'url_ajena'],
      'a fragment': [() => `${mock.url}/mensajes/x.wav#y`, 'url_ajena'],
      'the metadata of a cloud': [() => 'http://169.254.169.254/latest/meta-data/', 'url_ajena'],
    }
    for (const [what, [url, motivo]] of Object.entries(cases)) {
      test(what, async () => {
        const one = await left(url())
        assert.equal((await becomes(one, 'fallida')).motivo, motivo)
        assert.equal((await job(one))[0], 'muerto')
      })
    }

    test('a private address, where nobody has said that its PBX may be there', async () => {
      await set({ red_privada: false })
      const one = await left(name())
      assert.equal((await becomes(one, 'fallida')).motivo, 'esquema_prohibido')
      await set({ url_audio: mock.url.replace('http', 'https') })
      const other = await left(`${mock.url.replace('http', 'https')}/x.wav`)
      assert.equal((await becomes(other, 'fallida')).motivo, 'direccion_prohibida')
      await set({ red_privada: true, url_audio: `${mock.url}/mensajes` })
      assert.equal(mock.requests.length, 0)
    })

    const answers = {
      'a redirect': [() => ({ status: 302, headers: { location: `${stranger.url}/x.wav` } }), 'http_302'],
      'more than a message may be': [() => ({ ...message, body: wav(LIMIT + 1) }), 'demasiado_grande'],
      'no audio, though it says so': [() => ({ ...message, body: '<html>Please log in to hear this</html>' }), 'no_es_audio'],
      'audio that says it is none': [() => ({ ...message, headers: { 'content-type': 'text/html' } }), 'no_es_audio'],
      'nothing': [() => ({ status: 200 }), 'no_es_audio'],
      'it is gone': [() => ({ status: 410 }), 'http_410'],
    }
    for (const [what, [answer, motivo]] of Object.entries(answers)) {
      test(what, async () => {
        mock.answer = answer
        const one = await left(name())
        assert.equal((await becomes(one, 'fallida')).motivo, motivo)
        assert.equal(asked(one).length, 1)
      })
    }

    test('and nobody else was asked for anything', () => {
      assert.equal(stranger.requests.length, 0)
    })
  })

  test('what failed for good can be repeated when its reason is mended', async () => {
    mock.answer = () => ({ status: 401 })
    const one = await left(name())
    for (let times = 1; times <= 6; times++) {
      await eventually(async () => asked(one).length === times && (await job(one))[0] !== 'enviando')
      await hasten()
    }
    assert.equal((await becomes(one, 'fallida')).motivo, 'credencial_rechazada')
    mock.answer = () => message
    const again = await admin.post(`/trabajos/${(await job(one))[2]}/repetir`)
    assert.equal(again.status, 202, again.text)
    await becomes(one, 'lista')
  })

  test('a drop at a time is no message, and keeps nobody else waiting', async () => {
    mock.answer = ({ path }) => (path.endsWith('gota') ? 'hang' : message)
    const slow = await left(`${mock.url}/mensajes/gota`)
    await mock.next(({ path }) => path.endsWith('gota'))
    await becomes(await left(name()), 'lista')
    await eventually(async () => (await job(slow))[0] === 'pendiente', { seconds: 50, what: 'it is given up' })
    assert.equal((await job(slow))[1], 'plazo')
    await stack.db.query(`DELETE FROM cc.llamada WHERE id = ${slow.id}`)
  })

  test('kill -9 in the middle: fetched once more, one message', async () => {
    mock.answer = () => 'hang'
    const one = await left(name())
    await eventually(() => asked(one).length === 1)
    const { pid } = stack.jobs
    await stack.jobs.kill()
    await eventually(() => { try { process.kill(pid, 0); return false } catch { return true } })
    mock.answer = () => message
    // What a dead process leaves is taken over after 10 s: the test does not wait for them.
    await stack.db.query(`UPDATE cc.ejecutor SET visto = visto - interval '1 minute'; UPDATE cc.trabajo SET tomado = tomado - interval '1 minute' WHERE estado IN ('tomado', 'enviando')`)
    await stack.jobs.start()
    await becomes(one, 'lista')
    assert.equal(asked(one).length, 2)
  })

  test('its call is deleted while it comes: nothing is kept, the job ends', async () => {
    let release
    mock.answer = () => new Promise((resolve) => { release = () => resolve(message) })
    const one = await left(name())
    await eventually(() => asked(one).length === 1)
    const [, , id] = await job(one)
    await stack.db.query(`DELETE FROM cc.llamada WHERE id = ${one.id}`)
    release()
    await eventually(async () => (await stack.db.value(`SELECT estado FROM cc.trabajo WHERE id = ${id}`)) === 'hecho')
    assert.equal(Number(await stack.db.value(`SELECT count(*) FROM cc.grabacion WHERE clave = '${one.url}'`)), 0)
  })
})
