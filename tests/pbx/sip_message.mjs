// SIP messages as text (RFC 3261 §7) and digest credentials (RFC 2617): parsing and writing, no state.
import { createHash, randomBytes } from 'node:crypto'

const COMPACT = { v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', l: 'content-length', c: 'content-type' }

export const token = (bytes = 6) => randomBytes(bytes).toString('hex')

/** Parses a datagram into {method, uri} or {status, reason}, with headers (lower-case name → array of values) and body. */
export function parse(datagram) {
  const text = datagram.toString('utf8')
  const end = text.indexOf('\r\n\r\n')
  const [start, ...lines] = text.slice(0, end < 0 ? text.length : end).split('\r\n')
  const headers = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const written = line.slice(0, colon).trim().toLowerCase()
    const name = COMPACT[written] ?? written
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()]
  }
  const words = start.split(' ')
  const first = words[0].startsWith('SIP/')
    ? { status: Number(words[1]), reason: words.slice(2).join(' ') }
    : { method: words[0], uri: words[1] }
  return { ...first, headers, body: end < 0 ? '' : text.slice(end + 4) }
}

/** Writes a message; headers are [name, value] pairs in order, Content-Length is added. */
export function write(start, headers, body = '') {
  const typed = headers.some(([name]) => name === 'Content-Type')
  const type = body && !typed ? [['Content-Type', 'application/sdp']] : []
  const all = [...headers, ...type, ['Content-Length', Buffer.byteLength(body)]]
  return Buffer.from([start, ...all.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n'))
}

/** The headers of a response to `request`, its To tagged when it is not yet. */
export function reply_headers(request, tag) {
  const one = (name) => request.headers[name][0]
  const to = /;tag=/.test(one('to')) ? one('to') : `${one('to')};tag=${tag}`
  return [
    ...request.headers.via.map((via) => ['Via', via]),
    ['From', one('from')],
    ['To', to],
    ['Call-ID', one('call-id')],
    ['CSeq', one('cseq')],
  ]
}

export const cseq = (message) => message.headers.cseq[0].split(' ')
export const uri_of = (value) => /<([^>]+)>/.exec(value)?.[1] ?? value.split(';')[0]

const md5 = (text) => createHash('md5').update(text).digest('hex')

/** The Authorization value that answers a 401 or 407. */
export function digest(challenge, { user, password, method, uri }) {
  const field = (name) => new RegExp(`${name}="?([^",]+)"?`, 'i').exec(challenge)?.[1]
  const [realm, nonce, opaque] = ['realm', 'nonce', 'opaque'].map(field)
  const [cnonce, nc] = [token(), '00000001']
  const secret = md5(`${user}:${realm}:${password}`)
  const response = md5(`${secret}:${nonce}:${nc}:${cnonce}:auth:${md5(`${method}:${uri}`)}`)
  return (
    `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", ` +
    `algorithm=MD5, qop=auth, nc=${nc}, cnonce="${cnonce}"${opaque ? `, opaque="${opaque}"` : ''}`
  )
}

/** An offer or answer of one G.711 μ-law stream; `direction` sendonly holds the other side. */
export const sdp = (host, port, direction = 'sendrecv') =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 0`,
    'a=rtpmap:0 PCMU/8000',
    `a=${direction}`,
    '',
  ].join('\r\n')

/** Where the other side wants its audio, from its SDP. */
export const sdp_target = (body) => ({
  host: /^c=IN IP4 (\S+)/m.exec(body)?.[1],
  port: Number(/^m=audio (\d+)/m.exec(body)?.[1] ?? 0),
})
