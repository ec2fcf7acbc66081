// Bad input for every route, derived from the table of routes and the example of the contract: each case is a request that
// would be good but for one fault, with what must be answered to it. A type of parameter without cases here is an error.
import { randomUUID } from 'node:crypto'
import { find_operation, resolve, written } from './contrato.mjs'
import { body_of } from './rutas.mjs'

const FAR = '9'.repeat(25)
const long = (letters) => 'x'.repeat(letters)

/** By type: a good value, and bad ones {que: value}: `text` in a path or query, `json` in a body. */
const TYPES = {
  id: () => ({ good: 1, text: { 'no number': 'abc', zero: '0', negative: '-1', fraction: '1.5', 'a plus sign': '+1', 'beyond 64 bits': FAR }, json: { 'a text': '1', zero: 0, fraction: 1.5, 'beyond 64 bits': raw(FAR), list: [1] } }),
  int: ({ min, max }) => ({
    good: min,
    text: { 'no number': 'abc', 'too small': String(min - 1), 'too big': String(max + 1), fraction: '1.5', 'beyond 64 bits': FAR },
    json: { 'a text': '1', 'too small': min - 1, 'too big': max + 1, fraction: 0.5, 'beyond 64 bits': raw(FAR), boolean: true },
  }),
  texto: ({ min, max }) => ({
    good: long(Math.max(min, 1)),
    text: { ...(min > 1 && { 'too short': long(min - 1) }), 'too long': long(max + 1) },
    json: { ...(min > 0 && { 'too short': long(min - 1) }), 'too long': long(max + 1), number: 7, boolean: true, list: ['x'], object: {} },
  }),
  telefono: (param) => ({ ...TYPES.texto(param), good: '612345678' }),
  palabra: ({ palabras }) => ({ good: palabras.split('|')[0], text: { 'another word': 'otra_cosa', 'two words': `${palabras.split('|')[0]}|otra` }, json: { 'another word': 'otra_cosa', empty: '', number: 7, list: [palabras.split('|')[0]] } }),
  booleano: () => ({ good: true, text: { 'a word': 'si', digit: '1' }, json: { text: 'true', number: 1 } }),
  fecha: () => ({ good: '2026-03-10', text: { 'no date': 'ayer', 'no such day': '2026-02-30' }, json: { 'no date': 'ayer', 'no such day': '2026-02-30', moment: '2026-03-10T09:15:00Z', number: 20260310 } }),
  momento: () => ({ good: '2026-03-10T09:15:00+01:00', text: { 'no moment': 'ahora', 'no zone': '2026-03-10T09:15:00' }, json: { 'no moment': 'ahora', 'no zone': '2026-03-10T09:15:00', day: '2026-03-10', 'no such hour': '2026-03-10T24:15:00Z', number: 1773130500 } }),
  cuando: () => ({ good: '2026-03-10', text: { 'no moment': 'ayer', 'no zone': '2026-03-10T09:15:00', 'no such day': '2026-13-01' } }),
  ids: ({ max }) => ({ good: [1], json: { text: '1', 'no ids': [0], 'texts in it': ['1'], 'too many': Array.from({ length: max + 1 }, (_, n) => n + 1) } }),
  objeto: () => ({ good: {}, json: { text: '{}', list: [] } }),
  lista: ({ min, max }) => ({ good: [], json: { text: '[]', object: {}, 'too many': Array.from({ length: max + 1 }, () => ({})), ...(min > 0 && { 'too few': [] }) } }),
}

/** JSON text that JavaScript has no number for. */
class Raw { constructor(text) { this.text = text } }
function raw(text) { return new Raw(text) }

function type_of(param) {
  if (!TYPES[param.tipo]) throw new Error(`no bad input is known for parameters of type ${param.tipo}: add it to entradas.mjs`)
  return TYPES[param.tipo](param)
}

/** As JSON, the raw pieces as they are. */
function write(body) {
  const pieces = []
  const text = JSON.stringify(body, (_, value) => (value instanceof Raw ? `\u0001${pieces.push(value.text) - 1}\u0001` : value))
  return text.replace(/"\\u0001(\d+)\\u0001"/g, (_, n) => pieces[n])
}

const encode = (text) => encodeURIComponent(text)

// -------------------------------------------------------------------------------------------------------- a good one

const operation_of = (row) => find_operation(row.metodo, row.nombre.split(' ')[1].replace(/\{\w+\}/g, '1'))

/** {path, query, body} of a request without fault of form; `known` may give values of parameters that are really there. */
export function good_request(row, known = {}) {
  const value = (param) => String(known[param.nombre] ?? type_of(param).good)
  const of = (place) => row.parametros.filter(({ en }) => en === place)
  return {
    path: Object.fromEntries(of('path').map((param) => [param.nombre, value(param)])),
    query: of('query').filter(({ obligatorio }) => obligatorio).map((param) => [param.nombre, value(param)]),
    body: body_of(row).length > 0 ? resolve(operation_of(row).operation.requestBody).content['application/json'].example : undefined,
  }
}

/** What a route wants beside its parameters. */
function wanted_headers(row) {
  const asks = operation_of(row).parameters.some(({ name, required }) => name === 'Idempotency-Key' && required)
  return { ...(row.si_coincide && { 'if-match': '*' }), ...(asks && { 'idempotency-key': randomUUID() }) }
}

/** {method, path, raw, headers} as Client.request takes it. */
export function as_http(row, { path, query, body, raw_query = '', raw_body, headers }) {
  const filled = row.ruta.replace(/:(\w+)/g, (_, name) => (path[name] instanceof Raw ? path[name].text : encode(path[name])))
  const text = [...query.map(([name, value]) => `${name}=${encode(value)}`), ...(raw_query ? [raw_query] : [])].join('&')
  return { method: row.metodo, path: text ? `${filled}?${text}` : filled, raw: raw_body ?? (body === undefined ? undefined : write(body)), headers: { ...wanted_headers(row), ...headers } }
}

// ------------------------------------------------------------------------------------------------------- faults in it

function* faults_of_path(row, good) {
  for (const param of row.parametros.filter(({ en }) => en === 'path')) {
    const bad = { ...type_of(param).text, 'no UTF-8': raw('%FF'), 'NUL in it': raw('a%00') }
    for (const [que, value] of Object.entries(bad)) {
      // nginx itself refuses a NUL in a path.
      yield { que: `${param.nombre} in the path: ${que}`, request: { ...good, path: { ...good.path, [param.nombre]: value } }, status: que === 'NUL in it' ? 400 : 404 }
    }
  }
}

function* faults_of_query(row, good) {
  const without = (name) => ({ ...good, query: good.query.filter(([key]) => key !== name) })
  for (const param of row.parametros.filter(({ en }) => en === 'query')) {
    const { nombre } = param
    const type = type_of(param)
    const fault = (que, request) => ({ que: `?${nombre}: ${que}`, request, status: 422, pointer: `/${nombre}` })
    for (const [que, value] of Object.entries(type.text)) yield fault(que, { ...without(nombre), query: [...without(nombre).query, [nombre, value]] })
    const twice = `${nombre}=${encode(String(type.good))}`
    yield fault('twice', { ...without(nombre), raw_query: `${twice}&${twice}` })
    if (param.obligatorio) yield fault('missing', without(nombre))
    for (const [que, bytes] of Object.entries({ 'no UTF-8': '%FF', 'NUL in it': 'a%00', 'half a surrogate pair': '%ED%A0%80', 'half an escape': '%4' })) {
      // With its value, the parameter itself is gone: where it is required, that is said too.
      yield { ...fault(que, { ...without(nombre), raw_query: `${nombre}=${bytes}` }), also: param.obligatorio ? [`/${nombre}`] : [] }
    }
  }
  yield { que: '?inventado', request: { ...good, raw_query: 'inventado=1' }, status: 422, pointer: '/inventado' }
  yield { que: 'a name with a slash', request: { ...good, raw_query: 'a%2Fb~=1' }, status: 422, pointer: '/a~1b~0' }
}

function* faults_of_members(row, good) {
  for (const param of body_of(row)) {
    const { nombre } = param
    const fault = (que, body) => ({ que: `${nombre}: ${que}`, request: { ...good, body }, status: 422, pointer: `/${nombre}` })
    for (const [que, value] of Object.entries(type_of(param).json)) yield fault(que, { ...good.body, [nombre]: value })
    if (param.obligatorio) {
      const { [nombre]: _, ...rest } = good.body
      yield fault('missing', rest)
      if (!param.nulo) yield fault('null', { ...good.body, [nombre]: null })
    }
  }
  if (good.body) yield { que: 'a member that nobody knows', request: { ...good, body: { ...good.body, inventado: 1 } }, status: 422, pointer: '/inventado' }
}

const latin1 = (text) => Buffer.from(text, 'latin1')

/** Bodies that are no JSON object as RFC 8259 has it, and bodies that claim not to be JSON; `limit`: what the answer names. */
const BODIES = [
  { que: 'empty', raw: '', status: 400 },
  { que: 'half of one', raw: '{"a":', status: 400 },
  { que: 'more after it', raw: '{} {}', status: 400 },
  { que: 'a list', raw: '[]', status: 400 },
  { que: 'null', raw: 'null', status: 400 },
  { que: 'a comment in it', raw: '{/* x */}', status: 400 },
  { que: 'a comma too many', raw: '{"a":1,}', status: 400 },
  { que: 'a form', raw: 'a=1&b=2', status: 400 },
  { que: 'the same key twice', raw: '{"a":1,"a":1}', status: 400 },
  { que: 'the same key twice, once escaped', raw: '{"a":1,"\\u0061":1}', status: 400 },
  { que: 'no UTF-8', raw: latin1('{"a":"\xff"}'), status: 400 },
  { que: 'Latin-1', raw: latin1('{"a":"Jos\xe9"}'), status: 400 },
  { que: 'UTF-16', raw: Buffer.from('\ufeff{}', 'utf16le'), status: 400 },
  { que: 'a byte order mark', raw: '\ufeff{}', status: 400 },
  { que: 'an overlong encoding', raw: latin1('{"a":"\xc0\xaf"}'), status: 400 },
  { que: 'a surrogate in UTF-8', raw: latin1('{"a":"\xed\xa0\x80"}'), status: 400 },
  { que: 'half a surrogate pair, escaped', raw: '{"a":"\\ud800"}', status: 400 },
  { que: 'an escaped NUL', raw: '{"a":"\\u0000"}', status: 400 },
  { que: 'a NUL', raw: '{"a":"\0"}', status: 400 },
  { que: 'a number beyond a double', raw: '{"a":1e999}', status: 400 },
  { que: 'too deep', raw: `{"a":${'['.repeat(32)}${']'.repeat(32)}}`, status: 400, limit: 'json_niveles' },
  { que: 'too many members', raw: `{${Array.from({ length: 257 }, (_, n) => `"m${n}":1`)}}`, status: 400, limit: 'json_miembros' },
  { que: 'too many values', raw: `{"a":[${Array.from({ length: 65_536 }, () => '1')}]}`, status: 400, limit: 'json_valores' },
]

/** What fits into the body of a route, by its name in x-limites: nginx lets less through to the login. */
const room_of = (row) => (row.nombre === 'POST /sesion' ? 'cuerpo_sesion' : 'cuerpo_api')

/** What is claimed of a good body, by Content-Type. */
const CLAIMS = ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data; boundary=x', 'application/json; charset=iso-8859-1', 'application/json;charset="UTF-16"']

function* faults_of_body(row, good) {
  if (body_of(row).length === 0) return
  const room = room_of(row)
  const room_bytes = written['x-limites'][room].maximo
  const too_big = { que: 'too big', raw: `{"a":"${long(room_bytes)}"}` }
  for (const { que, raw: raw_body, status, limit } of [...BODIES, too_big]) {
    const fits = raw_body.length <= room_bytes
    yield { que: `body: ${que}`, request: { ...good, raw_body }, status: fits ? status : 413, limit: fits ? limit : room }
  }
  for (const type of CLAIMS) yield { que: `Content-Type: ${type}`, request: { ...good, headers: { 'content-type': type } }, status: 415 }
}

function* faults_of_headers(row, good) {
  if (row.funcion === undefined) return
  yield { que: 'an Idempotency-Key that is too long', request: { ...good, headers: { 'idempotency-key': long(256) } }, status: 400 }
  yield { que: 'an If-Match that is too long', request: { ...good, headers: { 'if-match': long(256) } }, status: 400 }
}

/** All faults of form of a route whose parameters are checked: {que, request, status, pointer?, limit?}. */
export function* faults_of_form(row, known) {
  const good = good_request(row, known)
  yield* faults_of_path(row, good)
  yield* faults_of_query(row, good)
  yield* faults_of_members(row, good)
  yield* faults_of_body(row, good)
  yield* faults_of_headers(row, good)
}
