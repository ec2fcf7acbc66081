// A PBX that posts canonical events, signed as Standard Webhooks (standardwebhooks.com: HMAC-SHA256 over
// "id.timestamp.body", secret in base64 after `whsec_`).
import { createHmac, randomUUID } from 'node:crypto'
import { hold_against_contract } from '../contrato/respuesta.mjs'

export class FakePbx {
  /** `url`: where the site is; `publico` and `secreto`: what `cc-admin centralita crear` printed. */
  constructor({ url, publico, secreto }) {
    this.endpoint = `${url}/api/contact-center/webhooks/${publico}`
    this.key = Buffer.from(secreto.replace(/^whsec_/, ''), 'base64')
  }

  sign(id, timestamp, body) {
    const mac = createHmac('sha256', this.key).update(`${id}.${timestamp}.`).update(body).digest('base64')
    return `v1,${mac}`
  }

  /** Posts raw bytes; `change` may replace any of {id, timestamp, signature, type}. Answers {status, body, headers}. */
  async post(body, change = {}) {
    const id = change.id ?? `msg_${randomUUID()}`
    const timestamp = String(change.timestamp ?? Math.floor(Date.now() / 1000))
    const response = await fetch(this.endpoint, {
      method: 'POST',
      body,
      headers: {
        'content-type': change.type ?? 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': change.signature ?? this.sign(id, timestamp, body),
        ...change.headers,
      },
    })
    const text = await response.text()
    hold_against_contract({ method: 'POST', path: new URL(this.endpoint).pathname, status: response.status, headers: response.headers, text })
    return { status: response.status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text) : null }
  }

  /** One event: {tipo, llamada, …}; the moment is now unless it says. */
  event(event, change) {
    return this.post(JSON.stringify({ momento: new Date().toISOString(), ...event }), change)
  }

  /** A call that comes in and is played step by step: `call.rings(101)`, `call.answers(101)`, `call.ends()`. */
  call({ de, a, llamada = `prueba-${randomUUID()}` }) {
    const common = { llamada, direccion: 'entrante', origen: de, linea: a }
    let last = 0
    const say = (tipo, more = {}) => {
      last = Math.max(Date.now(), last + 1) // two events of a call never share a moment
      return this.event({ tipo, momento: new Date(last).toISOString(), ...common, ...more })
    }
    return {
      llamada,
      say,
      offered: () => say('llamada.ofrecida'),
      rings: (extension) => say('tramo.suena', { extension: String(extension) }),
      answers: (extension) => say('tramo.contesta', { extension: String(extension) }),
      ends: (more) => say('llamada.fin', more),
    }
  }
}
