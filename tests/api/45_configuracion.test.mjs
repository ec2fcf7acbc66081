// What the clinic's administrator sets by themselves: lines, telephones and queues, from the next call on.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

const any = { headers: { 'if-match': '*' } }

describe('lines, telephones and queues', () => {
  let stack, admin, ana, centralita_id, centro, palmas
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    admin = await stack.login('admin')
    ana = await stack.login('ana', { puesto: 101 })
    centro = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    palmas = Number(stack.demo.CC_DEMO_CLINICA_PALMAS)
    centralita_id = (await admin.get('/lineas')).body.elementos[0].centralita_id
  })
  after(() => stack?.stop())

  const made = async (path, body) => {
    const answer = await admin.post(path, { centralita_id, ...body })
    assert.equal(answer.status, 201, answer.text)
    assert.equal(answer.headers.get('location'), `/api/contact-center${path}/${answer.body.id}`)
    return answer
  }
  const pointers = (answer, status) => is_problem(answer, status).errors.map(({ pointer }) => pointer)
  const rings = async (de, a, extension) => {
    const call = stack.pbx.call({ de, a })
    for (const step of ['offered', ['rings', extension], 'ends']) {
      const [name, ...rest] = [step].flat()
      assert.equal((await call[name](...rest)).status, 200)
    }
    return stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
  }

  test('a new line gives its clinic the next call; deleted, it stays out of use because that call refers to it', async () => {
    const { body: line } = await made('/lineas', { numero: '928 00 99 88', etiqueta: ' Urgencias ', uso: 'urgencias', clinica_id: palmas })
    assert.deepEqual([line.numero, line.etiqueta, line.uso, line.saliente, line.activa], ['+34928009988', 'Urgencias', 'urgencias', false, true])
    const id = await rings('699000001', '928009988', '101')
    assert.equal(await stack.db.value(`SELECT clinica_id FROM cc.llamada WHERE id = ${id}`), palmas)
    const gone = await admin.delete(`/lineas/${line.id}`)
    assert.equal(gone.status, 200, gone.text)
    assert.equal(gone.body.activa, false)
    assert.ok(!(await admin.get('/lineas')).body.elementos.some((one) => one.id === line.id))
    assert.ok((await admin.get('/lineas?todas=true')).body.elementos.some((one) => one.id === line.id))
    assert.equal((await admin.get(`/llamadas/${id}`)).body.linea.etiqueta, 'Urgencias', 'history keeps it')
    assert.deepEqual(pointers(await admin.post('/lineas', { centralita_id, numero: '928009988' }), 409), ['/numero'])
    assert.equal((await admin.patch(`/lineas/${line.id}`, { activa: true }, any)).body.activa, true)
  })

  test('a line that nothing refers to is gone', async () => {
    const { body } = await made('/lineas', { numero: '911000001' })
    assert.equal((await admin.delete(`/lineas/${body.id}`)).status, 204)
    is_problem(await admin.delete(`/lineas/${body.id}`), 404)
  })

  test('a Spanish mobile number is no caller id, and the text says which rule', async () => {
    const refused = is_problem(await admin.post('/lineas', { centralita_id, numero: '612 00 00 01', saliente: true }), 422)
    assert.equal(refused.errors[0].pointer, '/saliente')
    assert.match(refused.errors[0].detail, /TDF\/149\/2025/)
    const { body } = await made('/lineas', { numero: '612000001' })
    assert.deepEqual(pointers(await admin.patch(`/lineas/${body.id}`, { saliente: true }, any), 422), ['/saliente'])
    for (const numero of ['911000002', '900123123'])
      assert.equal((await made('/lineas', { numero, saliente: true })).body.saliente, true)
    assert.deepEqual(pointers(await admin.post('/lineas', { centralita_id, numero: '4321', saliente: true }), 422), ['/saliente'])
  })

  test('one line of a clinic is preferred; it is no longer when it leaves, ends or may not be shown', async () => {
    const one = (await made('/lineas', { numero: '911000011', saliente: true, preferida: true })).body
    const two = (await made('/lineas', { numero: '911000012', saliente: true, preferida: true })).body
    const preferred = async () => (await admin.get(`/lineas?clinica_id=${centro}`)).body.elementos.filter(({ preferida }) => preferida).map(({ id }) => id)
    assert.deepEqual(await preferred(), [two.id])
    assert.equal((await admin.patch(`/lineas/${one.id}`, { preferida: true }, any)).status, 200)
    assert.deepEqual(await preferred(), [one.id])
    assert.deepEqual(pointers(await admin.patch(`/lineas/${one.id}`, { saliente: false, preferida: true }, any), 422), ['/preferida'])
    for (const change of [{ saliente: false }, { activa: false }, { clinica_id: palmas }]) {
      assert.equal((await admin.patch(`/lineas/${one.id}`, { saliente: true, activa: true, clinica_id: centro }, any)).status, 200)
      assert.equal((await admin.patch(`/lineas/${one.id}`, { preferida: true }, any)).body.preferida, true)
      assert.equal((await admin.patch(`/lineas/${one.id}`, change, any)).body.preferida, false, JSON.stringify(change))
    }
  })

  test('two who edit at once: the second is told', async () => {
    const { body, headers } = await made('/colas', { nombre: 'citas', etiqueta: 'Citas' })
    const same = { headers: { 'if-match': headers.get('etag') } }
    const changed = await admin.patch(`/colas/${body.id}`, { etiqueta: 'Pedir cita' }, same)
    assert.equal(changed.body.etiqueta, 'Pedir cita')
    assert.notEqual(changed.headers.get('etag'), headers.get('etag'))
    is_problem(await admin.patch(`/colas/${body.id}`, { etiqueta: 'Otra' }, same), 412)
    is_problem(await admin.patch(`/colas/${body.id}`, { etiqueta: 'Otra' }), 428)
    assert.deepEqual((await admin.get('/colas')).body.elementos.map(({ etiqueta }) => etiqueta), ['Pedir cita'])
  })

  test('a queue that calls waited in stays, out of use; another is gone', async () => {
    const used = (await made('/colas', { nombre: 'urgencias' })).body
    const call = stack.pbx.call({ de: '699000002', a: '911223344' })
    await call.offered()
    assert.equal((await stack.pbx.event({ tipo: 'cola.entra', llamada: call.llamada, cola: 'urgencias' })).status, 200)
    await call.ends()
    assert.equal((await admin.delete(`/colas/${used.id}`)).body.activa, false)
    assert.equal((await admin.delete(`/colas/${(await made('/colas', { nombre: 'errata' })).body.id}`)).status, 204)
    assert.deepEqual(pointers(await admin.post('/colas', { centralita_id, nombre: 'urgencias' }), 409), ['/nombre'])
  })

  test('a new telephone can be sat at; out of use, whoever sits there is stood up and its calls pop up for nobody', async () => {
    const { body } = await made('/extensiones', { numero: '109', etiqueta: 'Box' })
    const bea = await stack.login('bea', { puesto: 109 })
    const listed = async () => (await ana.get('/extensiones?todas=true')).body.elementos.find(({ id }) => id === body.id)
    assert.deepEqual((await listed()).ocupantes.map(({ nombre }) => nombre), ['Bea Collado'])
    const ended = await admin.patch(`/extensiones/${body.id}`, { activa: false }, any)
    assert.deepEqual([ended.status, ended.body.ocupantes], [200, []], ended.text)
    assert.equal((await bea.get('/sesion')).body.puesto, null)
    is_problem(await bea.put('/sesion/puesto', { extension_id: body.id }), 404)
    assert.equal((await admin.delete(`/extensiones/${body.id}`)).body.activa, false, 'somebody sat there')
    const id = await rings('699000003', '911223344', '109')
    assert.deepEqual(await stack.db.query(`SELECT extension, agente_id FROM cc.tramo WHERE llamada_id = ${id} AND rol = 'agente'`), [['109', '']])
    const other = (await made('/extensiones', { numero: '108' })).body
    assert.equal((await admin.delete(`/extensiones/${other.id}`)).status, 204)
  })

  test('a shared telephone that is shared no longer keeps who sat down last; in another clinic, only its people', async () => {
    const { body } = await made('/extensiones', { numero: '107', compartida: true })
    await stack.login('bea', { puesto: 107 })
    const sara = await stack.login('sara', { puesto: 107 })
    const single = await admin.patch(`/extensiones/${body.id}`, { compartida: false }, any)
    assert.deepEqual(single.body.ocupantes.map(({ nombre }) => nombre), ['Sara Domínguez'])
    const moved = await admin.patch(`/extensiones/${body.id}`, { clinica_id: palmas }, any)
    assert.deepEqual(moved.body.ocupantes.map(({ nombre }) => nombre), ['Sara Domínguez'], 'she works there too')
    await sara.put('/sesion/puesto', { extension_id: null })
    await admin.patch(`/extensiones/${body.id}`, { clinica_id: centro }, any)
    await stack.login('bea', { puesto: 107 })
    assert.deepEqual((await admin.patch(`/extensiones/${body.id}`, { clinica_id: palmas }, any)).body.ocupantes, [])
  })

  test('bad input is named, all of it', async () => {
    assert.deepEqual(pointers(await admin.post('/lineas', { numero: '', color: 'rojo', uso: 'x', saliente: 'sí' }), 422).sort(),
      ['/centralita_id', '/color', '/numero', '/saliente', '/uso'])
    assert.deepEqual(pointers(await admin.post('/lineas', { centralita_id, numero: 'citas' }), 422), ['/numero'])
    assert.deepEqual(pointers(await admin.post('/extensiones', { centralita_id, numero: 'uno dos' }), 422), ['/numero'])
    assert.deepEqual(pointers(await admin.post('/lineas', { centralita_id: 999999, numero: '911000003' }), 404), ['/centralita_id'])
    assert.deepEqual(pointers(await admin.patch('/lineas/1', { numero: '911000003' }, any), 422), ['/numero'])
    is_problem(await admin.get('/lineas?clinica_id=999999'), 404)
  })

  test('an agent reads and does not write; the same POST twice is one line', async () => {
    assert.ok((await ana.get('/lineas')).body.elementos.length > 0)
    is_problem(await ana.post('/lineas', { centralita_id, numero: '911000004' }), 403)
    is_problem(await ana.delete('/colas/1'), 403)
    const once = { headers: { 'idempotency-key': 'linea-1' } }
    const first = await admin.post('/lineas', { centralita_id, numero: '911000005' }, once)
    assert.deepEqual((await admin.post('/lineas', { centralita_id, numero: '911000005' }, once)).body, first.body)
  })

  test('who changed what is written down', async () => {
    const { body } = await made('/lineas', { numero: '911000006', etiqueta: 'Antes' })
    await admin.patch(`/lineas/${body.id}`, { etiqueta: 'Después' }, any)
    assert.deepEqual(await stack.db.query(`SELECT accion, clinica_id, datos ->> 'etiqueta' FROM cc.auditoria WHERE objeto = 'linea' AND objeto_id = ${body.id} ORDER BY id`),
      [['linea.crear', String(centro), 'Antes'], ['linea.editar', String(centro), '["Antes", "Después"]']])
  })
})
