// Click-to-call through a bridge of one's own (adapter generica), which is played here as its contract says: what it is posted is signed,
// and what it answers and tells makes one call.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Receptor } from '../stack/receptor.mjs'
import { Stack } from '../stack/stack.mjs'

let stack, bridge, ana
before(async () => {
  stack = await Stack.start({ processes: ['api', 'nginx', 'jobs'], env: { CC_RED_PERMITIDA: '127.0.0.0/8' } })
  bridge = await Receptor.start({ answer: ({ body }) => ({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.parse(body).tipo === 'orden.originar' ? '{"llamada": "P-1"}' : '{}' }) })
  const admin = await stack.login('admin')
  const id = await stack.db.value(`SELECT id FROM cc.centralita WHERE publico = '${stack.demo.CC_DEMO_CENTRALITA}'`)
  const { headers } = await admin.get(`/centralitas/${id}`)
  const changed = await admin.patch(`/centralitas/${id}`, { ajustes: { url_ordenes: `${bridge.url}/ordenes`, red_privada: true, prefijo: '0' } },
    { headers: { 'if-match': headers.get('etag') } })
  assert.equal(changed.status, 200, changed.text)
  const rules = await admin.get('/llamar/reglas')
  const set = await admin.put('/llamar/reglas', { reglas: { silencio: ['00:00', '00:00'], fines_de_semana: true, festivos: true } },
    { headers: { 'if-match': rules.headers.get('etag') } })
  assert.equal(set.status, 200, set.text)
  ana = await stack.login('ana', { puesto: 101 })
})
after(async () => {
  await stack?.stop()
  await bridge?.stop()
})

test('asked for, posted to the bridge once, told by its events, hung up by its own name of the call', async () => {
  const { body: { id, peticion } } = await ana.post('/llamar', { numero: '612345678' }, { headers: { 'idempotency-key': randomUUID() } })
  const order = await bridge.next(({ path }) => path === '/ordenes')
  const { 'webhook-id': message, 'webhook-timestamp': at, 'webhook-signature': signature } = order.headers
  const key = Buffer.from(stack.demo.CC_DEMO_SECRETO.replace(/^whsec_/, ''), 'base64')
  assert.equal(signature, `v1,${createHmac('sha256', key).update(`${message}.${at}.${order.body}`).digest('base64')}`)
  assert.equal(message, peticion.id)
  const { tipo, extension, numero, marcar } = JSON.parse(order.body)
  assert.deepEqual([tipo, extension, numero, marcar], ['orden.originar', '101', '+34612345678', '0612345678'])

  // It never names our id: its answer did, with its own.
  const say = (tipo, more) => stack.pbx.event({ tipo, llamada: 'P-1', ...more })
  await say('llamada.ofrecida', { direccion: 'saliente', origen: '101', destino: '0612345678' })
  await say('tramo.suena', { extension: '101' })
  const state = async () => (await ana.get(`/llamadas/${id}`)).body
  await eventually(async () => (await state()).estado === 'sonando_agente')
  await say('tramo.contesta', { extension: '101' })
  await say('tramo.contesta', { rol: 'externo', destino: '0612345678' })
  const talking = await eventually(async () => { const now = await state(); return now.estado === 'en_curso' && now })
  assert.deepEqual([talking.peticion.correlada_por, talking.interlocutor.nombre], ['id', 'María García López'])
  assert.equal((await ana.post(`/llamadas/${id}/colgar`)).status, 202)
  const hangup = JSON.parse((await bridge.next(({ body }) => body.includes('orden.colgar'))).body)
  assert.deepEqual([hangup.llamada, hangup.extension], ['P-1', '101'])
  await say('llamada.fin', { causa: 16, colgo: 'agente' })
  await eventually(async () => (await state()).resultado === 'atendida')
  assert.equal(await stack.db.value("SELECT count(*) FROM cc.llamada WHERE fusionada_en IS NULL AND direccion = 'saliente'"), 1)
  assert.equal(bridge.requests.filter(({ body }) => body.includes('orden.originar')).length, 1)
})

test('a bridge that refuses says why, and the call is over', async () => {
  bridge.answer = () => ({ status: 422, headers: { 'content-type': 'application/json' }, body: '{"motivo": "extension_no_registrada"}' })
  await stack.db.query("UPDATE cc.orden SET creada = creada - interval '10 s'")
  const { body: { id } } = await ana.post('/llamar', { numero: '699000111' }, { headers: { 'idempotency-key': randomUUID() } })
  const over = await eventually(async () => { const now = (await ana.get(`/llamadas/${id}`)).body; return now.estado === 'finalizada' && now })
  assert.deepEqual([over.resultado, over.peticion.estado, over.peticion.motivo], ['fallida', 'rechazada', 'extension_no_registrada'])
})
