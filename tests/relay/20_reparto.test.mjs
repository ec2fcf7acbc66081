// Who gets what, in which order, and what happens to what was missed.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Rele, a_agentes, al_panel } from './rele.mjs'

describe('deliveries', () => {
  let rele, ana, sara, bea, zoe
  before(async () => {
    rele = await Rele.start()
    ;[ana, sara, bea, zoe] = await Promise.all([1, 2, 3, 4].map((agente) => rele.login(agente)))
  })
  after(() => rele?.stop())

  const all = (...sessions) => Promise.all(sessions.map((session) => rele.enter(session)))
  const close = (...browsers) => Promise.all(browsers.map((browser) => browser.close()))
  /** Marks the end: an event that everybody of clinic 1 gets; answers what came before it. */
  const until_end = async (...browsers) => {
    const end = Math.random()
    const [, seq] = await rele.emit(1, al_panel({ fin: end }))
    return Promise.all(browsers.map(async (browser) => {
      await eventually(() => browser.frames.some(({ cuerpo }) => cuerpo?.fin === end), { what: 'the end' })
      return browser.frames.filter((frame) => frame.seq !== seq)
    }))
  }

  test('the welcome says who one is, and where each of one\'s clinics stands', async () => {
    const browser = await rele.enter(bea)
    assert.deepEqual(browser.welcome, {
      tipo: 'bienvenida', sesion: bea.id, agente: 3, posiciones: { 1: await rele.position(1), 2: await rele.position(2) } })
    await browser.close()
  })

  test('a delivery to agents reaches them alone, verbatim', async () => {
    const browsers = await all(ana, sara, bea)
    const cuerpo = { texto: 'Muñoz "Pérez" \\ , ] } {[ 😀 \u2028', vacio: null, lista: [], n: 1.5e10 }
    const [epoca, seq] = await rele.emit(1, a_agentes([1, 33, 3], cuerpo))
    const [a, s, b] = await until_end(...browsers)
    const frame = { tipo: 'llamada', clinica: 1, epoca, seq, previo: seq - 1, accion: 'mostrar', cuerpo }
    assert.deepEqual(a, [frame])
    assert.deepEqual(b, [frame])
    assert.deepEqual(s, [])
    await close(...browsers)
  })

  test('the panel is for who asked for it; a delivery for some roles is for those', async () => {
    const browsers = await all(ana, sara)
    const quiet = await rele.enter(bea, { temas: [] })
    await rele.emit(1, [...al_panel({ para: 'todos' }), ...al_panel({ para: 'jefes' }, { roles: ['supervisor', 'administrador'] })])
    await rele.emit(1, al_panel({ para: 'agentes' }, { roles: ['agente'] }))
    const [a, s] = await until_end(...browsers)
    assert.deepEqual(a.map(({ cuerpo }) => cuerpo.para), ['todos', 'agentes'])
    assert.deepEqual(s.map(({ cuerpo }) => cuerpo.para), ['todos', 'jefes'])
    assert.deepEqual(quiet.frames, [])
    await close(quiet, ...browsers)
  })

  test('a clinic\'s events never leave it', async () => {
    const browsers = await all(ana, bea, zoe)
    await rele.emit(2, al_panel({ de: 2 }))
    await rele.emit(2, a_agentes([1, 3, 4], { de: 2 }))
    await rele.emit(3, a_agentes([1, 3, 4], { de: 3 }))
    await browsers[2].next(({ clinica }) => clinica === 3)
    await browsers[1].next(({ clinica, accion }) => clinica === 2 && accion === 'mostrar')
    const [a] = await until_end(browsers[0])
    assert.deepEqual(a, [])
    assert.deepEqual(browsers[2].frames, [])
    await close(...browsers)
  })

  test('previo is the last seq that this session was sent, and several deliveries of one event share theirs', async () => {
    const browser = await rele.enter(ana)
    const begin = browser.welcome.posiciones[1]
    await rele.emit(1, a_agentes([2], {}))
    const [, second] = await rele.emit(1, [...a_agentes([1], { n: 1 }), ...a_agentes([2], {}), ...al_panel({ n: 2 })])
    await rele.emit(1, a_agentes([2], {}))
    const [, fourth] = await rele.emit(1, al_panel({ n: 3 }))
    await browser.next(({ cuerpo }) => cuerpo.n === 3).then((frame) => browser.frames.push(frame))
    assert.deepEqual(browser.frames.map(({ seq, previo, cuerpo }) => [previo, seq, cuerpo.n]),
      [[begin[1], second, 1], [second, second, 2], [second, fourth, 3]])
    await browser.close()
  })

  test('whoever comes back with a position gets what they missed, from the ring, without a query', async () => {
    const first = await rele.enter(ana)
    const [epoca, seq] = first.welcome.posiciones[1]
    await first.close()
    for (const n of [1, 2, 3]) await rele.emit(1, n === 2 ? a_agentes([2], { n }) : al_panel({ n }))
    const back = await rele.enter(ana, { posiciones: { 1: [epoca, seq] } })
    assert.deepEqual(back.welcome.posiciones, { 1: [epoca, seq] })
    await back.next(({ cuerpo }) => cuerpo.n === 3).then((frame) => back.frames.push(frame))
    assert.deepEqual(back.frames.map((frame) => [frame.previo - seq, frame.seq - seq, frame.cuerpo.n]), [[0, 1, 1], [1, 3, 3]])
    await back.close()
  })

  test('hola may be said again: the stream goes on from there', async () => {
    const browser = await rele.enter(ana)
    const at = browser.welcome.posiciones[1]
    await rele.emit(1, al_panel({ n: 'otra vez' }))
    await browser.next(({ cuerpo }) => cuerpo?.n === 'otra vez')
    browser.hola({ posiciones: { 1: at } })
    assert.deepEqual((await browser.next(({ tipo }) => tipo === 'bienvenida')).posiciones[1], at)
    const again = await browser.next(({ cuerpo }) => cuerpo?.n === 'otra vez')
    assert.equal(again.previo, at[1])
    await browser.close()
  })

  test('a position of another era, and one that the ring no longer reaches, means reload', async () => {
    const now = await rele.position(1)
    for (const lost of [[now[0] - 1, now[1]], [now[0], 0], [now[0], now[1] + 100000]]) {
      if (lost[1] === 0) {
        const before = await rele.metric('eventos_total')
        await rele.emit_many(1, 1000)
        await eventually(async () => (await rele.metric('eventos_total')) === before + 1000)
      }
      const browser = await rele.enter(ana, { posiciones: { 1: lost } })
      const present = await rele.position(1)
      assert.deepEqual(await browser.next(), { tipo: 'recargar', clinica: 1, epoca: present[0], seq: present[1] })
      assert.deepEqual(browser.welcome.posiciones[1], present)
      const [, seq] = await rele.emit(1, al_panel({ tras: 'recarga' }))
      assert.equal((await browser.next()).seq, seq)
      await browser.close()
    }
  })

  test('a position that the browser has from the database before the relay is no loss and no double', async () => {
    const browser = await rele.enter(ana)
    rele.process.pause()
    const ahead = await rele.emit(1, al_panel({ n: 'ya lo tiene' }))
    browser.hola({ posiciones: { 1: ahead } })
    rele.process.resume()
    await browser.next(({ tipo }) => tipo === 'bienvenida')
    browser.frames.length = 0
    const [, seq] = await rele.emit(1, al_panel({ n: 'nuevo' }))
    const frame = await browser.next(({ cuerpo }) => cuerpo?.n === 'nuevo')
    assert.deepEqual([frame.previo, frame.seq], [seq - 1, seq])
    assert.ok(!browser.frames.some(({ tipo }) => tipo === 'recargar'))
    await browser.close()
  })

  test('an era that ends while one listens means reload', async () => {
    const browser = await rele.enter(ana)
    await rele.db.query('UPDATE cc.flujo SET epoca = epoca + 1, seq = 7 WHERE clinica_id = 1')
    const { tipo, seq } = await browser.next()
    assert.deepEqual([tipo, seq], ['recargar', 7])
    await rele.emit(1, al_panel({}))
    const frame = await browser.next()
    assert.deepEqual([frame.previo, frame.seq], [7, 8])
    await browser.close()
  })

  test('an event that came without a hint arrives by the poll', async () => {
    const browser = await rele.enter(ana)
    const hints = await rele.metric('avisos_total')
    await rele.emit(1, al_panel({ n: 'sin aviso' }), { hint: false })
    await browser.next(({ cuerpo }) => cuerpo?.n === 'sin aviso')
    assert.equal(await rele.metric('avisos_total'), hints)
    await browser.close()
  })

  test('after a hint it looks again and again: an event that commits just after it, without one, need not wait for the poll', async () => {
    const browser = await rele.enter(ana)
    const begin = performance.now()
    const [reads, hints] = [await rele.metric('lecturas_total'), await rele.metric('avisos_total')]
    await eventually(async () => { // a burst that the machine slept through is not the last one
      await rele.emit(1, al_panel({}))
      const [more, told] = [await rele.metric('lecturas_total') - reads, await rele.metric('avisos_total') - hints]
      return more - told > 5 + (performance.now() - begin) / 1000
    }, { what: 'more reads than hints and the poll of each second explain' })
    await browser.close()
  })

  test('an agent who comes is present, one who has been gone for long is not, and the panel hears both', async () => {
    const watcher = await rele.enter(sara)
    await rele.db.query(`UPDATE cc.presencia SET estado = 'desconectado', conectado = false, visto = NULL WHERE agente_id = 3;
      UPDATE cc.presencia SET visto = now() - interval '76 seconds' WHERE agente_id = 4`)
    const browser = await rele.enter(bea)
    const { cuerpo } = await watcher.next(({ tipo }) => tipo === 'presencia')
    assert.deepEqual([cuerpo.agente_id, cuerpo.estado], [3, 'disponible'])
    assert.deepEqual(await rele.db.query('SELECT agente_id, conectado, estado FROM cc.presencia WHERE agente_id IN (3, 4) ORDER BY 1'),
      [['3', 't', 'disponible'], ['4', 'f', 'desconectado']])
    await close(browser, watcher)
  })
})
