// Why a call counts as it does and why its card came up or did not.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('porque', () => {
  let stack, ana, yeray
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    yeray = await stack.login('yeray')
  })
  after(() => stack?.stop())

  async function rung(...extensions) {
    const call = stack.pbx.call({ de: '612345678', a: '911223344' })
    await call.offered()
    for (const extension of extensions) await call.rings(extension)
    return { ...call, id: await stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`) }
  }

  /** What the relay notes of Ana's sockets. */
  const connected = (whether) => stack.db.query(`INSERT INTO cc.presencia (agente_id, grupo_id, conectado, visto)
    SELECT id, grupo_id, ${whether}, now() FROM cc.agente WHERE usuario = 'ana'
    ON CONFLICT (agente_id) DO UPDATE SET conectado = excluded.conectado`)

  test('says to whom the card went: to whoever sat there with a live socket at that time', async () => {
    await connected(true)
    const lejos = await rung(102)
    const call = await rung(101)
    await call.ends()
    const { status, body } = await ana.get(`/llamadas/${call.id}/porque`)
    assert.equal(status, 200)
    assert.equal(body.llamada_id, call.id)
    assert.match(body.frase, /^Colgó enseguida tras 0 s: no cuenta como perdida .* La ficha salió a Ana Beltrán, en la 101\.$/)
    assert.match((await ana.get(`/llamadas/${lejos.id}/porque`)).body.frase, /No salió la ficha: en la 102 no había nadie sentado/)
    await connected(false)
    assert.match((await ana.get(`/llamadas/${(await rung(101)).id}/porque`)).body.frase, /Ana Beltrán, en la 101, no tenía ninguna pantalla conectada/)
    assert.match((await ana.get(`/llamadas/${call.id}/porque`)).body.frase, /La ficha salió a Ana/)
  })

  test('tells each fact with its delivery and the delay of each hop', async () => {
    const call = await rung(101)
    const { body } = await ana.get(`/llamadas/${call.id}/porque`)
    const facts = body.pasos.filter(({ que }) => que === 'hecho')
    assert.deepEqual(facts.map(({ tipo, extension, veredicto }) => [tipo, extension, veredicto]),
      [['llamada.ofrecida', null, 'aplicada'], ['tramo.suena', '101', 'aplicada']])
    for (const { pbx_ms, evento_ms } of facts) assert.ok(pbx_ms >= -1 && pbx_ms < 60_000 && evento_ms >= 0 && evento_ms < 60_000, JSON.stringify(facts))
    assert.deepEqual(body.pasos.filter(({ que }) => que !== 'hecho').map(({ que }) => que), ['identificacion', 'tarjeta'])
  })

  test('shows a delivery that brought nothing new', async () => {
    const call = await rung(101)
    const { body } = await ana.get(`/llamadas/${call.id}/porque`)
    const { momento } = body.pasos.find(({ tipo }) => tipo === 'tramo.suena')
    await stack.pbx.event({ tipo: 'tramo.suena', llamada: call.llamada, momento, direccion: 'entrante', origen: '612345678', linea: '911223344', extension: '101' })
    const again = (await ana.get(`/llamadas/${call.id}/porque`)).body.pasos
    assert.ok(again.some(({ que, veredicto }) => que === 'entrega' && veredicto === 'duplicada'), JSON.stringify(again))
  })

  test('the report for the installer has no names and three digits of the number', async () => {
    const call = await rung(101)
    const { body } = await ana.get(`/llamadas/${call.id}/porque?formato=informe`)
    assert.deepEqual(Object.keys(body), ['llamada_id', 'informe'])
    assert.match(body.informe, /número …678/)
    assert.doesNotMatch(body.informe, /612345678|Ana|García/)
    assert.match(body.informe, new RegExp(`Llamada ${call.llamada}`))
    is_problem(await ana.get(`/llamadas/${call.id}/porque?formato=pdf`), 422)
  })

  test('is not there for another clinic', async () => {
    is_problem(await yeray.get(`/llamadas/${(await rung(101)).id}/porque`), 404)
  })
})
