// A web server that stands where the contact center would be and keeps every post of the PBX.
import http from 'node:http'
import { once } from 'node:events'
import { EventEmitter } from 'node:events'
import { heard } from './sip.mjs'

/** posts: [{received_ms, headers, raw, body}], in order of arrival; `body` is null when it is no JSON. uploads: [{path, headers, raw}]. `stalled`: accepts and never answers. */
export class FakeReceiver extends EventEmitter {
  posts = []
  uploads = []
  stalled = false
  static async open() {
    const receiver = new FakeReceiver()
    receiver.server = http.createServer((request, response) => receiver.#take(request, response)).listen(0, '127.0.0.1')
    await once(receiver.server, 'listening')
    receiver.url = `http://127.0.0.1:${receiver.server.address().port}/webhooks/laboratorio`
    return receiver
  }
  async #take(request, response) {
    const received_ms = performance.now()
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    if (request.method === 'PUT') {
      this.uploads.push({ path: request.url, headers: request.headers, raw })
      this.emit('upload')
      return response.writeHead(this.uploads.length > 1 ? 201 : 404).end() // not known yet: it is brought again
    }
    this.posts.push({ received_ms, headers: request.headers, raw, body: as_json(raw) })
    this.emit('post')
    if (!this.stalled)
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"recibidos":1,"duplicado":false}')
  }
  /** Bodies whose caller's number is `from`, oldest first by the PBX's own clock. */
  of(from) {
    return this.posts
      .map((post) => post.body)
      .filter((body) => body?.from === from)
      .sort((a, b) => (a.time < b.time ? -1 : 1))
  }
  /** Waits for the last event of the call from `from` (its hangup and that of its legs), then returns its bodies. */
  async whole(from, events, deadline_ms = 30000) {
    const complete = () => this.of(from).length >= events
    if (!complete()) {
      await heard(this, 'post', {
        matches: complete,
        deadline_ms,
        what: `${events} posts of ${from} (there are ${this.of(from).length})`,
      })
    }
    return this.of(from)
  }
  async close() {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function as_json(raw) {
  try {
    return JSON.parse(utf8.decode(raw))
  } catch {
    return null
  }
}
