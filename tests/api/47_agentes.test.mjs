// People, set by whoever administers them: made, given roles and passwords, and gone within seconds.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Client } from '../stack/client.mjs'
import { Stack } from '../stack/stack.mjs'

const any = { headers: { 'if-match': '*' } }

describe('people', () => {
  let stack, admin, sara, centro, palmas
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'relay', 'nginx'] })
    centro = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    palmas = Number(stack.demo.CC_DEMO_CLINICA_PALMAS)
    admin = await stack.login('admin')
    sara = await stack.login('sara')
  })
  after(() => stack?.stop())

  const pointers = (answer, status) => is_problem(answer, status).errors.map(({ pointer }) => pointer)
  const somebody = (more) => ({ usuario: 'nora', nombre: 'Nora Gil', clinicas: [{ clinica_id: centro, rol: 'agente' }], ...more })
  const enters = async (usuario, clave) => (await Client.login(stack.url, usuario, clave)).answer.status

  test('somebody made with a password enters with it; the same user name is nobody else\'s', async () => {
    const made = await admin.post('/agentes', somebody({ usuario: 'Nora.Gil', clave: 'caballo de noria' }))
    assert.equal(made.status, 201, made.text)
    assert.deepEqual([made.body.usuario, made.body.editable, made.body.ultima_entrada, made.body.clave], ['nora.gil', true, null, undefined])
    assert.equal(made.headers.get('location'), `/api/contact-center/agentes/${made.body.id}`)
    assert.equal(await enters('nora.gil', 'caballo de noria'), 201)
    assert.deepEqual(pointers(await admin.post('/agentes', somebody({ usuario: 'NORA.gil' })), 409), ['/usuario'])
    const listed = (await sara.get(`/agentes?clinica_id=${centro}`)).body.elementos.find(({ id }) => id === made.body.id)
    assert.deepEqual([listed.editable, typeof listed.ultima_entrada], [false, 'string'], 'a supervisor sees, and may not change')
  })

  test('without a password one is made, and shown once', async () => {
    const made = await admin.post('/agentes', somebody({ usuario: 'olga' }))
    assert.match(made.body.clave, /^[A-Za-z0-9_-]{16}$/)
    assert.equal(await enters('olga', made.body.clave), 201)
    const again = await admin.post(`/agentes/${made.body.id}/clave`, {})
    assert.deepEqual([again.status, again.body.sesiones_cerradas], [200, 1], again.text)
    assert.equal(await enters('olga', made.body.clave), 401)
    assert.equal(await enters('olga', again.body.clave), 201)
    assert.ok(!stack.logs().includes(again.body.clave))
  })

  test('the same password, however its accents are written; the commonest, the short and one\'s own name are refused', async () => {
    const { body: { id } } = await admin.post('/agentes', somebody({ usuario: 'begona.saenz' }))
    for (const clave of ['corta', 'password', 'PASSWORD', '1234567890', 'Begona.Saenz', 'x'.repeat(129)])
      assert.deepEqual(pointers(await admin.post(`/agentes/${id}/clave`, { clave }), 422), ['/clave'], clave)
    assert.deepEqual(pointers(await admin.post('/agentes', somebody({ usuario: 'otra.persona', clave: 'otra.persona' })), 422), ['/clave'])
    assert.equal((await admin.post(`/agentes/${id}/clave`, { clave: 'camión ñandú' })).status, 200)
    assert.equal(await enters('begona.saenz', 'camión ñandú'.normalize('NFD')), 201)
    assert.equal((await admin.post(`/agentes/${id}/clave`, { clave: 'ñ'.repeat(128) })).status, 200, '128 letters, however many bytes')
  })

  test('a password is in no statement, log or table but as its hash', async () => {
    const clave = 'secreto bien guardado'
    const { body: { id } } = await admin.post('/agentes', somebody({ usuario: 'rosa', clave }), { headers: { 'idempotency-key': 'rosa' } })
    await admin.post(`/agentes/${id}/clave`, { clave })
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.idempotencia`), 0, 'its fingerprint would be one of the password')
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.auditoria WHERE datos::text ~ 'secreto|argon'`), 0)
    assert.ok(!stack.logs().includes(clave))
  })

  test('whoever may not is told so before a password is hashed', async () => {
    is_problem(await stack.client().post('/agentes', somebody()), 401)
    is_problem(await sara.post('/agentes', somebody({ clave: 'corta678' })), 403)
    is_problem(await admin.post('/agentes/999999/clave', {}), 404)
    is_problem(await sara.delete('/agentes/1'), 403)
  })

  test('bad input is named', async () => {
    assert.deepEqual(pointers(await admin.post('/agentes', { usuario: 'x', clinicas: [], color: 'rojo' }), 422).sort(), ['/clinicas', '/color', '/nombre', '/usuario'])
    assert.deepEqual(pointers(await admin.post('/agentes', somebody({ usuario: 'doña' })), 422), ['/usuario'])
    assert.deepEqual(pointers(await admin.post('/agentes', somebody({ usuario: 'pepa', clinicas: [{ clinica_id: centro, rol: 'jefa' }, { rol: 'agente' }] })), 422),
      ['/clinicas/0/rol', '/clinicas/1/clinica_id'])
    is_problem(await admin.patch('/agentes/1', { nombre: 'X' }), 428)
  })

  test('somebody who has left is out of their session and their socket within 5 s, and comes back with their old password', async () => {
    const bea = await stack.login('bea', { puesto: 102 })
    const socket = await stack.socket(bea)
    const { id } = (await admin.get('/agentes')).body.elementos.find(({ usuario }) => usuario === 'bea')
    const gone = await admin.delete(`/agentes/${id}`)
    assert.deepEqual([gone.status, gone.body.activo], [200, false], gone.text)
    is_problem(await bea.get('/sesion'), 401)
    assert.equal(await socket.closed, 4401)
    assert.equal(await enters('bea', stack.demo.CC_DEMO_CLAVE), 401)
    assert.deepEqual((await admin.get('/extensiones')).body.elementos.find(({ numero }) => numero === '102').ocupantes, [])
    assert.ok(!(await admin.get('/agentes')).body.elementos.some((one) => one.id === id))
    assert.ok((await admin.get('/agentes?todos=true')).body.elementos.some((one) => one.id === id))
    assert.equal((await admin.patch(`/agentes/${id}`, { activo: true }, any)).body.activo, true)
    assert.equal(await enters('bea', stack.demo.CC_DEMO_CLAVE), 201)
  })

  test('a role counts at once; an open socket begins again as what its person may be now', async () => {
    const ana = await stack.login('ana', { puesto: 101 })
    const socket = await stack.socket(ana)
    const { id } = (await admin.get('/agentes')).body.elementos.find(({ usuario }) => usuario === 'ana')
    is_problem(await ana.get(`/lineas?clinica_id=${palmas}`), 404)
    const roles = [{ clinica_id: centro, rol: 'agente' }, { clinica_id: palmas, rol: 'agente' }]
    const changed = await admin.patch(`/agentes/${id}`, { clinicas: roles }, any)
    assert.deepEqual([changed.status, changed.body.clinicas], [200, roles], changed.text)
    assert.equal((await ana.get(`/lineas?clinica_id=${palmas}`)).status, 200)
    assert.equal(await socket.closed, 1001)
    const again = await stack.socket(ana)
    assert.deepEqual(Object.keys(again.welcome.posiciones).map(Number).sort(), [centro, palmas].sort())
    await admin.patch(`/agentes/${id}`, { clinicas: [{ clinica_id: palmas, rol: 'agente' }] }, any)
    assert.equal((await ana.get('/sesion')).body.puesto, null, 'the seat was in the other clinic')
    is_problem(await ana.get(`/lineas?clinica_id=${centro}`), 404)
    assert.equal(await again.closed, 1001)
  })

  test('the last administrador cannot leave', async () => {
    const { id } = (await admin.get('/agentes')).body.elementos.find(({ usuario }) => usuario === 'admin')
    assert.match(is_problem(await admin.delete(`/agentes/${id}`), 409).detail, /sin nadie que la administre/)
    const clinicas = [{ clinica_id: centro, rol: 'administrador' }, { clinica_id: palmas, rol: 'agente' }]
    is_problem(await admin.patch(`/agentes/${id}`, { clinicas }, any), 409)
    assert.equal((await admin.get('/sesion')).status, 200)
  })

  test('two administradores who dismiss each other at once: one of them stays', async () => {
    for (let round = 0; round < 10; round++) {
      const { id: clinica_id } = (await admin.post('/clinicas', { nombre: `Ronda ${round}` })).body
      const pair = await Promise.all(['uno', 'dos'].map(async (name) => {
        const { body } = await admin.post('/agentes', { usuario: `${name}${round}`, nombre: name, clinicas: [{ clinica_id, rol: 'administrador' }] })
        return { id: body.id, client: await Client.login(stack.url, `${name}${round}`, body.clave) }
      }))
      const [{ id }] = (await admin.get('/agentes')).body.elementos.filter(({ usuario }) => usuario === 'admin')
      const mine = [centro, palmas].map((one) => ({ clinica_id: one, rol: 'administrador' }))
      assert.equal((await admin.patch(`/agentes/${id}`, { clinicas: [...mine, { clinica_id, rol: 'agente' }] }, any)).status, 200)
      const said = await Promise.all([pair[0].client.delete(`/agentes/${pair[1].id}`), pair[1].client.delete(`/agentes/${pair[0].id}`)])
      const statuses = said.map(({ status }) => status).sort()
      assert.ok(statuses[0] === 200 && [401, 409].includes(statuses[1]), `${statuses}`)
      assert.equal(await stack.db.value(`SELECT count(*) FROM cc.agente_clinica ac JOIN cc.agente a ON a.id = ac.agente_id
        WHERE ac.clinica_id = ${clinica_id} AND ac.rol = 'administrador' AND a.activo`), 1)
      await stack.db.query(`UPDATE cc.clinica SET activa = false WHERE id = ${clinica_id}`)
    }
  })
})
