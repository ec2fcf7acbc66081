// Calls to return and promises: made, claimed by two at once, put off.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('seguimientos', () => {
  let stack, ana, bea
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'jobs', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    // A colleague of Ana's with the same password.
    await stack.db.query(`WITH nueva AS (
      INSERT INTO cc.agente (grupo_id, usuario, nombre, clave_hash) SELECT grupo_id, 'bea.prueba', 'Bea Prueba', clave_hash FROM cc.agente WHERE usuario = 'ana' RETURNING id, grupo_id)
      INSERT INTO cc.agente_clinica (agente_id, clinica_id, grupo_id, rol)
      SELECT n.id, c.clinica_id, n.grupo_id, 'agente' FROM nueva n, cc.agente_clinica c JOIN cc.agente a ON a.id = c.agente_id WHERE a.usuario = 'ana'`)
    bea = await stack.login('bea.prueba')
  })
  after(() => stack?.stop())

  const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
  const patch = (person, id, version, body) => person.patch(`/seguimientos/${id}`, body, { headers: { 'if-match': version === '*' ? '*' : `"${version}"` } })
  async function promised(more = {}) {
    const answer = await ana.post('/seguimientos', { texto: 'Llamarle con el presupuesto', vence: tomorrow(), numero: '699123456', ...more })
    assert.equal(answer.status, 201, answer.text)
    return answer.body
  }

  test('a promise is made once, however often the request is repeated', async () => {
    const body = { texto: 'Llamarle', vence: tomorrow(), numero: '699123457' }
    const headers = { 'idempotency-key': 'promesa-1' }
    const first = await ana.post('/seguimientos', body, { headers })
    const again = await ana.post('/seguimientos', body, { headers })
    assert.equal(first.status, 201)
    assert.equal(again.body.id, first.body.id)
    assert.equal(first.headers.get('location'), `/api/contact-center/seguimientos/${first.body.id}`)
    assert.equal((await ana.get('/seguimientos?clase=promesa')).body.elementos.filter(({ id }) => id === first.body.id).length, 1)
  })

  test('a promise says to whom, what and when', async () => {
    const problem = is_problem(await ana.post('/seguimientos', { numero: '699123456' }), 422)
    assert.deepEqual(problem.errors.map(({ pointer }) => pointer).sort(), ['/texto', '/vence'])
    is_problem(await ana.post('/seguimientos', { texto: 'x', vence: tomorrow() }), 422)
    is_problem(await ana.post('/seguimientos', { texto: 'x', vence: '2020-01-01T10:00:00Z', numero: '699123456' }), 422)
  })

  test('of two who claim at once one gets it, and the other is told who', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const { id } = await promised()
      const answers = await Promise.all([ana, bea].map((person) => patch(person, id, '*', { accion: 'reclamar' })))
      const winner = answers.findIndex(({ status }) => status === 200)
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409], answers.map(({ text }) => text).join('\n'))
      const name = ['Ana Beltrán', 'Bea Prueba'][winner]
      assert.equal(is_problem(answers[1 - winner], 409).detail, `Lo está atendiendo ${name}.`)
      assert.equal((await ana.get('/seguimientos')).body.elementos.find((one) => one.id === id).agente.nombre, name)
    }
  })

  test('an attempt and a put-off give it back; the put-off goes behind what is due', async () => {
    const { id } = await promised()
    const mine = (await patch(ana, id, 1, { accion: 'reclamar' })).body
    const tried = (await patch(ana, id, mine.version, { accion: 'intentar' })).body
    assert.deepEqual([tried.estado, tried.intentos, tried.agente], ['intentado', 1, null])
    const put_off = await patch(bea, id, tried.version, { accion: 'aplazar', vence: tomorrow() })
    assert.equal(put_off.status, 200, put_off.text)
    is_problem(await patch(ana, id, tried.version, { accion: 'cerrar' }), 412)
    assert.equal((await patch(ana, id, put_off.body.version, { accion: 'cerrar' })).body.estado, 'resuelta_manual')
    assert.ok(!(await ana.get('/seguimientos')).body.elementos.some((one) => one.id === id))
  })

  test('when a promise is due the panel is told, by the job', async () => {
    const vence = new Date(Date.now() + 3000).toISOString()
    const { id } = await promised({ vence })
    const told = () => stack.db.query(`SELECT e.creado >= '${vence}' FROM cc.evento e CROSS JOIN json_array_elements(e.entregas) d
      WHERE d ->> 'tipo' = 'seguimiento' AND d #>> '{cuerpo,id}' = '${id}' AND (d #>> '{cuerpo,version}')::int = 2`)
    await eventually(async () => (await told()).length > 0)
    assert.deepEqual(await told(), [['t']])
  })

  test('an appointment that only the database has seen closes a missed call, by the job', async () => {
    const call = stack.pbx.call({ de: '612345678', a: '911223344' })
    const past = (seconds) => new Date(Date.now() - seconds * 1000).toISOString()
    await call.say('llamada.ofrecida', { momento: past(60) })
    await call.say('tramo.suena', { momento: past(58), extension: '101' })
    await call.say('llamada.fin', { momento: past(30) })
    const entry = async () => (await ana.get('/seguimientos?clase=perdida')).body.elementos.find(({ numero }) => numero === '+34612345678')
    assert.ok(await entry())
    await stack.db.query(`INSERT INTO cc.cita (grupo_id, clinica_id, paciente_id, inicio)
      SELECT p.grupo_id, p.clinica_id, p.id, now() + interval '9 days' FROM cc.paciente p JOIN cc.paciente_telefono t ON t.paciente_id = p.id WHERE t.clave = '+34612345678'`)
    await stack.db.query("UPDATE cc.trabajo SET vence = now() WHERE clase = 'seguimiento_citas' AND estado = 'pendiente'")
    await stack.db.query("SELECT pg_notify('cc_trabajo', '')") // its minute has passed
    await eventually(async () => !(await entry()))
    assert.equal((await ana.get(`/llamadas/${await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)}`)).body.seguimiento, 'resuelta_auto')
  })
})
