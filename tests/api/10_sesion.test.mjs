// Who may come in, and what keeps others from acting in their name.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Client } from '../stack/client.mjs'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('sesion', () => {
  let stack, ana
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana')
  })
  after(() => stack?.stop())

  test('a good password gets a __Host- cookie that scripts cannot read and other sites cannot send', () => {
    const [cookie] = ana.answer.headers.getSetCookie()
    assert.match(cookie, /^__Host-cc=ccs_[A-Za-z0-9_-]{43}; /)
    for (const attribute of ['Secure', 'HttpOnly', 'Path=/']) assert.match(cookie, new RegExp(`; ${attribute}(;|$)`, 'i'))
    assert.match(cookie, /; SameSite=(Lax|Strict)(;|$)/i)
    assert.doesNotMatch(cookie, /; Domain=/i)
  })

  test('the answer is the sesion: who, which clinics, which extensions are free', () => {
    const { agente, clinicas, extensiones, puesto } = ana.answer.body
    assert.equal(agente.usuario, 'ana')
    assert.deepEqual(clinicas.map(({ nombre, rol }) => [nombre, rol]), [['Centro', 'agente']])
    assert.deepEqual(extensiones.map(({ numero }) => numero).sort(), ['101', '102', '103'])
    assert.equal(puesto, null)
  })

  test('GET /sesion says the same', async () => {
    const { status, body } = await ana.get('/sesion')
    assert.equal(status, 200)
    assert.equal(body.agente.id, ana.answer.body.agente.id)
  })

  test('a wrong password and an unknown user are the same 401', async () => {
    const wrong = await stack.client().post('/sesion', { usuario: 'bea', clave: 'no-es-esta' })
    const unknown = await stack.client().post('/sesion', { usuario: 'nadie-asi', clave: 'no-es-esta' })
    is_problem(wrong, 401)
    is_problem(unknown, 401)
    assert.equal(wrong.body.detail, unknown.body.detail)
    assert.deepEqual(wrong.headers.getSetCookie(), [])
  })

  test('a bad password is refused for long enough to make guessing useless, then the good one still enters', async () => {
    let throttled
    for (let attempt = 0; attempt < 12 && !throttled; attempt++) {
      const { status } = await stack.client().post('/sesion', { usuario: 'yeray', clave: `mala-${attempt}` })
      throttled = status === 429
    }
    assert.ok(throttled, 'twelve wrong passwords in a row were all looked at')
    await stack.db.query(`UPDATE cc.agente SET fallo_ultimo = now() - interval '1 hour' WHERE usuario = 'yeray'`)
    assert.equal((await Client.login(stack.url, 'yeray', stack.demo.CC_DEMO_CLAVE)).answer.status, 201)
  })

  test('no cookie, a forged one and a closed one are 401', async () => {
    is_problem(await stack.client().get('/llamadas'), 401)
    is_problem(await stack.client({ cookie: `__Host-cc=ccs_${'A'.repeat(43)}` }).get('/llamadas'), 401)
    const sara = await stack.login('sara')
    assert.equal((await sara.delete('/sesion')).status, 204)
    is_problem(await sara.get('/llamadas'), 401)
  })

  test('sitting down: the extension is theirs, and another clinic’s does not exist', async () => {
    const [extension] = ana.answer.body.extensiones
    const seat = await ana.put('/sesion/puesto', { extension_id: extension.id })
    assert.equal(seat.status, 200)
    assert.equal(seat.body.puesto.extension_id, extension.id)
    const elsewhere = await stack.db.value(`SELECT id FROM cc.extension WHERE numero = '201'`)
    is_problem(await ana.put('/sesion/puesto', { extension_id: elsewhere }), 404)
    assert.equal((await ana.put('/sesion/puesto', { extension_id: null })).body.puesto, null)
  })

  test('a change needs the custom header and JSON, so that a form of another site cannot make it', async () => {
    const change = (headers, raw = '{"extension_id":null}') => ana.request('PUT', '/sesion/puesto', { raw, headers })
    is_problem(await change({ 'x-contact-center': '' }), 403)
    is_problem(await change({ 'content-type': 'text/plain' }), 415)
    is_problem(await change({ 'content-type': 'application/x-www-form-urlencoded' }, 'extension_id='), 415)
    assert.equal((await change({})).status, 200)
  })

  test('a change from another origin is refused, whichever header says so', async () => {
    const change = (headers) => ana.request('PUT', '/sesion/puesto', { raw: '{"extension_id":null}', headers })
    is_problem(await change({ origin: 'https://evil.example' }), 403)
    is_problem(await change({ origin: 'null' }), 403)
    is_problem(await change({ origin: '', 'sec-fetch-site': 'cross-site' }), 403)
    is_problem(await change({ origin: '' }), 403)
  })
})
