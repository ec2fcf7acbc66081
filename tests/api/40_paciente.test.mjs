// Patients: the card, the search, one created from the popup.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('paciente', () => {
  let stack, ana
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana')
  })
  after(() => stack?.stop())

  test('a number, however it is written, finds its person', async () => {
    for (const numero of ['612345678', '0034612345678', '+34 612 34 56 78', '612-34-56-78']) {
      const { status, body } = await ana.get(`/paciente?numero=${encodeURIComponent(numero)}`)
      assert.equal(status, 200, numero)
      assert.deepEqual(body.elementos.map(({ apellidos }) => apellidos), ['García López'], numero)
    }
  })

  test('letters find without accents', async () => {
    const { body } = await ana.get('/paciente?q=garcia')
    assert.ok(body.elementos.some(({ nombre }) => nombre === 'María'))
  })

  test('the card has what answering needs', async () => {
    const { body: found } = await ana.get('/paciente?numero=612345678')
    const { status, body, headers } = await ana.get(`/paciente/${found.elementos[0].id}`)
    assert.equal(status, 200)
    assert.equal(body.nombre, 'María')
    assert.equal(body.erp_ref, 'P-1001')
    assert.ok(body.proxima_cita?.inicio)
    assert.ok(headers.get('etag'))
    assert.equal(headers.get('cache-control'), 'no-store')
  })

  test('one created from the popup joins the call it came from', async () => {
    const call = stack.pbx.call({ de: '699000111', a: '911223344' })
    await call.offered()
    const llamada_id = await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
    const answer = await ana.post('/paciente', { nombre: 'Nuria', apellidos: 'Nueva Alta', telefono: '699000111', llamada_id,
      clinica_id: ana.answer.body.clinicas[0].id }, { headers: { 'idempotency-key': 'alta-1' } })
    assert.equal(answer.status, 201, answer.text)
    assert.match(answer.headers.get('location'), new RegExp(`/paciente/${answer.body.id}$`))
    assert.equal((await ana.get(`/llamadas/${llamada_id}`)).body.interlocutor.id, answer.body.id)
  })

  test('what is not a number, not there, or asks nothing is said as a problem', async () => {
    is_problem(await ana.get('/paciente/999999'), 404)
    is_problem(await ana.get('/paciente/doce'), 404)
    is_problem(await ana.get('/paciente?q=a'), 422)
  })
})
