// The connector beside a real Asterisk that does not dial us itself: signed webhooks, in order, whatever happens to the receiver.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { free_port } from '../stack/nginx.mjs'
import { Process } from '../stack/process.mjs'
import { install, Laboratory } from './lab.mjs'
import { SCENARIOS } from './scenarios.mjs'

const KEY = Buffer.from('0123456789abcdef0123456789abcdef')
const binaries = process.env.CC_TEST_BIN ?? new URL('../../build/bin', import.meta.url).pathname

/** Takes what is signed; `answers` is the status it gives. */
class Receiver {
  events = []
  ids = []
  answers = 200
  async open(port) {
    this.server = http.createServer(async (request, response) => {
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString()
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
      const good = signature === `v1,${createHmac('sha256', KEY).update(`${id}.${at}.${body}`).digest('base64')}`
      const status = good ? this.answers : 401
      if (status === 200) {
        this.ids.push(id)
        this.events.push(...JSON.parse(body).eventos)
      }
      response.writeHead(status).end('{}')
    })
    this.server.listen(port, '127.0.0.1')
    await once(this.server, 'listening')
  }
  async close() {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }
}

// Debian 11's Asterisk is 16.28, where its packages can still be had.
const places = { 22: await install() }
await install({ suite: 'bullseye' }).then((dir) => { places[16] = dir }, (error) => console.log(`without Asterisk 16: ${error.message}`))

for (const [version, dir] of Object.entries(places)) describe(`the connector tells the calls of Asterisk ${version}`, () => {
  const receiver = new Receiver()
  let lab, connector, port
  before(async () => {
    port = await free_port()
    await receiver.open(port)
    lab = await Laboratory.start('ari', '', { dir })
    connector = new Process('cc-conector', {
      command: [`${binaries}/cc-conector`],
      log: `${lab.dir}/conector.log`,
      owner: { uid: process.getuid(), gid: process.getgid() },
      env: {
        CC_CONECTOR_ARI_PUERTO: lab.env.HTTP_PORT, CC_CONECTOR_ARI_USUARIO: 'cti', CC_CONECTOR_ARI_CLAVE: lab.env.ARI_PASSWORD,
        CC_CONECTOR_URL: `http://127.0.0.1:${port}/webhooks/laboratorio`, CC_CONECTOR_SECRETO: `whsec_${KEY.toString('base64')}`,
        ASAN_OPTIONS: 'detect_leaks=0',
      },
      ready: () => connector.log().includes('"suceso":"conectado"'),
    })
    await connector.start()
  })
  after(async () => {
    await connector?.kill()
    await lab?.stop()
    await receiver.close()
  })

  const scenario = (name) => SCENARIOS.find((one) => one.name.includes(name))
  const told = (from) => {
    const call = receiver.events.find(({ tipo, origen }) => tipo === 'llamada.ofrecida' && origen === from)?.llamada
    return receiver.events.filter(({ llamada }) => llamada === call).map(({ tipo, extension }) => [tipo, extension].filter(Boolean).join(' '))
  }
  const ended = (from) => eventually(() => told(from).at(-1) === 'llamada.fin' && told(from), { what: `the whole call of ${from}` })
  const ANSWERED = ['llamada.ofrecida', 'tramo.suena 101', 'tramo.contesta 101', 'tramo.cuelga', 'tramo.cuelga 101', 'llamada.fin']
  const settled = (events) => [...events.slice(0, 3), ...events.slice(3, -1).sort(), events.at(-1)]

  test('a call that is answered', async () => {
    const { play, ...call } = scenario('101 answers and the caller ends')
    await play.call(call, lab)
    assert.deepEqual(settled(await ended(call.from)), ANSWERED)
  })

  test('what no dialplan can post: a hold and a transfer', async () => {
    for (const name of ['on hold', '(REFER)']) {
      const { play, tells, ...call } = scenario(name)
      await play.call(call, lab)
      const events = await ended(call.from)
      for (const tipo of tells) assert.ok(events.some((event) => event.startsWith(tipo)), `${tipo} in ${events}`)
    }
  })

  test('the contact center is away during a call, then refuses: all of it is told afterwards, in order, each once', async () => {
    await receiver.close()
    const { play, ...call } = { ...scenario('101 answers and the caller ends'), from: '612000051' }
    await play.call(call, lab)
    receiver.answers = 503
    await receiver.open(port)
    await eventually(() => connector.log().includes('"estado":503'), { what: 'a refusal is borne' })
    assert.deepEqual(told(call.from), [])
    receiver.answers = 200
    assert.deepEqual(settled(await ended(call.from)), ANSWERED)
    assert.equal(new Set(receiver.ids).size, receiver.ids.length)
  })
})
