// The three matrices: event × state, kind of call × who is known, PBX × capability.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('matrices', () => {
  let stack, ana, jefa, clinica
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    clinica = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    jefa = await stack.jefa(clinica)
  })
  after(() => stack?.stop())

  const anonimo = (filas, llamada) => filas.find((fila) => fila.llamada === llamada && fila.quien === 'anonimo')

  test('an administrator changes a row; the calls follow, and an agent may only look', async () => {
    const seen = await ana.get(`/matriz?clinica_id=${clinica}`)
    assert.equal(seen.body.filas.length, 35)
    const { propia, ...fila } = anonimo(seen.body.filas, 'entrante_sonando')
    assert.equal(propia, false)
    const change = { filas: [{ ...fila, tarjeta: 'ninguna' }] }
    const headers = { 'if-match': seen.headers.get('etag') }
    is_problem(await ana.put(`/matriz?clinica_id=${clinica}`, change, { headers }), 403)
    is_problem(await jefa.put(`/matriz?clinica_id=${clinica}`, change), 428)
    const done = await jefa.put(`/matriz?clinica_id=${clinica}`, change, { headers })
    assert.equal(done.status, 200, done.text)
    assert.equal(anonimo(done.body.filas, 'entrante_sonando').tarjeta, 'ninguna')
    is_problem(await jefa.put(`/matriz?clinica_id=${clinica}`, change, { headers }), 412)

    const call = stack.pbx.call({ de: 'anonymous', a: '911223344' })
    await call.offered()
    await call.rings(101)
    const id = await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
    assert.match((await ana.get(`/llamadas/${id}/porque`)).body.frase, /No salió la ficha: la clínica no la quiere para estas llamadas/)
  })

  test('all that is wrong with a row is named', async () => {
    const problem = is_problem(await jefa.put(`/matriz?clinica_id=${clinica}`, { filas: [{ llamada: 'entrante_perdida', quien: 'todos' }] }, { headers: { 'if-match': '*' } }), 422)
    assert.ok(problem.errors.some(({ pointer }) => pointer === '/filas/0/quien'), JSON.stringify(problem))
    is_problem(await ana.get('/matriz'), 422)
    is_problem(await ana.get('/matriz?clinica_id=999999'), 404)
  })

  test('event × state is read off the fold', async () => {
    const { status, body } = await ana.get('/matriz/estados')
    assert.equal(status, 200)
    assert.equal(body.estados.length, 13)
    assert.equal(body.filas.length % body.eventos.length, 0)
    const row = body.filas.find(({ direccion, estado, evento }) => direccion === 'entrante' && estado === 'sonando' && evento === 'llamada.fin')
    assert.deepEqual(row, {
      direccion: 'entrante', historia: ['tramo.suena agente'], estado: 'sonando', evento: 'llamada.fin',
      siguiente: 'finalizada', resultado: 'perdida_sin_respuesta', es_perdida: true, efectos: ['ocultar', 'seguimiento'],
    })
  })

  test('what a PBX can do is what its adapter says', async () => {
    const { status, body } = await ana.get('/matriz/capacidades')
    assert.equal(status, 200)
    const can = Object.fromEntries(body.adaptadores.map(({ nombre, capacidades }) => [nombre, capacidades]))
    assert.ok(can.generica.includes('transfiere') && can.generica.includes('firma') && can.generica.includes('marca'))
    assert.ok(can.asterisk.includes('suena') && !can.asterisk.includes('transfiere') && !can.asterisk.includes('retiene'))
    for (const words of Object.values(can)) for (const word of words) assert.ok(body.capacidades.includes(word))
    assert.equal(body.centralitas[0].adaptador, 'generica')
    is_problem(await stack.client().get('/matriz/capacidades'), 401)
  })
})
