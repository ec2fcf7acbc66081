// Upgrades: only websocket, at both doors. libwebsockets would otherwise speak HTTP/2 to anybody who asks for h2c.
import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { within } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

/** Sends text to a port or a unix socket; answers what came back until it closed, or until the headers ended. */
function say(where, text) {
  let heard = ''
  const socket = connect(where, () => socket.write(text))
  return within(new Promise((resolve, reject) => {
    socket.on('data', (data) => {
      heard += data.toString('latin1')
      if (heard.includes('\r\n\r\n')) resolve(heard)
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', (error) => (heard || ['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve(heard) : reject(error)))
  }), `an answer to ${JSON.stringify(text.slice(0, 60))}`).finally(() => socket.destroy())
}

const asking = (upgrade, { connection = 'Upgrade, HTTP2-Settings', more = [] } = {}) => [
  'GET /api/contact-center/eventos HTTP/1.1', 'Host: localhost', `Connection: ${connection}`, `Upgrade: ${upgrade}`,
  'HTTP2-Settings: AAMAAABkAAQAAP__', ...more, '', ''].join('\r\n')

const websocket = (origin, key = 'dGhlIHNhbXBsZSBub25jZQ==') => asking('websocket', {
  connection: 'Upgrade', more: [`Origin: ${origin}`, `Sec-WebSocket-Key: ${key}`, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Protocol: cc.v1'],
})

describe('upgrades', () => {
  let stack, doors
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'relay', 'nginx'] })
    doors = { nginx: { port: stack.port, host: '127.0.0.1' }, relay: { path: `${stack.dir}/relay.sock` } }
  })
  after(() => stack?.stop())

  for (const door of ['nginx', 'relay']) {
    test(`h2c in any writing is never 101 at ${door}`, async () => {
      for (const name of ['h2c', 'H2C', 'h2c, websocket', 'websocket, h2c', 'h2', 'TLS/1.0', 'foo']) {
        assert.doesNotMatch(await say(doors[door], asking(name)), /^HTTP\/1\.1 101/, `${name} at ${door}`)
      }
    })

    test(`HTTP/2 with prior knowledge is not spoken at ${door}`, async () => {
      const answer = await say(doors[door], 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0')
      assert.notEqual(answer.charCodeAt(3), 4, 'a SETTINGS frame came back')
    })

    test(`CONNECT opens nothing at ${door}`, async () => {
      assert.doesNotMatch(await say(doors[door], 'CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n'), /^HTTP\/1\.1 (101|200)/)
    })

    test(`websocket is 101 for our origin, and for no other, at ${door}`, async () => {
      assert.match(await say(doors[door], websocket(stack.url)), /^HTTP\/1\.1 101/)
      for (const origin of ['https://evil.example', 'null', `${stack.url}.evil.example`, stack.url.replace('http:', 'https:')]) {
        assert.doesNotMatch(await say(doors[door], websocket(origin)), /^HTTP\/1\.1 101/, origin)
      }
      assert.doesNotMatch(await say(doors[door], websocket(stack.url).replace(/Origin:.*\r\n/, '')), /^HTTP\/1\.1 101/, 'no origin')
    })
  }
})

// The relay refuses h2c by itself: only before one that does not can nginx' own guard be seen.
describe('nginx before a relay that upgrades to anything', () => {
  let stack, gullible
  before(async () => {
    stack = await Stack.start({ processes: ['nginx'] })
    gullible = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'))
    })
    await new Promise((resolve) => gullible.listen(`${stack.dir}/relay.sock`, resolve))
    chmodSync(`${stack.dir}/relay.sock`, 0o777)
  })
  after(async () => {
    gullible?.close()
    await stack?.stop()
  })

  const through = (upgrade) => say({ port: stack.port, host: '127.0.0.1' }, asking(upgrade))

  test('h2c does not reach it', async () => {
    for (const name of ['h2c', 'H2C', 'h2c, websocket', 'websocket, h2c', 'websocket2']) {
      assert.doesNotMatch(await through(name), /^HTTP\/1\.1 101/, name)
    }
  })

  test('websocket does', async () => {
    assert.match(await through('websocket'), /^HTTP\/1\.1 101/)
  })
})
