// Who may open a socket, and who is asked to leave.
import assert from 'node:assert/strict'
import { lstatSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Rele, path, url } from './rele.mjs'

const upgrade = (name, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${name}\r\n` +
  `HTTP2-Settings: AAMAAABkAAQAAP__\r\nOrigin: ${url}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Protocol: cc.v1\r\n${more}\r\n`

describe('the door', () => {
  let rele, ana
  before(async () => {
    rele = await Rele.start()
    ana = await rele.login(1)
  })
  after(() => rele?.stop())

  test('the socket is for its owner and group only', () => {
    assert.equal(lstatSync(rele.socket).mode & 0o777, 0o660)
  })

  test('it tells how it is, and nothing else', async () => {
    assert.deepEqual(await rele.page('/livez'), { status: 200, text: 'ok\n' })
    assert.equal((await rele.page('/readyz')).status, 200)
    assert.match((await rele.page('/metrics')).text, /^cc_relay_sockets 0$/m)
    assert.equal(typeof JSON.parse((await rele.page('/version')).text).esquema, 'number')
    for (const other of ['/', '/api', path, '/livez/', '/..%2f', `/${'x'.repeat(200)}`]) assert.equal((await rele.page(other)).status, 404, other)
  })

  test('only these origins: ours and those of the setting, to the letter', async () => {
    for (const origin of [url, 'https://erp.example', 'https://otro.example:8443']) {
      const browser = rele.connect({ cookie: ana.cookie, origin })
      await browser.opened
      await browser.close()
    }
    for (const origin of [null, 'null', 'https://evil.example', `${url}.evil.example`, `${url}/`, 'https://erp.example:444', 'HTTPS://ERP.EXAMPLE',
      'https://otro.example', 'https://erp.example, https://otro.example:8443']) {
      await assert.rejects(rele.connect({ cookie: ana.cookie, origin }).opened, /403/, String(origin))
    }
  })

  test('another path, another subprotocol, or none is refused', async () => {
    await assert.rejects(rele.connect({ to: '/eventos' }).opened, /403/)
    for (const protocol of ['cc.v2', 'http', 'espera', []]) await assert.rejects(rele.connect({ protocol }).opened, /403/, String(protocol))
  })

  test('no extension is agreed upon', async () => {
    const browser = rele.connect({ cookie: ana.cookie })
    await browser.opened
    assert.equal(browser.ws.extensions, '')
    await browser.close()
  })

  test('h2c and every other upgrade is refused', async () => {
    assert.match(await rele.raw(upgrade('websocket'), /\r\n\r\n/), /^HTTP\/1\.1 101/)
    for (const name of ['h2c', 'H2C', 'h2', 'TLS/1.0', 'websocket, h2c', 'h2c, websocket', 'x'.repeat(300)]) {
      assert.doesNotMatch(await rele.raw(upgrade(name)), /^HTTP\/1\.1 101/, name)
    }
  })

  test('HTTP/2 with prior knowledge and CONNECT are hung up on', async () => {
    for (const text of ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', '\0\0\0\0\0\0\0\0\r\n\r\n']) {
      assert.doesNotMatch(await rele.raw(text), /^(HTTP\/1\.1 (101|200)|\0\0.\x04)/, text)
    }
    assert.equal((await rele.page('/livez')).status, 200)
  })

  test('whoever does not say who they are is closed with 4401, not before 5 s have passed', async () => {
    const begin = performance.now()
    const silent = rele.connect({ cookie: ana.cookie })
    assert.equal(await silent.closed, 4401)
    const lasted_ms = performance.now() - begin
    assert.ok(lasted_ms > 4900, `${lasted_ms} ms`)
  })

  test('a cookie that is nobody\'s, none at all, and a false ticket are closed with 4401', async () => {
    for (const [options, hola] of [[{ cookie: '__Host-cc=ccs_falsa' }, {}], [{}, {}], [{ cookie: 'otra=1; __Host-cc=; x=y' }, {}],
      [{ cookie: ana.cookie }, { ticket: 'cct_falso' }]]) {
      const browser = rele.connect(options)
      await browser.opened
      browser.hola(hola)
      assert.equal(await browser.closed, 4401)
    }
  })

  test('a ticket opens one socket, once, within its time', async () => {
    const ticket = await rele.ticket(ana)
    const browser = await rele.enter(ana, { ticket })
    assert.equal(browser.welcome.agente, 1)
    assert.equal(browser.welcome.sesion, ana.id)
    for (const used of [ticket, await rele.ticket(ana, '-1 seconds')]) {
      const again = rele.connect()
      await again.opened
      again.hola({ ticket: used })
      assert.equal(await again.closed, 4401)
    }
    await browser.close()
  })

  test('what is no hola is closed with 1008', async () => {
    for (const text of ['', '{', '[]', '{"tipo":"adios"}', '{"tipo":"hola","posiciones":[]}', '{"tipo":"hola","posiciones":{"1":[1]}}',
      '{"tipo":"hola","posiciones":{"uno":[1,2]}}', '{"tipo":"hola","posiciones":{"1":[1,-2]}}', '{"tipo":"hola","tipo":"hola"}',
      `{"tipo":"hola","posiciones":{"1":[1,99999999999999999999]}}`, '['.repeat(4000)]) {
      const browser = rele.connect({ cookie: ana.cookie })
      await browser.opened
      browser.ws.send(text)
      assert.equal(await browser.closed, 1008, text.slice(0, 60))
    }
  })

  test('a message over 4 KB is closed with 1009, in one frame or in many', async () => {
    const limit = rele.connect({ cookie: ana.cookie })
    await limit.opened
    limit.ws.send(JSON.stringify({ tipo: 'hola', relleno: 'x'.repeat(4096 - 29) }))
    await limit.next(({ tipo }) => tipo === 'bienvenida')
    await limit.close()
    for (const pieces of [1, 5]) {
      const browser = rele.connect({ cookie: ana.cookie })
      await browser.opened
      for (let i = 0; i < pieces; i++) browser.ws.send('x'.repeat(Math.ceil(4097 / pieces)), { fin: i === pieces - 1 })
      assert.equal(await browser.closed, 1009)
    }
  })

  test('bytes that are not UTF-8 are not taken for text', async () => {
    const browser = rele.connect({ cookie: ana.cookie })
    await browser.opened
    browser.ws.send(Buffer.from([0xff, 0xfe]), { binary: false })
    assert.notEqual(await browser.closed, 1000)
  })

  test('an agent has so many sockets and no more', async () => {
    const five = await Promise.all(Array.from({ length: 5 }, () => rele.enter(ana)))
    const sixth = rele.connect({ cookie: ana.cookie })
    await sixth.opened
    sixth.hola()
    assert.equal(await sixth.closed, 4403)
    await five[0].close()
    await eventually(async () => (await rele.metric('sesiones')) === 4)
    const instead = await rele.enter(ana)
    await Promise.all([instead, ...five].map((browser) => browser.close()))
  })

  test('a browser that talks without end is closed with 1008', async () => {
    const browser = await rele.enter(ana)
    for (let i = 0; i < 101; i++) browser.hola()
    assert.equal(await browser.closed, 1008)
  })

  test('a session that ends closes its sockets, after saying so; others stay', async () => {
    const other = await rele.login(1)
    const [gone, stays] = [await rele.enter(other), await rele.enter(ana)]
    await rele.db.query(`UPDATE cc.sesion SET cerrada = now() WHERE id = ${other.id}`)
    assert.equal(await gone.closed, 4401)
    assert.deepEqual(gone.frames.map(({ tipo }) => tipo), ['sesion_fin'])
    assert.equal(stays.ws.readyState, stays.ws.OPEN)
    await stays.close()
  })

  test('an agent who is put out of work loses their sockets', async () => {
    const session = await rele.login(2)
    const browser = await rele.enter(session)
    await rele.db.query('UPDATE cc.agente SET activo = false WHERE id = 2')
    assert.equal(await browser.closed, 4401)
    await rele.db.query('UPDATE cc.agente SET activo = true WHERE id = 2')
  })

  test('a live socket is activity of its session', async () => {
    const session = await rele.login(1)
    await rele.db.query(`UPDATE cc.sesion SET ultimo_uso = now() - interval '10 minutes' WHERE id = ${session.id}`)
    const browser = await rele.enter(session)
    await eventually(() => rele.db.value(`SELECT ultimo_uso > now() - interval '1 minute' FROM cc.sesion WHERE id = ${session.id}`).then((v) => v === 't'),
      { every_ms: 200 })
    await browser.close()
  })
})
