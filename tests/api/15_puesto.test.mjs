// Around the desk: the socket's ticket, presence, the version.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('the desk', () => {
  let stack, ana, sara
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    sara = await stack.login('sara')
  })
  after(() => stack?.stop())

  test('a ticket is made once for each asking, and only for who is logged in', async () => {
    const [one, other] = [await ana.post('/sesion/ticket'), await ana.post('/sesion/ticket')]
    assert.equal(one.status, 201, one.text)
    assert.match(one.body.ticket, /^cct_[A-Za-z0-9_-]{43}$/)
    assert.notEqual(one.body.ticket, other.body.ticket)
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.sesion_ticket WHERE caduca <= now() + interval '30 seconds'`), 2)
    is_problem(await stack.client().post('/sesion/ticket'), 401)
  })

  test('who takes a pause is seen by the colleagues of the clinic', async () => {
    const pause = await ana.put('/presencia', { estado: 'pausa', motivo: 'café' })
    assert.equal(pause.status, 200, pause.text)
    const { body } = await sara.get('/presencia')
    const row = body.elementos.find(({ agente_id }) => agente_id === ana.answer.body.agente.id)
    assert.equal(row.estado, 'pausa')
    assert.equal(row.motivo, 'café')
    is_problem(await ana.put('/presencia', { estado: 'durmiendo' }), 422)
  })

  test('the version says which program and which schema answer', async () => {
    const { status, body } = await stack.client().get('/version')
    assert.equal(status, 200)
    assert.match(JSON.stringify(body), /\d+\.\d+\.\d+/)
    assert.ok(JSON.stringify(body).includes(String(await stack.db.value('SELECT api.esquema_version()'))))
  })
})
