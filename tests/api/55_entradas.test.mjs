// Bad input, for every route: what is wrong is refused, by its status, its type and a pointer to it. The cases of form come
// from the table of routes (tests/contrato/entradas.mjs), whose things are those of the isolation test of the SQL layer;
// where meaning matters they are written by hand below.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { written } from '../contrato/contrato.mjs'
import { as_http, faults_of_form, good_request } from '../contrato/entradas.mjs'
import { body_of, is_checked, read_routes } from '../contrato/rutas.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

const routes = read_routes()
const type_of_status = Object.fromEntries(Object.entries(written['x-problemas']).map(([name, { status }]) => [status, `/docs/problemas#${name}`]))

/** Those whose bytes are their handler's: their bad input is in tests of their own. */
const BY_HAND = { 'POST /webhooks/{centralita}': '20_webhook', 'POST /pacientes/lote': '81_lote' }

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
FROM agente a WHERE a.id = s.agente_id;
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
    stack = await Stack.start({ processes: ['api', 'nginx'], template: 'cc_plantilla', env: { CC_TASA_SESION: '100000', CC_TASA_CLAVE: '100000' } })
    calls = JSON.parse((await stack.db.query(isolation(SESSIONS + CALLS))).flat().find((text) => text.startsWith('[{')))
  })
  after(() => stack?.stop())

  const person = (name) => stack.client({ cookie: `__Host-cc=${token('ccs_', name)}` })
  const key = (name) => stack.client({ key: token('cck_', name.replace(':', '-')) })
  const WHO = { agente: 'ana', supervisor: 'sara', administrador: 'ines', delegado: 'dora' }
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
    assert.deepEqual(routes.filter((row) => !is_checked(row)).map(({ nombre }) => nombre), Object.keys(BY_HAND))
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
      const lesser = row.rol === 'agente' ? ['dora'] : row.rol === 'delegado' ? ['ana', 'ines'] : ['ana', 'dora']
      for (const name of lesser) is_refused(await ask(person(name), row, request), 403, {}, `${name} asks`)
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
        { quien: WHO[row.rol], valores: row.parametros.filter(({ en }) => en !== 'body').map(({ nombre }) => (nombre === 'clinica_id' ? 9011 : 1)) }
      const values = request_of(row, valores)
      const request = { ...values, body: row.funcion === 'api.matriz_poner' ? good_request(row).body : values.body }
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
    return { path, query, body }
  }

  test('what is another clinic’s or another group’s is not there, whichever way it is named', async () => {
    let asked = 0
    for (const { funcion, quien, vacio, de, valores } of calls) {
      const row = routes.find((one) => one.funcion === funcion)
      if (!row || (de === 'mio' && row.metodo !== 'GET')) continue
      const answer = await ask(person(quien), row, request_of(row, valores))
      const what = `${row.nombre} of ${de} ${JSON.stringify(valores)}: ${answer.text.slice(0, 200)}`
      if (vacio) assert.deepEqual(answer.body.elementos, [], what)
      else if (de === 'mio') assert.equal(answer.status, 200, what)
      else assert.equal(answer.status, 404, what)
      asked++
    }
    assert.ok(asked > 100, `${asked} requests`)
  })
})
