// Two people do the same thing at the same moment: one does it, the other is told.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Stack } from '../stack/stack.mjs'

const TURNS = 8

describe('at the same moment', () => {
  let stack, ana, bea
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    bea = await stack.login('bea')
  })
  after(() => stack?.stop())

  /** The statuses of both, the lower first. */
  async function both(one, other) {
    const answers = await Promise.all([one, other])
    return { answers, statuses: answers.map(({ status }) => status).sort().join(' ') }
  }

  async function clinic() {
    return bea.answer.body.clinicas[0].id
  }

  test('one caller becomes one patient, whoever creates them', async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const body = { nombre: 'Gemela', apellidos: `Turno ${turn}`, telefono: `69900100${turn}`, clinica_id: await clinic() }
      const { statuses, answers } = await both(ana.post('/paciente', body), bea.post('/paciente', body))
      assert.equal(statuses, '201 409', JSON.stringify(answers.map(({ text }) => text)))
      const refused = answers.find(({ status }) => status === 409).body
      const created = answers.find(({ status }) => status === 201).body
      assert.equal(refused.errors[0].candidato.id, created.id)
    }
  })

  test('one Idempotency-Key, sent twice at once, records one call', async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const body = { direccion: 'saliente', numero: `69900200${turn}`, inicio: new Date().toISOString(), clinica_id: await clinic() }
      const send = () => ana.post('/registrar', body, { headers: { 'idempotency-key': `carrera-${turn}` } })
      const { answers } = await both(send(), send())
      for (const { status } of answers) assert.ok([201, 409].includes(status), `${status}`)
      assert.equal(Number(await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE numero = '+3469900200${turn}'`)), 1)
    }
  })

  test('a call to return is claimed by one of two', async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const missed = { direccion: 'entrante', numero: `69900300${turn}`, inicio: new Date().toISOString(), resultado: 'perdida_sin_respuesta',
        clinica_id: await clinic() }
      assert.equal((await ana.post('/registrar', missed)).status, 201)
      const { body } = await ana.get('/seguimientos')
      const { id, version } = body.elementos.find(({ numero }) => numero === `+3469900300${turn}`)
      const claim = (who) => who.patch(`/seguimientos/${id}`, { accion: 'reclamar' }, { headers: { 'if-match': `"${version}"` } })
      assert.equal((await both(claim(ana), claim(bea))).statuses, '200 409')
    }
  })

  test('two different choices of who speaks: the second is told of the first', async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const call = stack.pbx.call({ de: '622334455', a: '911223344' })
      await call.offered()
      const id = await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
      const seen = await ana.get(`/llamadas/${id}`)
      const choose = (who, n) => who.patch(`/llamadas/${id}`, { interlocutor_id: seen.body.candidatos[n].id },
        { headers: { 'if-match': seen.headers.get('etag') } })
      const { statuses, answers } = await both(choose(ana, 0), choose(bea, 1))
      assert.equal(statuses, '200 409')
      assert.match(answers.find(({ status }) => status === 409).body.errors[0].detail, /ya ha indicado que habla/)
    }
  })

  test('a call that ends while its patient is created ends, with its patient', async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const call = stack.pbx.call({ de: `69900400${turn}`, a: '911223344' })
      await call.offered()
      await call.rings(101)
      await call.answers(101)
      const id = Number(await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`))
      const [created, ended] = await Promise.all([ana.post('/paciente', { nombre: `Fin ${turn}`, llamada_id: id }), call.ends()])
      assert.deepEqual([created.status, ended.status], [201, 200], created.text)
      const { body } = await ana.get(`/llamadas/${id}`)
      assert.deepEqual([body.estado, body.interlocutor?.id, body.identificacion], ['finalizada', created.body.id, 'creada'])
    }
  })
})
