// API keys: who makes them, what they may, how they are changed without a gap, how they end.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Client } from '../stack/client.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

describe('API keys', () => {
  let stack, admin, centro
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    admin = await stack.login('admin')
    // Whoever administers Centro alone.
    await stack.db.query(`UPDATE cc.agente_clinica SET rol = 'administrador' WHERE agente_id = (SELECT id FROM cc.agente WHERE usuario = 'ana')`)
    centro = await stack.login('ana')
  })
  after(() => stack?.stop())

  const create = async (body = {}, who = admin) => who.post('/claves', { nombre: 'ERP', ambitos: ['pacientes:leer'], ...body })
  const works = async (token) => (await stack.client({ key: token }).get('/paciente?q=garcia')).status
  const shown = async (id, who = admin) => (await who.get('/claves')).body.elementos.find((key) => key.id === id)

  test('a key is made, its token shown once and kept hashed, and it works', async () => {
    const { status, headers, body } = await create({ caduca: '2099-01-01T00:00:00Z' })
    assert.equal(status, 201)
    assert.match(body.token, /^cck_[A-Za-z0-9_-]{43}$/)
    assert.equal(headers.get('location'), `/api/contact-center/claves/${body.id}`)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(await works(body.token), 200)
    const listed = await shown(body.id)
    assert.equal(JSON.stringify(listed).includes(body.token), false)
    assert.deepEqual([listed.nombre, listed.ambitos, listed.clinicas, listed.caduca, listed.agente.nombre, listed.anterior],
      ['ERP', ['pacientes:leer'], null, '2099-01-01T00:00:00+00:00', admin.answer.body.agente.nombre, null])
    assert.equal(Number(await stack.db.value(`SELECT count(*) FROM cc.clave_api k WHERE k::text LIKE '%${body.token.slice(4, 30)}%'`)), 0)
  })

  test('it may what its scopes say, in its clinics', async () => {
    const { body } = await create({ clinicas: [Number(stack.demo.CC_DEMO_CLINICA_PALMAS)], ambitos: ['llamadas:leer'] })
    const erp = stack.client({ key: body.token })
    is_problem(await erp.get('/paciente?q=garcia'), 403)
    assert.equal((await erp.get('/llamadas')).status, 200)
    is_problem(await erp.get(`/llamadas?clinica_id=${stack.demo.CC_DEMO_CLINICA_CENTRO}`), 404)
  })

  test('the scopes are one list: what the routes ask for, what can be given, what the page says', async () => {
    const listed = (await admin.get('/claves')).body.ambitos.map(({ ambito }) => ambito)
    const top = new URL('../../app/', import.meta.url)
    const asked = new Set([...readFileSync(new URL('api/routes.c', top), 'utf8').matchAll(/"([a-z]+:[a-z]+)"/g)].map(([, scope]) => scope))
    const line = readFileSync(new URL('INTERFACES.md', top), 'utf8').match(/^Scopes of a key[\s\S]*?A key has/m)[0]
    assert.deepEqual([...line.matchAll(/`([a-z]+:[a-z]+)`/g)].map(([, scope]) => scope).sort(), [...listed].sort())
    for (const scope of asked) assert.ok(listed.includes(scope), `${scope} is asked for and cannot be given`)
  })

  test('its last use is shown', async () => {
    const { body } = await create()
    assert.equal((await shown(body.id)).ultimo_uso, null)
    await works(body.token)
    await eventually(async () => (await shown(body.id)).ultimo_uso !== null)
  })

  test('one that has expired is no key', async () => {
    const { body } = await create({ caduca: new Date(Date.now() + 60_000).toISOString() })
    assert.equal(await works(body.token), 200)
    await stack.db.query(`UPDATE cc.clave_api SET caduca = now() WHERE id = ${body.id}`)
    assert.equal(await works(body.token), 401)
  })

  test('rotated, two tokens live at once; the one before shows its last use, and ends when it is retired', async () => {
    const { body: first } = await create()
    const { status, body: second } = await admin.post(`/claves/${first.id}/rotar`, { horas: 48 })
    assert.equal(status, 200)
    assert.notEqual(second.token, first.token)
    assert.deepEqual([await works(first.token), await works(second.token)], [200, 200])
    const { anterior } = await shown(first.id)
    assert.ok(Math.abs(Date.parse(anterior.caduca) - Date.now() - 48 * 3_600_000) < 60_000)
    await eventually(async () => (await shown(first.id)).anterior.ultimo_uso !== null)
    is_problem(await admin.post(`/claves/${first.id}/rotar`, {}), 409)
    assert.equal((await admin.delete(`/claves/${first.id}/anterior`)).body.anterior, null)
    assert.deepEqual([await works(first.token), await works(second.token)], [401, 200])
    const { body: third } = await admin.post(`/claves/${first.id}/rotar`, { horas: 0 })
    assert.deepEqual([await works(second.token), await works(third.token)], [401, 200])
  })

  test('the token before ends by itself', async () => {
    const { body: first } = await create()
    const { body: second } = await admin.post(`/claves/${first.id}/rotar`, {})
    await stack.db.query(`UPDATE cc.clave_api SET anterior_caduca = now() WHERE id = ${first.id}`)
    assert.deepEqual([await works(first.token), await works(second.token)], [401, 200])
    assert.equal((await shown(first.id)).anterior, null)
    assert.equal((await admin.post(`/claves/${first.id}/rotar`, {})).status, 200)
  })

  test('revoked, all of it ends: tokens, codes, and the sessions that it opened', async () => {
    const { body } = await create({ ambitos: ['sesion:crear'] })
    const erp = stack.client({ key: body.token })
    const exchange = (codigo) => stack.client().post('/sesion/canje', { codigo })
    const code = async () => (await erp.post('/sesion/erp', { usuario: 'bea' })).body.codigo
    const opened = await exchange(await code())
    const bea = new Client(stack.url, { cookie: opened.headers.getSetCookie()[0].split(';')[0] })
    const [left_over, { body: rotated }] = [await code(), await admin.post(`/claves/${body.id}/rotar`, {})]
    assert.equal((await bea.get('/sesion')).status, 200)
    assert.equal((await admin.delete(`/claves/${body.id}`)).status, 204)
    is_problem(await bea.get('/sesion'), 401)
    is_problem(await exchange(left_over), 401)
    for (const token of [body.token, rotated.token]) is_problem(await stack.client({ key: token }).post('/sesion/erp', { usuario: 'bea' }), 401)
    assert.notEqual((await shown(body.id)).revocada, null)
    for (const again of [await admin.delete(`/claves/${body.id}`), await admin.post(`/claves/${body.id}/rotar`, {}),
      await admin.delete(`/claves/${body.id}/anterior`)]) is_problem(again, 409)
  })

  test('nobody gives, sees or ends more than they administer', async () => {
    const [here, there] = [Number(stack.demo.CC_DEMO_CLINICA_CENTRO), Number(stack.demo.CC_DEMO_CLINICA_PALMAS)]
    is_problem(await create({}, centro), 422)
    is_problem(await create({ clinicas: [here, there] }, centro), 404)
    const mine = await create({ clinicas: [here] }, centro)
    assert.equal(mine.status, 201)
    const { body: all } = await create()
    assert.equal(await shown(all.id, centro), undefined)
    assert.ok(await shown(mine.body.id, admin))
    for (const refused of [await centro.delete(`/claves/${all.id}`), await centro.post(`/claves/${all.id}/rotar`, {}),
      await centro.delete(`/claves/${all.id}/anterior`)]) is_problem(refused, 404)
    assert.equal((await centro.delete(`/claves/${mine.body.id}`)).status, 204)
  })

  test('only administrators, and never a key, nor a session that a key opened', async () => {
    is_problem(await stack.client().get('/claves'), 401)
    is_problem(await (await stack.login('bea')).get('/claves'), 403)
    is_problem(await create({}, await stack.login('sara')), 403)
    const ambitos = (await admin.get('/claves')).body.ambitos.map(({ ambito }) => ambito)
    const { body } = await create({ ambitos })
    const mighty = stack.client({ key: body.token })
    is_problem(await mighty.get('/claves'), 403)
    is_problem(await create({}, mighty), 403)
    is_problem(await mighty.post(`/claves/${body.id}/rotar`, {}), 403)
    const { body: { codigo } } = await mighty.post('/sesion/erp', { usuario: 'admin' })
    const opened = await stack.client().post('/sesion/canje', { codigo })
    is_problem(await create({}, new Client(stack.url, { cookie: opened.headers.getSetCookie()[0].split(';')[0] })), 403)
  })

  test('what is wrong is said by pointer', async () => {
    for (const [body, pointer] of [
      [{ nombre: undefined }, '/nombre'], [{ nombre: '' }, '/nombre'], [{ nombre: 'x'.repeat(121) }, '/nombre'], [{ ambitos: undefined }, '/ambitos'],
      [{ ambitos: [] }, '/ambitos'], [{ ambitos: 'pacientes:leer' }, '/ambitos'], [{ ambitos: [7] }, '/ambitos'], [{ ambitos: ['todo'] }, '/ambitos'],
      [{ clinicas: [] }, '/clinicas'], [{ clinicas: ['x'] }, '/clinicas'], [{ caduca: '2020-01-01T00:00:00Z' }, '/caduca'],
      [{ caduca: 'mañana' }, '/caduca'], [{ token: 'mío' }, '/token'],
    ]) {
      const answer = await create(body)
      is_problem(answer, 422)
      assert.deepEqual(answer.body.errors.map((error) => error.pointer), [pointer], JSON.stringify(body))
    }
    is_problem(await create({ clinicas: [999999] }), 404, '/clinicas')
    const { body } = await create()
    for (const horas of [-1, 721, 'x', 1.5]) is_problem(await admin.post(`/claves/${body.id}/rotar`, { horas }), 422)
    is_problem(await admin.post('/claves/999999/rotar', {}), 404)
  })

  test('a group has so many and no more', async () => {
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
      SELECT ${stack.demo.CC_DEMO_GRUPO}, 'muchas', sha256(i::text::bytea), '{}' FROM generate_series(1, 100) i`)
    is_problem(await create(), 409)
    await stack.db.query(`DELETE FROM cc.clave_api WHERE nombre = 'muchas'`)
  })
})
