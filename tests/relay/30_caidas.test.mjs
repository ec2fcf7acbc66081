// What breaks, and that nothing is lost by it.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Rele, al_panel } from './rele.mjs'

describe('faults', () => {
  let rele, ana
  before(async () => {
    rele = await Rele.start()
    ana = await rele.login(1)
  })
  after(() => rele?.stop())

  /** The events of clinic 1 that it was sent, checked to be a chain. */
  const chain = (browser, from) => {
    const frames = browser.frames.filter(({ clinica }) => clinica === 1)
    frames.reduce((last, { previo, seq }) => { assert.equal(previo, last); return seq }, from)
    return frames.map(({ cuerpo }) => cuerpo.n)
  }
  const range = (n) => Array.from({ length: n }, (_, i) => i)

  test('the listening backend is killed again and again: nothing is lost, nothing comes twice', async () => {
    const browser = await rele.enter(ana)
    for (const n of range(12)) {
      await rele.emit(1, al_panel({ n }))
      if (n % 3 === 0) await rele.db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'cc-relay lector'`)
    }
    await eventually(() => browser.frames.length === 12)
    assert.deepEqual(chain(browser, browser.welcome.posiciones[1][1]), range(12))
    await eventually(async () => (await rele.page('/readyz')).status === 200)
    await browser.close()
  })

  test('after a lost connection it listens again', async () => {
    const browser = await rele.enter(ana)
    // Gone before the call returns: whatever is heard from now on is heard by another connection.
    await rele.db.query(`SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'cc-relay%'`)
    const before = await rele.metric('avisos_total')
    await eventually(async () => {
      await rele.emit(1, al_panel({}))
      return (await rele.metric('avisos_total')) > before
    })
    await browser.close()
  })

  test('a relay that is killed and started again serves those who come back with a position', async () => {
    const browser = await rele.enter(ana)
    const position = browser.welcome.posiciones[1]
    await rele.emit(1, al_panel({ n: 0 }))
    await eventually(() => browser.frames.length === 1)
    await rele.process.kill()
    assert.equal(await browser.closed, 1006)
    await rele.emit(1, al_panel({ n: 1 }))
    await rele.process.start()
    await rele.emit(1, al_panel({ n: 2 }))
    const back = await rele.enter(ana, { posiciones: { 1: [position[0], browser.frames[0].seq] } })
    await eventually(() => back.frames.length === 2)
    assert.deepEqual(chain(back, browser.frames[0].seq), [1, 2])
    await back.close()
  })

  test('asked to end, it says 1001, takes its socket away and leaves without an error', async () => {
    const browser = await rele.enter(ana)
    const end = rele.process.stop()
    assert.equal(await browser.closed, 1001)
    assert.deepEqual(await end, { code: 0, signal: null })
    assert.ok(!existsSync(rele.socket))
    await rele.process.start()
  })

  test('another relay takes the socket over; the first one ends without taking it away', async () => {
    const first = await rele.enter(ana)
    const other = rele.another()
    await other.start()
    await eventually(async () => (await rele.metric('sockets')) === 0) // the new one has none
    await rele.process.stop()
    assert.equal(await first.closed, 1001)
    const second = await rele.enter(ana)
    await rele.emit(1, al_panel({ n: 'del otro' }))
    await second.next(({ cuerpo }) => cuerpo.n === 'del otro')
    await second.close()
    await rele.process.start()
    await other.stop()
    assert.equal((await rele.page('/readyz')).status, 200)
  })

  test('a silent server is noticed and left', async () => {
    const browser = await rele.enter(ana)
    const [[pid]] = await rele.db.query(`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'cc-relay lector'`)
    process.kill(Number(pid), 'SIGSTOP')
    try {
      await eventually(async () => (await rele.page('/readyz')).status === 503)
      await rele.emit(1, al_panel({ n: 'a pesar de todo' }))
      await browser.next(({ cuerpo }) => cuerpo?.n === 'a pesar de todo')
    } finally {
      process.kill(Number(pid), 'SIGCONT')
    }
    await browser.close()
  })

  test('notifications that stop coming are noticed by the echo', async () => {
    await rele.db.query(`REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM PUBLIC`)
    try {
      await eventually(() => rele.process.log().includes('"sin_eco"'), { seconds: 60 })
    } finally {
      await rele.db.query(`GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC`)
    }
    await eventually(async () => (await rele.page('/readyz')).status === 200)
  })

  test('without a database it waits, turns newcomers away with 1001 and not as strangers, and comes back by itself', async () => {
    const stays = await rele.enter(ana)
    await rele.db.query(`UPDATE pg_database SET datallowconn = false WHERE datname = current_database();
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    await eventually(async () => (await rele.page('/readyz')).status === 503)
    const newcomer = rele.connect({ cookie: ana.cookie })
    await newcomer.opened
    newcomer.hola()
    assert.equal(await newcomer.closed, 1001)
    const admin = Object.assign(Object.create(Object.getPrototypeOf(rele.db)), { cluster: rele.db.cluster, name: 'postgres' })
    await admin.query(`UPDATE pg_database SET datallowconn = true WHERE datname = '${rele.db.name}'`)
    await eventually(async () => (await rele.page('/readyz')).status === 200)
    await rele.emit(1, al_panel({ n: 'vuelve' }))
    await stays.next(({ cuerpo }) => cuerpo?.n === 'vuelve')
    await stays.close()
  })
})

describe('slow browsers', () => {
  let rele, ana, bea
  before(async () => {
    rele = await Rele.start()
    ;[ana, bea] = [await rele.login(1), await rele.login(3)]
  })
  after(() => rele?.stop())

  test('who does not read is cut; who does gets everything', async () => {
    const [slow, fast] = [await rele.enter(ana), await rele.enter(bea)]
    slow.ws._socket.pause()
    for (let i = 0; i < 40; i++) {
      await rele.emit(1, al_panel({ i, relleno: 'x'.repeat(20_000) }))
      await fast.next(({ cuerpo }) => cuerpo.i === i)
    }
    await eventually(async () => (await rele.metric('lentas_total')) === 1)
    await eventually(async () => (await rele.metric('sockets')) === 1)
    slow.ws._socket.resume()
    assert.notEqual(await slow.closed, 1000)
    await fast.close()
  })

  test('a little that waits 10 s is cut too, and not before; it delays nobody', async () => {
    const [slow, fast] = [await rele.enter(ana), await rele.enter(bea)]
    const before = await rele.metric('lentas_total')
    slow.ws._socket.pause()
    let sent, begin
    do { // until the kernel takes no more: one frame is sent, not two
      sent = await rele.metric('tramas_total')
      begin = performance.now()
      const [, seq] = await rele.emit(1, al_panel({ relleno: 'x'.repeat(20_000) }))
      await fast.next((frame) => frame.seq === seq)
    } while ((await rele.metric('tramas_total')) > sent + 1)
    assert.equal(await rele.metric('lentas_total'), before, 'the fast one did not wait for the slow one to be cut')
    await eventually(async () => (await rele.metric('lentas_total')) === before + 1, { every_ms: 100 })
    const waited_ms = performance.now() - begin
    assert.ok(waited_ms > 9900, `${waited_ms} ms`)
    slow.ws._socket.resume()
    await Promise.all([slow.closed, fast.close()])
  })

  test('a burst larger than the queue is no slowness for who reads', async () => {
    const browser = await rele.enter(bea)
    await rele.emit_many(1, 600, 1000)
    await eventually(() => browser.frames.length === 600)
    browser.frames.reduce((last, { previo, seq }) => { assert.equal(previo, last); return seq }, browser.welcome.posiciones[1][1])
    await browser.close()
  })

  test('what has left the ring before its turn came means reload, and the stream goes on', async () => {
    const browser = await rele.enter(bea)
    await rele.emit_many(1, 3000, 100)
    const [, end] = await rele.emit(1, al_panel({})) // arrives, or is part of what is to be reloaded
    await eventually(() => browser.frames.at(-1)?.seq === end)
    let last = browser.welcome.posiciones[1][1]
    for (const frame of browser.frames) {
      if (frame.tipo !== 'recargar') assert.equal(frame.previo, last)
      last = frame.seq
    }
    await browser.close()
  })
})
