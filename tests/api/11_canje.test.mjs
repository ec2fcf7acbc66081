// Single sign-on: the ERP's backend asks for a code, the browser changes it for a session, and nobody else can.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Client } from '../stack/client.mjs'
import { Stack } from '../stack/stack.mjs'

const page = 'https://erp.example'

describe('single sign-on of the ERP', () => {
  let stack, erp
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'], env: { CC_ORIGENES: `${page}, https://otro.example` } })
    erp = stack.client({ key: await key('sso') })
  })
  after(() => stack?.stop())

  async function key(name, { clinicas = null, ambitos = 'sesion:crear' } = {}) {
    const token = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos, clinicas)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, '${name}', sha256('${token}'), '{${ambitos}}', ${clinicas ? `'{${clinicas}}'` : 'NULL'})`)
    return token
  }
  const ask = (body, who = erp) => who.post('/sesion/erp', { origen: page, ...body })
  const change = (codigo, { origin = page, cookie, headers = {} } = {}) =>
    stack.client({ cookie }).post('/sesion/canje', { codigo }, { headers: { origin, ...headers } })
  const cookie_of = (answer) => answer.headers.getSetCookie().find((text) => text.startsWith('__Host-cc='))?.split(';')[0]
  const enter = async (usuario) => cookie_of(await change((await ask({ usuario })).body.codigo))

  test('a code is changed for the cookie of a session of that person, who has a seat', async () => {
    const { status, headers, body } = await ask({ usuario: 'ana', extension: '101' })
    assert.equal(status, 201)
    assert.match(body.codigo, /^ccc_[A-Za-z0-9_-]{43}$/)
    const left_s = (Date.parse(body.caduca) - Date.now()) / 1000
    assert.ok(left_s > 40 && left_s <= 61, `${left_s} s`)
    assert.equal(headers.get('cache-control'), 'no-store')
    const answer = await change(body.codigo)
    assert.equal(answer.status, 201, answer.text)
    assert.deepEqual([answer.body.agente.usuario, answer.body.puesto.numero], ['ana', '101'])
    assert.match(answer.headers.getSetCookie()[0], /^__Host-cc=ccs_[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/)
    const ana = new Client(stack.url, { cookie: cookie_of(answer) })
    assert.equal((await ana.get('/sesion')).body.agente.usuario, 'ana')
    assert.equal((await ana.get('/llamadas')).status, 200)
  })

  test('only the hash of the code is kept', async () => {
    const { body } = await ask({ usuario: 'ana' })
    const found = await stack.db.value(`SELECT count(*) FROM cc.sesion_codigo c WHERE c::text LIKE '%${body.codigo.slice(4, 30)}%'`)
    assert.equal(Number(found), 0)
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.sesion_codigo WHERE codigo_hash = sha256('${body.codigo}')`).then(Number), 1)
  })

  test('a code is good once, even when two ask at the same time', async () => {
    const { body } = await ask({ usuario: 'ana' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(body.codigo)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
    const again = await change(body.codigo)
    is_problem(again, 409)
    assert.match(again.body.detail, /ya se ha usado/)
    assert.deepEqual(again.headers.getSetCookie(), [])
  })

  test('a code that has expired is refused', async () => {
    const { body } = await ask({ usuario: 'ana' })
    await stack.db.query(`UPDATE cc.sesion_codigo SET caduca = now() - interval '1 second' WHERE codigo_hash = sha256('${body.codigo}')`)
    const late = await change(body.codigo)
    is_problem(late, 401)
    assert.match(late.body.detail, /caducado/)
  })

  test('a code that was never given is refused', async () => {
    is_problem(await change(`ccc_${'A'.repeat(43)}`), 401)
    is_problem(await change('x'), 401)
  })

  test('a page of another origin cannot use it, and spoils it by trying', async () => {
    const { body } = await ask({ usuario: 'ana' })
    const other = await change(body.codigo, { origin: 'https://otro.example' })
    is_problem(other, 403)
    assert.match(other.body.detail, /otra página/)
    is_problem(await change(body.codigo), 409)
  })

  test('nobody else’s page can log a browser in: neither with a form, nor from elsewhere, nor without saying from where', async () => {
    const { body } = await ask({ usuario: 'ana' })
    for (const options of [
      { origin: 'https://evil.example' }, { origin: 'null' }, { origin: '' }, { headers: { 'x-contact-center': '' } },
      { origin: '', headers: { 'sec-fetch-site': 'cross-site' } }, { origin: '', headers: { 'sec-fetch-site': 'same-site' } },
    ]) is_problem(await change(body.codigo, options), 403)
    is_problem(await change(body.codigo, { headers: { 'content-type': 'text/plain' } }), 415)
    assert.equal((await change(body.codigo)).status, 201, 'none of these was heard')
  })

  test('an origin that was not said is no origin, whatever else the browser says', async () => {
    const { body } = await ask({ usuario: 'ana' })
    is_problem(await change(body.codigo, { origin: '', headers: { 'sec-fetch-site': 'same-origin' } }), 403)
  })

  test('a page that is loaded again keeps its session; another person’s at the same browser ends', async () => {
    const cookie = await enter('ana')
    const again = await change((await ask({ usuario: 'ana' })).body.codigo, { cookie })
    assert.equal(again.status, 200)
    assert.deepEqual(again.headers.getSetCookie(), [])
    const other = await change((await ask({ usuario: 'bea' })).body.codigo, { cookie })
    assert.equal(other.status, 201)
    assert.equal(other.body.agente.usuario, 'bea')
    is_problem(await new Client(stack.url, { cookie }).get('/sesion'), 401)
  })

  test('a session with less than an hour before it is followed by a new one, and goes on', async () => {
    const cookie = await enter('ana')
    await stack.db.query(`UPDATE cc.sesion SET caduca = now() + interval '50 minutes' WHERE token_hash = sha256('${cookie.split('=')[1]}')`)
    assert.equal((await change((await ask({ usuario: 'ana' })).body.codigo, { cookie })).status, 201)
    assert.equal((await new Client(stack.url, { cookie }).get('/sesion')).status, 200)
  })

  test('only people who are here, active, and wholly in the key’s clinics', async () => {
    const nobody = await ask({ usuario: 'quien-sea' })
    is_problem(nobody, 404)
    assert.deepEqual(nobody.body.errors.map(({ pointer }) => pointer), ['/usuario'])
    assert.equal((await ask({ usuario: ' ANA ' })).status, 201, 'the name is read as at the login')
    const palmas = stack.client({ key: await key('palmas', { clinicas: stack.demo.CC_DEMO_CLINICA_PALMAS }) })
    is_problem(await ask({ usuario: 'ana' }, palmas), 404)
    is_problem(await ask({ usuario: 'sara' }, palmas), 404)
    assert.equal((await ask({ usuario: 'yeray' }, palmas)).status, 201)
    await stack.db.query(`UPDATE cc.agente SET activo = false WHERE usuario = 'bea'`)
    is_problem(await ask({ usuario: 'bea' }), 404)
    await stack.db.query(`UPDATE cc.agente SET activo = true WHERE usuario = 'bea'`)
  })

  test('a code dies with its person and with its key', async () => {
    const token = await key('breve')
    const [one, two] = await Promise.all(['ana', 'bea'].map((usuario) => ask({ usuario }, stack.client({ key: token }))))
    await stack.db.query(`UPDATE cc.agente SET activo = false WHERE usuario = 'bea'`)
    is_problem(await change(two.body.codigo), 401)
    await stack.db.query(`UPDATE cc.agente SET activo = true WHERE usuario = 'bea'; UPDATE cc.clave_api SET revocada = now() WHERE nombre = 'breve'`)
    is_problem(await change(one.body.codigo), 401)
  })

  test('an administrator who comes from the ERP is a supervisor here', async () => {
    const role = `SELECT ac.rol FROM cc.agente_clinica ac JOIN cc.agente a ON a.id = ac.agente_id WHERE a.usuario = 'admin' LIMIT 1`
    assert.equal(await stack.db.value(role), 'administrador')
    const admin = new Client(stack.url, { cookie: await enter('admin') })
    assert.deepEqual([...new Set((await admin.get('/sesion')).body.clinicas.map(({ rol }) => rol))], ['supervisor'])
    is_problem(await admin.delete('/paciente/erp/X-1'), 403)
    is_problem(await (await stack.login('admin')).delete('/paciente/erp/X-1'), 404)
  })

  test('who may not ask, and what is no question', async () => {
    is_problem(await ask({ usuario: 'ana' }, stack.client()), 401)
    is_problem(await ask({ usuario: 'ana' }, stack.client({ key: await key('otra', { ambitos: 'pacientes:leer' }) })), 403)
    is_problem(await (await stack.login('admin')).post('/sesion/erp', { usuario: 'ana' }), 403)
    is_problem(await ask({}), 422)
    is_problem(await ask({ usuario: 7 }), 422)
    is_problem(await ask({ usuario: 'ana', clave: 'x' }), 422)
    for (const origen of ['https://evil.example', `${page}/`, 'null', '*', `${page}.evil.example`]) {
      const { body, status } = await ask({ usuario: 'ana', origen })
      assert.deepEqual([status, body.errors?.[0].pointer], [422, '/origen'], origen)
    }
    is_problem(await ask({ usuario: 'ana', extension: '999' }), 404)
    is_problem(await stack.client().post('/sesion/canje', {}), 422)
    is_problem(await stack.client().post('/sesion/canje', { codigo: 'x', otro: 1 }), 422)
  })

  test('without an origin the code is for the site’s own pages', async () => {
    const { body } = await erp.post('/sesion/erp', { usuario: 'ana' })
    assert.equal((await change(body.codigo, { origin: stack.url })).status, 201)
  })

  test('what happened is in the audit trail', async () => {
    const said = await stack.db.value(`SELECT string_agg(DISTINCT accion, ' ' ORDER BY accion) FROM cc.auditoria WHERE accion LIKE 'sesion.c%'`)
    assert.equal(said, 'sesion.canje_rechazado sesion.codigo sesion.crear')
  })
})
