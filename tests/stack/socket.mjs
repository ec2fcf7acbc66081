// A browser's socket to `/api/contact-center/eventos`, keeping every frame it was sent.
import WebSocket from 'ws'
import { eventually, within } from './eventually.mjs'

export class Socket {
  frames = []

  /** Opens and says hola; `cookie` or `ticket`. Resolves when the server welcomes, rejects when it refuses. */
  static async open({ url, cookie, ticket, origin = url, posiciones = {}, temas = ['panel'] }) {
    const socket = Socket.connect({ url, cookie, origin })
    await socket.opened
    socket.send({ tipo: 'hola', posiciones, temas, ...(ticket && { ticket }) })
    socket.welcome = await socket.next(({ tipo }) => tipo === 'bienvenida')
    return socket
  }

  /** Only the connection: `opened` resolves or rejects, `closed` resolves with the code; none waits for ever. */
  static connect({ url, cookie, origin = url, protocol = 'cc.v1', headers = {} }) {
    const socket = new Socket()
    const address = `${url.replace(/^http/, 'ws')}/api/contact-center/eventos`
    socket.ws = new WebSocket(address, protocol, { headers: { ...(cookie && { cookie }), ...headers }, origin })
    socket.opened = within(new Promise((resolve, reject) => socket.ws.once('open', resolve).once('error', reject)), 'the socket opens')
    socket.opened.catch(() => {})
    socket.ended = new Promise((resolve) => socket.ws.once('close', (code) => resolve(code)))
    socket.ws.on('message', (data) => socket.frames.push({ ...JSON.parse(data), heard_ms: performance.now() }))
    return socket
  }

  get closed() {
    return within(this.ended, 'the socket closes')
  }

  send(message) {
    this.ws.send(JSON.stringify(message))
  }

  /** The first frame, past or to come, that satisfies; each frame is given once. */
  async next(predicate, seconds = 30) {
    return eventually(() => {
      const index = this.frames.findIndex(predicate)
      return index >= 0 && this.frames.splice(index, 1)[0]
    }, { seconds, every_ms: 2, what: `a frame like ${predicate}; heard ${JSON.stringify(this.frames).slice(0, 600)}` })
  }

  close() {
    this.ws.close()
    return this.closed
  }
}
