// Click-to-call through the whole API; the executor's part is played here, on the functions that executors call.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

const ANY_TIME = { silencio: ['00:00', '00:00'], fines_de_semana: true, festivos: true }

describe('click-to-call', () => {
  let stack, ana, bea, maria
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ;[ana, bea] = [await stack.login('ana', { puesto: 101 }), await stack.login('bea')]
    maria = (await ana.get('/paciente?numero=612345678')).body.elementos[0]
    await set({})
    await dials(true)
  })
  after(() => stack?.stop())
  beforeEach(() => stack.db.query('DELETE FROM cc.orden; DELETE FROM cc.trabajo'))

  const set = (ajustes) => stack.db.query(`UPDATE cc.grupo SET ajustes = '${JSON.stringify({ llamar: { ...ANY_TIME, ...ajustes } })}'`)
  const dials = (yes) => stack.db.query(`UPDATE cc.centralita SET version = version + 1, ajustes = '${yes ? '{"url_ordenes": "https://pbx.example/ordenes"}' : '{}'}'`)
  const call = (who, body, key = randomUUID()) => who.post('/llamar', body, { headers: { 'idempotency-key': key } })
  /** What an executor does with the oldest order: prepares it, and says what the PBX answered. */
  async function executes(resultado, motivo = null, ids = null) {
    const job = await stack.db.value(`SELECT id FROM api.trabajo_tomar('jobs', 'prueba', 9) WHERE clase IN ('originar', 'colgar', 'transferir')`)
    const orden = await stack.db.value(`SELECT orden FROM api.orden_preparar(${job})`)
    const text = (value) => (value === null ? 'NULL' : `'${value}'`)
    await stack.db.query(`SELECT api.orden_resultado(${job}, '${resultado}', ${text(motivo)}, ${ids ? text(JSON.stringify(ids)) : 'NULL'})`)
    return orden
  }
  const refusal = (answer, status, name) => {
    assert.equal(is_problem(answer, status).type, `/docs/problemas#${name}`, answer.text)
    return answer.body
  }

  test('a patient is called: asked for at once, told by events, handed over, hung up', async () => {
    const key = randomUUID()
    const asked = await call(ana, { paciente_id: maria.id }, key)
    assert.equal(asked.status, 202, asked.text)
    const { id, peticion, estado, modo, interlocutor } = asked.body
    assert.deepEqual([estado, modo, peticion.estado, interlocutor.id], ['solicitada', 'centralita', 'pedida', maria.id])
    assert.equal(asked.headers.get('location'), `/api/contact-center/llamadas/${id}`)
    assert.deepEqual((await call(ana, { paciente_id: maria.id }, key)).body.id, id, 'the same request is the same call')
    refusal(await ana.post(`/llamadas/${id}/transferir`, { destino: '102' }), 409, 'no_en_curso')

    const orden = await executes('aceptada')
    assert.deepEqual([orden.clase, orden.extension, orden.marcar, orden.peticion], ['originar', '101', '612345678', peticion.id])
    const say = (tipo, more) => stack.pbx.event({ tipo, llamada: 'P-1', ...more })
    await say('llamada.ofrecida', { direccion: 'saliente', origen: '101', destino: '612345678', peticion: peticion.id })
    await say('tramo.contesta', { extension: '101' })
    await say('tramo.contesta', { rol: 'externo', destino: '612345678' })
    const talking = (await ana.get(`/llamadas/${id}`)).body
    assert.deepEqual([talking.estado, talking.peticion.estado, talking.peticion.correlada_por], ['en_curso', 'aceptada', 'id'])
    refusal(await call(ana, { numero: '911000000' }), 409, 'en_otra_llamada')
    assert.equal((await ana.post(`/llamadas/${id}/transferir`, { destino: '102' })).status, 202)
    assert.deepEqual((await executes('rechazada', 'no_soportado')).destino, '102')
    is_problem(await bea.post(`/llamadas/${id}/colgar`), 403)
    assert.equal((await ana.post(`/llamadas/${id}/colgar`)).status, 202)
    assert.deepEqual((await executes('aceptada')).llamada, 'P-1', 'the PBX is told its own name of the call')
    await say('llamada.fin', { causa: 16, colgo: 'agente' })
    assert.equal((await ana.get(`/llamadas/${id}`)).body.resultado, 'atendida')
    refusal(await ana.post(`/llamadas/${id}/colgar`), 409, 'terminada')
  })

  test('an order that has not left is taken back', async () => {
    const { body: { id } } = await call(ana, { numero: '911000000' })
    const given_up = await ana.post(`/llamadas/${id}/colgar`)
    assert.deepEqual([given_up.status, given_up.body.resultado, given_up.body.peticion.estado], [200, 'cancelada', 'anulada'])
    assert.equal(await stack.db.value(`SELECT count(*) FROM api.trabajo_tomar('jobs', 'prueba', 9) WHERE clase = 'originar'`), 0)
  })

  test('every refusal has a type of its own, and says what may be confirmed', async () => {
    is_problem(await ana.post('/llamar', { numero: '911000000' }), 400)
    is_problem(await call(ana, { numero: '911000000', colgar: true }), 422, '/colgar')
    is_problem(await call(ana, { paciente_id: maria.id, confirmar: ['todo'] }), 422, '/confirmar')
    refusal(await call(bea, { numero: '911000000' }), 409, 'sin_puesto')
    refusal(await call(ana, { numero: '112' }), 409, 'emergencia')
    refusal(await call(ana, { numero: '806123456' }), 409, 'numero_de_pago')
    refusal(await call(ana, { numero: '+442079460018' }), 409, 'pais_no_permitido')
    refusal(await call(ana, { numero: '91' }), 422, 'numero_no_valido')
    await set({ silencio: ['00:00', '23:59:59.9'] })
    assert.deepEqual(refusal(await call(ana, { numero: '911000000' }), 409, 'horario_silencio').confirmar, ['horario_silencio'])
    assert.equal((await call(ana, { numero: '911000000', confirmar: ['horario_silencio'] })).status, 202)
    await set({})
    refusal(await call(ana, { numero: '911000000' }), 409, 'en_otra_llamada')
    await executes('rechazada', 'extension_no_registrada')
    const soon = await call(ana, { numero: '911000000' })
    refusal(soon, 429, 'demasiado_seguido')
    assert.ok(soon.headers.get('retry-after'))
  })

  test('twice the same key at the same moment dials once', async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(ana, { numero: '911000001' }, key)))
    const dialled = answers.filter(({ status }) => status === 202)
    assert.ok(dialled.length >= 1)
    for (const { status } of answers) assert.ok([202, 409].includes(status))
    assert.equal(await stack.db.value('SELECT count(*) FROM cc.orden'), 1)
  })

  test('six at the same moment with keys of their own: one agent gets one call', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => call(ana, { numero: `91100001${i}` })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 409, 409, 409, 409, 409])
  })

  test('the rules are the group\'s, over them the clinic\'s; who administers sets them, and every bad one is named', async () => {
    const admin = await stack.login('admin')
    const clinica = `/llamar/reglas?clinica_id=${stack.demo.CC_DEMO_CLINICA_CENTRO}`
    const before = await admin.get(clinica)
    assert.deepEqual([before.status, before.body.propias, before.body.vigentes.prefijos], [200, {}, ['34']])
    const put = (path, reglas, etag) => admin.put(path, { reglas }, { headers: { 'if-match': etag } })
    const etag = before.headers.get('etag')
    is_problem(await ana.put(clinica, { reglas: {} }, { headers: { 'if-match': etag } }), 403)
    is_problem(await admin.put(clinica, { reglas: {} }), 428)
    const bad = is_problem(await put(clinica, { prefijos: [34], silencio: ['9', '21:00'], tarifas_cent: { lunar: 1 }, por_hora: 0, otra: 1 }, etag), 422)
    assert.deepEqual(bad.errors.map(({ pointer }) => pointer), ['/reglas/otra', '/reglas/por_hora', '/reglas/prefijos', '/reglas/silencio', '/reglas/tarifas_cent'])
    const set = await put(clinica, { prefijos: ['34', '44'] }, etag)
    assert.deepEqual([set.status, set.body.propias, set.body.vigentes.prefijos], [200, { prefijos: ['34', '44'] }, ['34', '44']], set.text)
    is_problem(await put(clinica, {}, etag), 412)
    const group = await admin.get('/llamar/reglas')
    assert.deepEqual(group.body.vigentes.prefijos, ['34'])
    const whole = await admin.put('/llamar/reglas', { reglas: group.body.propias }, { headers: { 'if-match': group.headers.get('etag') } })
    assert.equal(whole.status, 200, whole.text)
    assert.equal((await put(clinica, {}, set.headers.get('etag'))).body.vigentes.prefijos.length, 1)
  })

  test('where nobody dials for the agent, they do, and tell how it went', async () => {
    await dials(false)
    try {
      const { body } = await call(ana, { paciente_id: maria.id })
      assert.deepEqual([body.modo, body.tel, body.peticion.estado], ['tel', 'tel:+34612345678', 'pedida'])
      is_problem(await ana.post('/registrar', { llamada_id: body.id, resultado: 'no_contesta', duracion_s: 4 }), 422, '/duracion_s')
      const told = await ana.post('/registrar', { llamada_id: body.id, resultado: 'no_contesta', nota: 'Mañana otra vez' })
      assert.deepEqual([told.status, told.body.estado, told.body.resultado, told.body.fuente], [200, 'finalizada', 'no_contesta', 'manual'])
      is_problem(await ana.post('/registrar', { llamada_id: body.id, resultado: 'atendida' }), 409, '/resultado')
    } finally {
      await dials(true)
    }
  })
})
