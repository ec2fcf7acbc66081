// Bad input, for every route: what is wrong is refused, by its status, its type and a pointer to it. The cases of form come
// from the table of routes (tests/contrato/entradas.mjs), whose things are those of the isolation test of the SQL layer;
// where meaning matters they are written by hand below.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { written } from '../contrato/contrato.mjs'
import { as_http, faults_of_form, good_request } from '../contrato/entradas.mjs'
import { body_of, is_checked, read_routes } from '../contrato/rutas.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

const routes = read_routes()

/** Some refusals have a type of their own; the common one of a status is that of problem.c and nginx, which the answers' components name. */
const common = ([name]) => written.components.responses[name] !== undefined || name === 'cabeceras'
const type_of_status = Object.fromEntries(Object.entries(written['x-problemas']).filter(common).map(([name, { status }]) => [status, `/docs/problemas#${name}`]))

/** Those whose bytes are their handler's: their bad input is in tests of their own. */
const BY_HAND = ['POST /webhooks/{centralita}', 'GET /webhooks/{centralita}', 'POST /webhooks/{centralita}/{secreto}', 'GET /webhooks/{centralita}/{secreto}', 'POST /pacientes/lote', 'PUT /grabaciones/subida/{centralita}/{llamada}']

const token = (kind, name) => kind + name.padEnd(43, 'x')

/** tests/sql/55_aislamiento.sql up to its assertions: two groups and everything in them, and a table of calls. */
function isolation(sql) {
  const folder = new URL('../sql/', import.meta.url)
  const whole = readFileSync(new URL('55_aislamiento.sql', folder), 'utf8')
  const prelude = whole.slice(0, whole.indexOf('CREATE TEMP TABLE intento'))
  return prelude.replace(/^\\ir (.*)$/gm, (_, file) => readFileSync(new URL(file, folder), 'utf8')) + sql
}

const SESSIONS = `
UPDATE sesion s SET token_hash = sha256(convert_to('ccs_' || rpad(a.usuario, 43, 'x'), 'UTF8')), creada = now(), ultimo_uso = now(), caduca = now() + interval '8 hours'
FROM agente a WHERE a.id = s.agente_id AND s.id = (SELECT min(x.id) FROM sesion x WHERE x.agente_id = a.id);
INSERT INTO clave_api (grupo_id, nombre, token_hash, ambitos)
SELECT 9001, 'sin ' || c.ambito, sha256(convert_to('cck_' || rpad(translate(c.ambito, ':', '-'), 43, 'x'), 'UTF8')), array_agg(o.ambito)
FROM clave_ambitos() c JOIN clave_ambitos() o ON o.ambito <> c.ambito GROUP BY c.ambito;
INSERT INTO clave_api (grupo_id, nombre, token_hash, ambitos)
SELECT 9001, 'todo', sha256(convert_to('cck_' || rpad('todo', 43, 'x'), 'UTF8')), array_agg(o.ambito) FROM clave_ambitos() o;
`

/** Each call of the isolation table as the values of its parameters, in the order of the route. */
const CALLS = `
CREATE FUNCTION pg_temp.valores(llamada text) RETURNS json LANGUAGE plpgsql AS $$
DECLARE v json; BEGIN EXECUTE 'SELECT json_build_array(' || llamada || ')' INTO v; RETURN v; END $$;
SELECT json_agg(json_build_object('funcion', 'api.' || r.funcion, 'quien', r.quien, 'vacio', r.vacio, 'de', v.de,
  'valores', pg_temp.valores(format(r.llamada, v.id))))
FROM ruta r CROSS JOIN LATERAL (VALUES ('mio', r.mio), ('vecino', r.vecino), ('ajeno', r.ajeno), ('nadie', 999999999)) v (de, id)
WHERE v.id IS NOT NULL;
COMMIT;
`

describe('bad input', () => {
  let stack, calls
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'], template: 'cc_plantilla', env: { CC_TASA_SESION: '100000', CC_TASA_CLAVE: '100000', CC_ORIGENES: 'https://erp.example' } })
    calls = JSON.parse((await stack.db.query(isolation(SESSIONS + CALLS))).flat().find((text) => text.startsWith('[{')))
  })
  after(() => stack?.stop())

  const person = (name) => stack.client({ cookie: `__Host-cc=${token('ccs_', name)}` })
  const key = (name) => stack.client({ key: token('cck_', name.replace(':', '-')) })
  const WHO = { cualquiera: 'ana', agente: 'ana', supervisor: 'sara', administrador: 'ines', delegado: 'dora' }
  /** Who has not got the role that a route wants. */
  const LESSER = { cualquiera: [], agente: ['dora'], supervisor: ['ana', 'dora'], administrador: ['ana', 'dora'], delegado: ['ana', 'ines'] }
  const BY_HAND_ROLES = { 'GET /auditoria': ['ana', 'sara'] } // the function itself says who
  const caller = (row) => (row.rol ? person(WHO[row.rol]) : stack.client())

  async function ask(client, row, request) {
    const { method, path, ...options } = as_http(row, request)
    return client.request(method, path, options)
  }

  /** Refused with this status, its type, and errors at exactly these pointers. */
  function is_refused(answer, status, { pointer, also = [], limit } = {}, what = '') {
    const body = is_problem(answer, status)
    assert.equal(body.type, type_of_status[status], what)
    if (pointer !== undefined) assert.deepEqual(new Set(body.errors?.map((one) => one.pointer)), new Set([pointer, ...also]), `${what}: ${answer.text}`)
    if (limit !== undefined) assert.match(body.detail, new RegExp(`\\b${limit}\\b`), what)
  }

  test('every route has its cases: those whose bytes are their own have tests of their own', () => {
    assert.deepEqual(routes.filter((row) => !is_checked(row)).map(({ nombre }) => nombre), BY_HAND)
  })

  for (const row of routes.filter(is_checked)) {
    test(`${row.nombre}: every fault of form is refused and named`, async () => {
      const client = caller(row)
      for (const { que, request, status, ...rest } of faults_of_form(row)) {
        const answer = await ask(client, row, request)
        assert.equal(answer.status, status, `${row.nombre}, ${que}: ${answer.text}`)
        is_refused(answer, status, rest, que)
      }
    })
  }

  for (const row of routes.filter(({ rol }) => rol)) {
    test(`${row.nombre}: nobody, and nobody who may not`, async () => {
      const good = good_request(row)
      const request = row.flujo ? { ...good, raw_body: '\n', headers: { 'content-type': 'application/x-ndjson' } } : good
      for (const client of [stack.client(), person('nadie'), key('nadie'), stack.client({ key: 'cck_corta' }), stack.client({ cookie: '__Host-cc=ccs_corta' })]) {
        is_refused(await ask(client, row, request), 401, {}, 'no credential, or none that is good')
      }
      for (const name of BY_HAND_ROLES[row.nombre] ?? LESSER[row.rol]) is_refused(await ask(person(name), row, request), 403, {}, `${name} asks`)
      is_refused(await ask(key(row.ambito ?? 'todo'), row, request), 403, {}, row.ambito ? `a key with every scope but ${row.ambito}` : 'a key, where none may')
      if (row.metodo !== 'GET') {
        const headers = (more) => ({ ...request, headers: { ...request.headers, ...more } })
        is_refused(await ask(caller(row), row, headers({ 'x-contact-center': '' })), 403, {}, 'a form of another site')
        is_refused(await ask(caller(row), row, headers({ origin: 'https://example.org' })), 403, {}, 'a script of another site')
      }
    })
  }

  for (const row of routes.filter(({ si_coincide }) => si_coincide)) {
    test(`${row.nombre}: without If-Match it is 428, with a stale one 412`, async () => {
      const { quien, valores } = calls.find(({ funcion, de }) => funcion === row.funcion && de === 'mio') ??
        { quien: row.rol === 'administrador' ? 'todas' : WHO[row.rol], valores: row.parametros.filter(({ en }) => en !== 'body').map(({ nombre }) => (nombre === 'clinica_id' ? 9011 : 1)) }
      const request = request_of(row, valores)
      const client = person(quien)
      is_refused(await ask(client, row, { ...request, headers: { 'if-match': '' } }), 428)
      is_refused(await ask(client, row, { ...request, headers: { 'if-match': '"99999"' } }), 412)
      is_refused(await ask(client, row, { ...request, headers: { 'if-match': 'W/"x"' } }), 412)
    })
  }

  /** The request that a call of the isolation table is; members that a handler makes of its own are left out. */
  function request_of(row, values) {
    const given = [...values]
    const take = (place) => row.parametros.filter(({ en }) => en === place).map(({ nombre }) => [nombre, given.shift() ?? null])
    const path = Object.fromEntries(take('path').map(([name, value]) => [name, String(value)]))
    const query = take('query').filter(([, value]) => value !== null).map(([name, value]) => [name, String(value)])
    const members = new Set(body_of(row).map(({ nombre }) => nombre))
    const last = members.size > 0 ? given.shift() : undefined
    const body = last && Object.fromEntries(Object.entries(typeof last === 'string' ? JSON.parse(last) : last).filter(([name]) => members.has(name)))
    return { path, query, body: body && row.funcion !== 'api.matriz_poner' ? body : good_request(row).body } // its rows may not be none
  }

  test('what is another clinic’s or another group’s is not there, whichever way it is named', async () => {
    let asked = 0
    for (const { funcion, quien, vacio, de, valores } of calls) {
      const row = routes.find((one) => one.funcion === funcion)
      if (!row || (de === 'mio' && row.metodo !== 'GET')) continue
      const answer = await ask(person(quien), row, request_of(row, valores))
      const what = `${row.nombre} of ${de} ${JSON.stringify(valores)}: ${answer.text.slice(0, 200)}`
      if (vacio) assert.deepEqual(answer.body.elementos, [], what)
      else if (de === 'mio') assert.notEqual(answer.status, 404, what)
      else assert.equal(answer.status, 404, what)
      asked++
    }
    assert.ok(asked > 100, `${asked} requests`)
  })

  test('null in an optional member is as good as none, or is refused: never an accident', async () => {
    const accidents = []
    for (const row of routes.filter((one) => is_checked(one) && body_of(one).length > 0)) {
      const { quien, valores } = calls.find(({ funcion, de }) => funcion === row.funcion && de === 'mio') ?? {}
      const request = valores ? request_of(row, valores) : good_request(row)
      const client = person(quien ?? (row.rol === 'administrador' ? 'todas' : WHO[row.rol ?? 'agente']))
      for (const { nombre } of body_of(row).filter(({ obligatorio }) => !obligatorio)) {
        const answer = await ask(client, row, { ...request, body: { ...request.body, [nombre]: null } })
        if (answer.status >= 500) accidents.push(`${row.nombre} with ${nombre}: null: ${answer.status}`)
      }
    }
    assert.deepEqual(accidents, [])
  })

  /** Where meaning matters: good in form, and yet it cannot be. [who, method, path, body, status, pointers] */
  const MEANING = [
    ['ana', 'GET', '/paciente', undefined, 422, ['/numero']],
    ['ana', 'GET', '/paciente?numero=612345678&q=ana', undefined, 422, ['/numero']],
    ['ana', 'GET', '/historial?cursor=inventado', undefined, 422, ['/cursor']],
    ['ana', 'GET', '/historial?resultado=atendida,inventado', undefined, 422, ['/resultado']],
    ['ana', 'GET', '/historial?estado=inventado', undefined, 422, ['/estado']],
    ['ana', 'POST', '/registrar', {}, 422, ['/direccion', '/inicio']],
    ['ana', 'POST', '/registrar', { direccion: 'saliente', inicio: '2026-03-10T09:00:00Z', resultado: 'inventado' }, 422, ['/resultado']],
    ['ana', 'POST', '/registrar', { direccion: 'saliente', inicio: '2999-01-01T00:00:00Z' }, 422, ['/inicio']],
    ['ana', 'POST', '/registrar', { llamada_id: 9001, direccion: 'saliente', nota: 'x' }, 422, ['/direccion']],
    ['ana', 'POST', '/registrar', { llamada_id: 9001, tipificacion_id: 999999 }, 404, ['/tipificacion_id']],
    ['ana', 'POST', '/paciente', { nombre: 'María', apellidos: 'García López', telefono: '612345678' }, 409, ['/telefono']],
    ['ana', 'POST', '/paciente', { nombre: 'María', apellidos: 'Otra', dni: '12345678z' }, 409, ['/dni']],
    ['ana', 'POST', '/paciente', { nombre: 'X', nacimiento: '2999-01-01' }, 422, ['/nacimiento']],
    ['ana', 'POST', '/paciente', { nombre: ' ' }, 422, ['/nombre']],
    ['ana', 'POST', '/contactos', { numero: '911000111', nombre: 'X', clase: 'otro' }, 409, ['/numero']],
    ['ana', 'POST', '/contactos', { numero: '911000222', nombre: 'X', clase: 'bloqueado' }, 403, undefined],
    ['ana', 'POST', '/seguimientos', { texto: 'x', vence: '2020-01-01T00:00:00Z', paciente_id: 9901 }, 422, ['/vence']],
    ['ana', 'POST', '/seguimientos', { texto: 'x', vence: '2999-01-01T00:00:00Z' }, 422, undefined],
    ['ines', 'PUT', '/citas/erp/C-9', { inicio: '2026-03-20T10:00:00Z', fin: '2026-03-20T09:00:00Z', paciente_id: 9901 }, 422, ['/fin']],
    ['ines', 'PUT', '/citas/erp/C-9', { inicio: '2026-03-20T10:00:00Z' }, 422, ['/paciente_ref']],
    ['ines', 'PUT', '/paciente/erp/P-9', { nombre: 'X', telefonos: [{ numero: '' }] }, 422, ['/telefonos/0/numero']],
    ['ines', 'PUT', '/paciente/erp/P-9', { nombre: 'X', telefonos: [{ numero: '699000123' }, { numero: '699 000 124', otro: 1 }] }, 422, ['/telefonos/1/otro']],
    ['ines', 'PUT', '/paciente/erp/P-9', { nombre: 'X', vinculos: [{ erp_ref: 'P-8', clase: 'vecino' }] }, 422, ['/vinculos/0/clase']],
    ['ines', 'PUT', '/paciente/erp/P-9', { nombre: 'X', citas: [{ erp_ref: 'C-8', inicio: 'mañana' }] }, 422, ['/citas/0/inicio']],
    ['ines', 'PUT', '/paciente/erp/P-9', { nombre: 'X', avisos: [{ nivel: 'rojo', texto: '' }] }, 422, ['/avisos/0/nivel', '/avisos/0/texto']],
    ['ines', 'PUT', '/paciente/erp/P-9', { nombre: 'X', moneda: 'eur' }, 422, ['/moneda']],
  ]

  test('what is good in form and cannot be is refused by what it means', async () => {
    const otherwise = []
    for (const [who, method, path, body, status, pointers] of MEANING) {
      const answer = await person(who).request(method, path, { body })
      const said = [answer.status, answer.body.errors?.map(({ pointer }) => pointer)]
      if (said[0] !== status || (pointers && said[1]?.join() !== pointers.join())) otherwise.push(`${method} ${path} ${JSON.stringify(body)}: ${answer.text}`)
    }
    assert.deepEqual(otherwise, [])
  })

  /** What nginx answers to raw bytes: its status and its body. */
  const raw = (head) => new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(stack.port, '127.0.0.1', () => socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`))
    socket.setEncoding('utf8').on('error', reject).on('close', () => reject(new Error(`cut: ${heard}`))).on('data', (text) => {
      heard += text
      const body = heard.slice(heard.indexOf('\r\n\r\n') + 4)
      if (!body.endsWith('}')) return // nginx waits a while for the rest of a body that it refused
      resolve({ status: Number(heard.split(' ')[1]), body: JSON.parse(body) })
      socket.destroy()
    })
  })

  test('what nginx cannot read it refuses as a problem, too', async () => {
    const api = '/api/contact-center'
    const refusals = [
      [`GET ${api}/llamadas/%zz HTTP/1.1`, 400],
      [`GET ${api}/llamadas/a%00b HTTP/1.1`, 400],
      [`GET ${api}/../../../etc HTTP/1.1`, 400],
      [`GET ${api}/version HTTP/1.1\r\nContent-Length: x`, 400],
      [`GET ${api}/version?${'x'.repeat(20_000)} HTTP/1.1`, 431, 'cabecera'],
      [`GET ${api}/version HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}`, 431, 'cabecera'],
      [`POST ${api}/pacientes/lote HTTP/1.1\r\nContent-Length: 1073741825`, 413, 'cuerpo_lote'],
      [`POST ${api}/webhooks/${'x'.repeat(22)} HTTP/1.1\r\nContent-Length: 65537`, 413, 'cuerpo_webhook'],
    ]
    for (const [head, status, limit] of refusals) {
      const answer = await raw(head)
      const what = `${head.slice(0, 80)}: ${JSON.stringify(answer.body)}`
      assert.deepEqual([answer.status, answer.body.status, answer.body.type], [status, status, type_of_status[status]], what)
      if (limit) assert.match(answer.body.detail, new RegExp(`límite ${limit}`), what)
    }
  })
})
