// The calls: today's list, one call, what a person may change of it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

const MARIA = '612345678' // one patient
const RUIZ = '622334455' // a mother and, through her, her children

describe('llamadas', () => {
  let stack, ana, yeray
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    yeray = await stack.login('yeray')
  })
  after(() => stack?.stop())

  async function played(de, a = '911223344', extension = 101) {
    const call = stack.pbx.call({ de, a })
    for (const step of [call.offered(), call.rings(extension)]) assert.equal((await step).status, 200)
    const id = await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
    return { ...call, id }
  }

  test('a ringing call is in the list, with who calls, and the position its events go on from', async () => {
    const { id } = await played(MARIA)
    const { status, body } = await ana.get('/llamadas')
    assert.equal(status, 200)
    const row = body.elementos.find((call) => call.id === id)
    assert.equal(row.estado, 'sonando')
    assert.equal(row.identificacion, 'unica')
    assert.equal(row.interlocutor.nombre, 'María García López')
    assert.equal(row.linea.etiqueta, 'Centro')
    for (const [epoca, seq] of Object.values(body.posiciones)) assert.ok(epoca > 0 && seq > 0)
  })

  test('its states follow the telephone: answered by ana, then over with the time talked', async () => {
    const call = await played(RUIZ)
    await call.answers(101)
    const live = (await ana.get(`/llamadas/${call.id}`)).body
    assert.equal(live.estado, 'en_curso')
    assert.equal(live.atiende.nombre, 'Ana Beltrán')
    await call.ends()
    const over = (await ana.get(`/llamadas/${call.id}`)).body
    assert.equal(over.estado, 'finalizada')
    assert.equal(over.resultado, 'atendida')
    assert.equal(over.es_perdida, false)
  })

  test('nobody is guessed when a number is shared: the candidates are listed', async () => {
    const { id } = await played(RUIZ)
    const { body } = await ana.get(`/llamadas/${id}`)
    assert.equal(body.identificacion, 'multiple_pendiente')
    assert.equal(body.interlocutor, null)
    assert.ok(body.candidatos.length >= 2, JSON.stringify(body.candidatos))
  })

  test('a call of another clinic does not exist', async () => {
    const { id } = await played(MARIA, '928112233', 201)
    is_problem(await ana.get(`/llamadas/${id}`), 404)
    assert.equal((await yeray.get(`/llamadas/${id}`)).status, 200)
    assert.ok(!(await ana.get('/llamadas')).body.elementos.some((call) => call.id === id))
  })

  test('a change needs If-Match; a stale one is 412 and changes nothing', async () => {
    const { id } = await played(RUIZ)
    const seen = await ana.get(`/llamadas/${id}`)
    const lucia = seen.body.candidatos.find(({ nombre }) => nombre === 'Lucía')
    const choice = { interlocutor_id: lucia.id }
    is_problem(await ana.patch(`/llamadas/${id}`, choice), 428)
    const good = await ana.patch(`/llamadas/${id}`, choice, { headers: { 'if-match': seen.headers.get('etag') } })
    assert.equal(good.status, 200, good.text)
    assert.equal(good.body.interlocutor.id, lucia.id)
    is_problem(await ana.patch(`/llamadas/${id}`, { interlocutor_id: null }, { headers: { 'if-match': seen.headers.get('etag') } }), 412)
    assert.equal((await ana.get(`/llamadas/${id}`)).body.interlocutor.id, lucia.id)
  })

  test('the ETag that gzip weakened still matches', async () => {
    const { id } = await played(MARIA)
    const etag = (await ana.get(`/llamadas/${id}`)).headers.get('etag').replace(/^W\//, '')
    const answer = await ana.patch(`/llamadas/${id}`, { nota: 'Pregunta por su cita' }, { headers: { 'if-match': `W/${etag}` } })
    assert.equal(answer.status, 200, answer.text)
  })

  test('POST /registrar twice with one Idempotency-Key makes one call; with another body it is 422', async () => {
    const body = { direccion: 'saliente', numero: '633778899', inicio: new Date().toISOString(), duracion_s: 90, resultado: 'atendida',
      clinica_id: ana.answer.body.clinicas[0].id, nota: 'Confirma la cita' }
    const send = (change = {}) => ana.post('/registrar', { ...body, ...change }, { headers: { 'idempotency-key': 'prueba-registrar-1' } })
    const [first, again] = [await send(), await send()]
    assert.equal(first.status, 201, first.text)
    assert.equal(again.status, 201, again.text)
    assert.equal(again.body.id, first.body.id)
    is_problem(await send({ duracion_s: 91 }), 422)
  })

  test('a missed call opens one follow-up; the second from the same number is counted in it', async () => {
    for (let turn = 0; turn < 2; turn++) {
      const call = await played('644556677')
      await call.say('tramo.cuelga', { extension: '101', causa: 16, momento: new Date(Date.now() + 20_000).toISOString() })
      await call.ends({ momento: new Date(Date.now() + 20_001).toISOString(), colgo: 'paciente' })
    }
    const { body } = await ana.get('/seguimientos')
    const rows = body.elementos.filter(({ numero_mostrado }) => numero_mostrado.replaceAll(' ', '').endsWith('644556677'))
    assert.equal(rows.length, 1, JSON.stringify(body.elementos))
    assert.equal(rows[0].llamadas, 2)
  })

  test('a follow-up that somebody claimed is not taken from them by who looked before', async () => {
    const call = await played('655121212')
    await call.say('tramo.cuelga', { extension: '101', causa: 16, momento: new Date(Date.now() + 20_000).toISOString() })
    await call.ends({ momento: new Date(Date.now() + 20_001).toISOString(), colgo: 'paciente' })
    const { body } = await ana.get('/seguimientos')
    const row = body.elementos.find(({ numero }) => numero === '+34655121212')
    const act = (person, accion, version) => person.patch(`/seguimientos/${row.id}`, { accion, motivo: 'no procede' }, { headers: { 'if-match': `"${version}"` } })
    const bea = await stack.login('bea')
    const claimed = await act(ana, 'reclamar', row.version)
    assert.equal(claimed.status, 200, claimed.text)
    assert.equal(claimed.body.agente.nombre, 'Ana Beltrán')
    assert.match(is_problem(await act(bea, 'reclamar', row.version), 409).detail, /Ana Beltrán/)
    is_problem(await act(bea, 'descartar', row.version), 412)
  })
})
