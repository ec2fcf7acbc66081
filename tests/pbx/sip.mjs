// A scripted SIP telephone over UDP on loopback: it registers, calls, rings, answers, declines, is busy, hangs up, and talks (a tone).
// `Phone` is the telephone, `Call` one call of it. Requests are repeated until answered; repeated requests get the same reply again.
import dgram from 'node:dgram'
import { once, EventEmitter } from 'node:events'
import { eventually } from '../stack/eventually.mjs'
import { cseq, digest, parse, reply_headers, sdp, sdp_target, token, uri_of, write } from './sip_message.mjs'

const RETRY_MS = 500
const FRAME_MS = 20
const FRAME_BYTES = 160

async function bind(host, port = 0) {
  const socket = dgram.createSocket('udp4')
  socket.bind(port, host)
  await once(socket, 'listening')
  return socket
}

/** Waits until `emitter` says `event` with what `matches` accepts; rejects after deadline_ms, naming `what`. */
export function heard(emitter, event, { matches = () => true, deadline_ms = 30000, what = event } = {}) {
  return new Promise((resolve, reject) => {
    const done = (settle, value) => {
      clearTimeout(timer)
      emitter.off(event, look)
      settle(value)
    }
    const look = (value) => {
      if (matches(value)) done(resolve, value)
    }
    const timer = setTimeout(() => done(reject, new Error(`${what}: not within ${deadline_ms} ms`)), deadline_ms)
    emitter.on(event, look)
  })
}

/** The audio of a call: sends a tone once it knows where to, counts what comes (`packets`). */
class Audio {
  packets = 0
  static async open(host) {
    const audio = new Audio()
    audio.socket = await bind(host)
    audio.socket.on('message', () => {
      audio.packets += 1
    })
    return audio
  }
  get port() {
    return this.socket.address().port
  }
  talk({ host, port }) {
    if (this.timer || !host || !port) return
    let sequence = 0
    const ssrc = Buffer.from(token(4), 'hex')
    const tone = Buffer.from(Array.from({ length: FRAME_BYTES }, (_, i) => (i % 16 < 8 ? 0x90 : 0x10)))
    this.timer = setInterval(() => {
      const header = Buffer.alloc(8)
      header.writeUInt16BE(0x8000, 0)
      header.writeUInt16BE(sequence & 0xffff, 2)
      header.writeUInt32BE((sequence++ * FRAME_BYTES) >>> 0, 4)
      this.socket.send(Buffer.concat([header, ssrc, tone]), port, host)
    }, FRAME_MS)
  }
  close() {
    clearInterval(this.timer)
    this.socket.close()
  }
}

/** One call. `state` goes calling|incoming → ringing → answered → ended; each change is an event 'state'. `sent_ms` is when its INVITE left. */
export class Call extends EventEmitter {
  state = 'new'
  status = 0
  #phone
  constructor(phone, fields) {
    super()
    this.#phone = phone
    Object.assign(this, fields)
  }
  become(state) {
    if (this.state === 'ended' || this.state === state) return
    this.state = state
    if (state === 'ended') {
      this.audio?.close()
      this.#phone.forget(this)
    }
    this.emit('state', state)
  }
  /** Resolves when the call is (or was already) in `state`. */
  async until(state, deadline_ms = 30000) {
    const order = ['new', 'calling', 'incoming', 'ringing', 'answered', 'ended']
    const reached = () =>
      order.indexOf(this.state) >= order.indexOf(state) && (state !== 'answered' || this.state === 'answered')
    const what = `${this.#phone.user}: call ${state} (it is ${this.state})`
    if (!reached()) await heard(this, 'state', { matches: reached, deadline_ms, what })
    return this
  }
  // Callee
  ring() {
    this.#phone.reply(this.invite, 180, 'Ringing', this)
    this.become('ringing')
  }
  /** Picks up; resolves when the PBX has acknowledged it. */
  async answer() {
    this.audio = await Audio.open(this.#phone.host)
    if (this.state === 'ended') {
      this.audio.close()
      return
    }
    this.#phone.reply(this.invite, 200, 'OK', this, sdp(this.#phone.host, this.audio.port))
    const acknowledged = heard(this, 'acknowledged', { what: `${this.#phone.user}: ACK` })
    this.audio.talk(sdp_target(this.invite.body))
    this.become('answered')
    await acknowledged
  }
  decline(status = 603, reason = 'Decline') {
    this.#phone.reply(this.invite, status, reason, this)
    this.become('ended')
  }
  /** Puts the other side on hold, or takes it back. */
  hold() {
    return this.#phone.reinvite(this, 'sendonly')
  }
  resume() {
    return this.#phone.reinvite(this, 'sendrecv')
  }
  /** A blind transfer to a number, or an attended one to another call of this phone's (RFC 5589). */
  async transfer(to) {
    const answer = await this.#phone.refer(this, to)
    if (answer.status !== 202) throw new Error(`${this.#phone.user}: REFER answered ${answer.status}`)
  }
  /** Digits, one INFO each. */
  async press(digits) {
    for (const digit of digits) await this.#phone.in_dialog(this, 'INFO', [['Content-Type', 'application/dtmf-relay']], `Signal=${digit}\r\nDuration=160\r\n`)
  }
  /** Resolves once sound arrives: the call is bridged. */
  hears() {
    return eventually(() => this.audio?.packets > 5, { what: `${this.#phone.user} hears the other side` })
  }
  /** Hangs up as the state asks: CANCEL before the answer, BYE after it, 603 on a phone that rings. */
  async hangup() {
    if (this.state === 'ended') return
    if (this.state === 'answered') {
      this.become('ended')
      await this.#phone.in_dialog(this, 'BYE')
    } else if (this.incoming) this.decline()
    else {
      await this.#phone.cancel(this)
      await this.until('ended')
    }
  }
}

/** A telephone (with user and password: it registers) or a carrier (without). Emits 'call' with each incoming Call. */
export class Phone extends EventEmitter {
  #calls = new Map()
  #replies = new Map()
  #waiting = new Map()

  /** Opens a phone at host:port (0: any) whose PBX is at `pbx` {host, port}. */
  static async open({ user, password, host = '127.0.0.1', port = 0, pbx }) {
    const phone = new Phone()
    Object.assign(phone, { user, password, host, pbx, socket: await bind(host, port) })
    phone.port = phone.socket.address().port
    phone.socket.on('message', (datagram) => phone.#receive(parse(datagram)))
    if (password) await phone.register()
    return phone
  }

  async register(expires_s = 300) {
    const uri = `sip:${this.pbx.host}:${this.pbx.port}`
    const me = `<sip:${this.user}@${this.pbx.host}>`
    const dialog = { id: token(12), from: `${me};tag=${token()}`, to: me, sequence: 0 }
    const answer = await this.#authenticated('REGISTER', uri, dialog, [['Expires', expires_s]])
    if (answer.status !== 200) throw new Error(`${this.user}: REGISTER answered ${answer.status}`)
  }

  /** Calls `number`. `from` (a carrier's) is what stands in From before the tag, as '"Name" <sip:612345678@carrier>'. */
  async call(number, { from = `<sip:${this.user}@${this.pbx.host}>` } = {}) {
    const uri = `sip:${number}@${this.pbx.host}:${this.pbx.port}`
    const audio = await Audio.open(this.host)
    const call = new Call(this, {
      id: token(12),
      from: `${from};tag=${token()}`,
      to: `<${uri}>`,
      uri,
      sequence: 0,
      audio,
    })
    this.#calls.set(call.id, call)
    call.become('calling')
    call.sent_ms = performance.now()
    this.#authenticated('INVITE', uri, call, [], sdp(this.host, audio.port), call).then(
      (answer) => this.#called(call, answer),
      (error) => {
        call.error = error
        call.become('ended')
      },
    )
    return call
  }

  async close() {
    for (const call of [...this.#calls.values()]) await call.hangup().catch(() => {})
    if (this.password) await this.register(0).catch(() => {})
    for (const { stop } of this.#waiting.values()) stop()
    this.socket.close()
  }

  /** Forgets its calls: the other side is no more. */
  drop() {
    for (const call of [...this.#calls.values()]) call.become('ended')
  }

  forget(call) {
    this.#calls.delete(call.id)
  }

  // --- what a Call asks of its phone

  reply(request, status, reason, call, body) {
    const headers = [...reply_headers(request, call?.tag ?? token()), ['Contact', `<${this.#contact()}>`]]
    this.#remember(request, write(`SIP/2.0 ${status} ${reason}`, headers, body))
  }

  #dialog(call) {
    const [from, to] = call.incoming
      ? [`${call.invite.headers.to[0]};tag=${call.tag}`, call.invite.headers.from[0]]
      : [call.from, call.to]
    call.sequence += 1
    return { id: call.id, from, to, sequence: call.sequence }
  }

  in_dialog(call, method, extra = [], body = '') {
    return this.#request(method, call.target, this.#dialog(call), extra, body)
  }

  async reinvite(call, direction) {
    const dialog = this.#dialog(call)
    const answer = await this.#request('INVITE', call.target, dialog, [], sdp(this.host, call.audio.port, direction))
    if (answer.status !== 200) throw new Error(`${this.user}: re-INVITE answered ${answer.status}`)
    this.#send(this.#compose('ACK', call.target, dialog))
  }

  refer(call, to) {
    const me = `sip:${this.user}@${this.pbx.host}:${this.pbx.port}`
    const tag = (value) => /;tag=([^;>]+)/.exec(value)[1]
    const target =
      typeof to === 'string'
        ? `sip:${to}@${this.pbx.host}:${this.pbx.port}`
        : `${to.uri}?Replaces=${encodeURIComponent(`${to.id};to-tag=${tag(to.to)};from-tag=${tag(to.from)}`)}`
    return this.in_dialog(call, 'REFER', [
      ['Refer-To', `<${target}>`],
      ['Referred-By', `<${me}>`],
    ])
  }

  cancel(call) {
    return this.#request('CANCEL', call.uri, call, [], '', { branch: call.branch })
  }

  // --- out

  #contact() {
    return `sip:${this.user}@${this.host}:${this.port}`
  }
  #send(datagram) {
    this.socket.send(datagram, this.pbx.port, this.pbx.host)
  }

  #compose(method, uri, dialog, extra = [], body = '', branch = token(8)) {
    return write(
      `${method} ${uri} SIP/2.0`,
      [
        ['Via', `SIP/2.0/UDP ${this.host}:${this.port};rport;branch=z9hG4bK${branch}`],
        ['Max-Forwards', 70],
        ['From', dialog.from],
        ['To', dialog.to],
        ['Call-ID', dialog.id],
        ['CSeq', `${dialog.sequence} ${method}`],
        ['Contact', `<${this.#contact()}>`],
        ...extra,
      ],
      body,
    )
  }

  /** Sends a request and repeats it until its final answer, which it resolves with; provisional ones go to `on_progress`. */
  #request(method, uri, dialog, extra = [], body = '', { branch = token(8), on_progress = () => {} } = {}) {
    const datagram = this.#compose(method, uri, dialog, extra, body, branch)
    return new Promise((resolve, reject) => {
      let left = 16
      const key = `${branch} ${method}`
      const stop = () => {
        clearInterval(timer)
        this.#waiting.delete(key)
      }
      const timer = setInterval(() => {
        left -= 1
        if (left > 0) this.#send(datagram)
        else {
          stop()
          reject(new Error(`${this.user}: no answer to ${method}`))
        }
      }, RETRY_MS)
      this.#waiting.set(key, {
        stop,
        answered: (message) => {
          if (message.status < 200) {
            clearInterval(timer)
            on_progress(message)
            return
          }
          stop()
          resolve(message)
        },
      })
      this.#send(datagram)
    })
  }

  async #authenticated(method, uri, dialog, extra, body, call) {
    const attempt = (headers) => {
      const branch = token(8)
      dialog.sequence += 1
      if (call) call.branch = branch
      return this.#request(method, uri, dialog, [...extra, ...headers], body, {
        branch,
        on_progress: (message) => message.status === 180 && call?.become('ringing'),
      }).then((answer) => {
        if (call && answer.status >= 300) this.#acknowledge(call, answer, branch)
        return answer
      })
    }
    const first = await attempt([])
    const challenge = first.headers['www-authenticate']?.[0] ?? first.headers['proxy-authenticate']?.[0]
    if (!challenge || !this.password) return first
    const name = first.status === 401 ? 'Authorization' : 'Proxy-Authorization'
    return attempt([[name, digest(challenge, { user: this.user, password: this.password, method, uri })]])
  }

  #acknowledge(call, answer, branch) {
    this.#send(this.#compose('ACK', call.uri, { ...call, to: answer.headers.to[0] }, [], '', branch))
  }

  #called(call, answer) {
    call.status = answer.status
    if (answer.status >= 300) {
      call.become('ended')
      return
    }
    call.to = answer.headers.to[0]
    call.target = uri_of(answer.headers.contact[0])
    call.acknowledgement = this.#compose('ACK', call.target, call)
    this.#send(call.acknowledgement)
    call.audio.talk(sdp_target(answer.body))
    call.become('answered')
  }

  // --- in

  #receive(message) {
    if (message.status) this.#receive_answer(message)
    else if (message.method === 'ACK') this.#calls.get(message.headers['call-id'][0])?.emit('acknowledged')
    else this.#receive_request(message)
  }

  #receive_answer(message) {
    const branch = /branch=z9hG4bK([^;]+)/.exec(message.headers.via[0])?.[1]
    const waiting = this.#waiting.get(`${branch} ${cseq(message)[1]}`)
    if (waiting) waiting.answered(message)
    else if (cseq(message)[1] === 'INVITE' && message.status === 200) {
      // our ACK was lost
      const call = this.#calls.get(message.headers['call-id'][0])
      if (call?.acknowledgement) this.#send(call.acknowledgement)
    }
  }

  #remember(request, datagram) {
    this.#replies.set(this.#key(request), datagram)
    this.#send(datagram)
  }

  #key(request) {
    return `${request.headers['call-id'][0]} ${request.headers.cseq[0]}`
  }

  #receive_request(request) {
    const again = this.#replies.get(this.#key(request))
    if (again) {
      this.#send(again)
      return
    }
    const call = this.#calls.get(request.headers['call-id'][0])
    if (request.method === 'INVITE' && !call) this.#invited(request)
    else if (request.method === 'CANCEL' && call) {
      this.reply(request, 200, 'OK', call)
      this.reply(call.invite, 487, 'Request Terminated', call)
      call.reason = request.headers.reason?.[0]
      call.become('ended')
    } else {
      const body = request.method === 'INVITE' ? sdp(this.host, call.audio.port) : ''
      this.reply(request, 200, 'OK', call, body)
      if (request.method === 'BYE') call?.become('ended')
    }
  }

  #invited(request) {
    const call = new Call(this, {
      id: request.headers['call-id'][0],
      tag: token(),
      incoming: true,
      invite: request,
      target: uri_of(request.headers.contact[0]),
      sequence: 0,
      received_ms: performance.now(),
    })
    this.#calls.set(call.id, call)
    this.reply(request, 100, 'Trying', call)
    call.become('incoming')
    this.emit('call', call)
  }
}
