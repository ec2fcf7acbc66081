// An Asterisk as cc-pbxlink sees it: it dials, keeps what it has to tell while nobody listens, tells it first when it is let
// in (https://docs.asterisk.org: ARI outbound websockets), and answers REST requests over the same socket.
import WebSocket from 'ws'
import { eventually } from '../stack/eventually.mjs'

const path = (publico) => `/api/contact-center/centralitas/${publico}/ws`
let serial = 0

export class Asterisk {
  /** What it was asked, in order: {method, uri, query, body}. */
  requests = []
  closes = []
  refusals = []
  channels = new Map()
  #queue = []
  #stopped = true

  constructor(socket, { publico, secreto }) {
    Object.assign(this, { socket, publico, secreto, every_ms: 30, endpoints: { 101: 'online', 102: 'online' } })
  }

  get connected() {
    return this.ws?.readyState === WebSocket.OPEN
  }

  /** Dials, and again whenever it is cut off, until stop(). Resolves once it was let in. */
  async start() {
    this.#stopped = false
    this.#dial()
    await eventually(() => this.connected, { what: 'the PBX is let in' })
    return this
  }

  #dial() {
    const ws = new WebSocket(`ws+unix:${this.socket}:${path(this.publico)}`, 'ari', {
      headers: { authorization: `Basic ${Buffer.from(`${this.publico}:${this.secreto}`).toString('base64')}` },
      perMessageDeflate: false,
    })
    this.ws = ws
    ws.on('open', () => {
      for (const text of this.#queue.splice(0)) ws.send(text)
      this.#say({ type: 'ApplicationRegistered', application: 'cti' })
    })
    ws.on('message', (text) => this.#asked(JSON.parse(text)))
    ws.on('unexpected-response', (request, response) => {
      this.refusals.push(response.statusCode)
      request.destroy()
      this.#again(ws)
    })
    ws.on('error', () => {})
    ws.on('close', (code) => {
      this.closes.push(code)
      this.#again(ws)
    })
  }

  #again(ws) {
    if (!this.#stopped && this.ws === ws) setTimeout(() => this.ws === ws && !this.#stopped && this.#dial(), this.every_ms)
  }

  stop() {
    this.#stopped = true
    this.ws?.terminate()
  }

  /** As a crash would: all channels and all that was not told are gone. */
  async restart() {
    this.stop()
    this.channels.clear()
    this.#queue = []
    await this.start()
  }

  // --- REST over websocket

  #asked({ type, method, uri, query_strings = [], message_body, ...ids }) {
    if (type !== 'RESTRequest') return
    const request = { method, uri, query: Object.fromEntries(query_strings.map(({ name, value }) => [name, value])),
      body: message_body && JSON.parse(message_body) }
    this.requests.push(request)
    const answer = this.on_request?.(request) ?? this.answer(request)
    if (answer === 'silence') return
    const { status, body } = answer
    if (this.filter && !this.filter.includes('RESTResponse')) return // as Asterisk does
    this.#say({ type: 'RESTResponse', transaction_id: ids.transaction_id, request_id: ids.request_id, status_code: status,
      message_body: body === undefined ? '' : JSON.stringify(body) })
  }

  answer({ method, uri, query, body }) {
    const [what, id, more] = uri.split('/')
    if (uri === 'channels' && method === 'GET') return { status: 200, body: [...this.channels.values()] }
    if (uri === 'channels' && method === 'POST') return this.#originate(query, body)
    if (what === 'applications') {
      this.filter = body.allowed.map(({ type }) => type)
      return { status: 200, body: {} }
    }
    if (what === 'endpoints') {
      const state = this.endpoints[uri.split('/')[2]]
      return state ? { status: 200, body: { state } } : { status: 404, body: { message: 'Endpoint not found' } }
    }
    if (what !== 'channels' || !this.channels.has(id)) return { status: 404, body: { message: 'Channel not found' } }
    if (method === 'DELETE') {
      this.destroyed(id, { cause: 16 })
      return { status: 204 }
    }
    return more === 'variable' ? { status: 204 } : { status: 200, body: this.channels.get(id) }
  }

  #originate({ channelId, endpoint, callerId }, { variables }) {
    if (this.channels.has(channelId)) return { status: 409, body: { message: 'Channel with given unique ID already exists' } }
    const channel = this.created(channelId, endpoint.split('/')[1], { state: 'Down', exten: 's', from: callerId.match(/<(.*)>/)[1], vars: variables })
    this.dial(null, channelId, '')
    this.dial(null, channelId, 'RINGING')
    return { status: 200, body: channel }
  }

  // --- events

  #say(event) {
    this.ws.send(JSON.stringify(event))
  }

  /** Told now, or kept. */
  event(event) {
    const text = JSON.stringify({ timestamp: moment(), ...event })
    if (this.connected) this.ws.send(text)
    else this.#queue.push(text)
  }

  created(id, device, { state = 'Ring', linked = id, from = '612000001', exten = '911000001', vars = {} } = {}) {
    const channel = { id, name: `PJSIP/${device}-${String(++serial).padStart(8, '0')}`, state, caller: { name: '', number: from },
      dialplan: { exten, app_name: '', app_data: '' }, creationtime: moment(), channelvars: { 'CHANNEL(linkedid)': linked, ...vars } }
    this.channels.set(id, channel)
    this.event({ type: 'ChannelCreated', channel })
    return channel
  }

  dial(from, to, status) {
    const peer = this.channels.get(to)
    if (status === 'RINGING') peer.state = 'Ringing'
    if (status === 'ANSWER') peer.state = 'Up'
    if (status === 'ANSWER' && from) this.channels.get(from).state = 'Up'
    this.event({ type: 'Dial', dialstatus: status, dialstring: '', peer, ...(from && { caller: this.channels.get(from) }) })
  }

  destroyed(id, { cause = 16, status = '' } = {}) {
    const channel = this.channels.get(id)
    if (status) channel.channelvars.DIALSTATUS = status
    this.channels.delete(id)
    this.event({ type: 'ChannelDestroyed', cause, channel })
  }

  /** A call from outside, played step by step. */
  call({ id = `pbx-${process.pid}.${++serial}`, from = '612000001', to = '911000001', extension = '101' } = {}) {
    const leg = `${id}-l`
    return {
      id,
      rings: () => {
        this.created(id, 'trunk', { from, exten: to })
        this.created(leg, extension, { state: 'Down', linked: id, exten: 's' })
        this.dial(id, leg, '')
        this.dial(id, leg, 'RINGING')
      },
      answered: () => this.dial(id, leg, 'ANSWER'),
      ends: () => {
        this.destroyed(leg)
        this.destroyed(id, { status: 'ANSWER' })
      },
      given_up: () => {
        this.event({ type: 'ChannelHangupRequest', channel: this.channels.get(id) })
        this.dial(id, leg, 'CANCEL')
        this.destroyed(leg, { cause: 127 })
        this.destroyed(id, { cause: 127, status: 'CANCEL' })
      },
    }
  }
}

/** ARI writes milliseconds and an offset without a colon. */
const moment = () => new Date().toISOString().replace('Z', '+0000')
