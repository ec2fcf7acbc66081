// Somebody else's server: an ERP that is told of events, or a PBX that is asked to dial. It keeps what it was sent, and answers
// as it is told to: well, badly, late, by halves or not at all.
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { eventually } from './eventually.mjs'

export class Receptor {
  /** Of each request: {method, path, headers, body, at_ms}. */
  requests = []

  /** `answer(request)` gives {status, headers, body}, or one of `cut` (hangs up without a word), `half` (in the middle of its
   *  answer), `hang` (never), a promise of any of these. `tls`: {key, cert}. */
  static async start({ answer = () => ({ status: 204 }), tls } = {}) {
    const receptor = new Receptor()
    receptor.answer = answer
    const attend = (request, response) => receptor.#attend(request, response)
    receptor.server = tls ? createTlsServer(tls, attend) : createServer(attend)
    await new Promise((resolve) => receptor.server.listen(0, '127.0.0.1', resolve))
    receptor.port = receptor.server.address().port
    receptor.url = `${tls ? 'https' : 'http'}://127.0.0.1:${receptor.port}`
    return receptor
  }

  async #attend(request, response) {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) body += piece
    const seen = { method: request.method, path: request.url, headers: request.headers, body, at_ms: performance.now() }
    this.requests.push(seen)
    const answer = await this.answer(seen)
    if (answer === 'hang') return
    if (answer === 'cut') return request.socket.destroy()
    if (answer === 'half') {
      response.writeHead(200, { 'content-length': '1000' }).write('{')
      return setTimeout(() => request.socket.destroy(), 50)
    }
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  /** The first request, past or to come, that satisfies. */
  next(predicate = () => true, seconds = 30) {
    return eventually(() => this.requests.find(predicate), { seconds, what: `a request ${predicate}` })
  }

  async stop() {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
