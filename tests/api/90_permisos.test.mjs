// Every route × everybody: permisos.txt says who may what, and the real server must say the same, to the letter. A route
// without a line there fails.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { body_of, read_routes } from '../contrato/rutas.mjs'
import { Stack } from '../stack/stack.mjs'

const hash = (text) => `\\x${createHash('sha256').update(text).digest('hex')}`
const token = (kind, name) => `${kind}_${createHash('sha256').update(name).digest('base64url').slice(0, 43)}`

// ------------------------------------------------------------------------------------------------------ what is declared

const lines = readFileSync(new URL('permisos.txt', import.meta.url), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [, method, path, people, scope, whose, status, body = ''] = line.match(/^(\S+) (\S+) +(\S+) +(\S+) +(\S+) +(\d+) *(.*)$/)
    return { method, path, people, scope: scope === '-' ? null : scope, whose, status: Number(status), body }
  })

const routes = read_routes().map((row) => ({ ...row, literal: !row.ruta.includes(':'), fits: new RegExp(`^${row.ruta.replace(/:\w+/g, '[^/]+')}$`) }))
/** The route of the table that a request is answered by: literal ones go first. */
const route_of = ({ method, path }) => routes.filter(({ metodo, fits }) => metodo === method && fits.test(path.split('?')[0]))
  .sort((one, other) => other.literal - one.literal)[0]

const ROLES = ['agente', 'supervisor', 'administrador']
const PLACES = { centro: 'of the clinic', palmas: 'of another clinic', lejos: 'of another group' }

const everybody = [
  { name: 'nobody' },
  ...Object.keys(PLACES).flatMap((place) => [...ROLES, 'delegado'].map((rol) => ({ name: `${rol} ${PLACES[place]}`, place, rol }))),
  { name: 'administrador of the group', place: 'grupo', rol: 'administrador' },
  { name: 'key with the scope', place: 'grupo', key: 'con' },
  { name: 'key without the scope', place: 'grupo', key: 'sin' },
  { name: 'key of another clinic', place: 'palmas', key: 'con' },
  { name: 'key of another group', place: 'lejos', key: 'con' },
]

/** Whoever administers one group's all: there, the other group has one clinic. */
const has_all = ({ place, rol, key }) => (key ? place !== 'palmas' : rol === 'administrador' && (place === 'grupo' || place === 'lejos'))

function person_may(people, who) {
  if (people === 'persona') return true
  if (people === 'vigila') return ['administrador', 'delegado'].includes(who.rol)
  if (people === 'grupo') return has_all(who)
  return ROLES.includes(people) && ROLES.indexOf(who.rol) >= ROLES.indexOf(people)
}

/** What somebody must be answered. */
function expected({ people, scope, whose, status }, who) {
  if (people === 'todos') return status
  if (!who.place) return 401
  if (who.key ? !scope || who.key === 'sin' : !person_may(people, who)) return 403
  if (people === 'grupo' && !has_all(who)) return 403
  if (whose === 'clinica' && !['centro', 'grupo'].includes(who.place)) return 404
  if (whose === 'grupo' && who.place === 'lejos') return 404
  if (whose === 'entera' && (who.place === 'lejos' || !has_all(who))) return 404
  return status
}

// ------------------------------------------------------------------------------------------------------ what is asked for

/** SQL that makes one thing of the clinic and returns what stands for it; n is a number of seven digits that nothing else has. */
const THINGS = {
  clinica_nueva: ({ n, grupo, jefe }) => `WITH c AS (INSERT INTO clinica (grupo_id, nombre) VALUES (${grupo}, 'C${n}') RETURNING id, grupo_id),
      f AS (INSERT INTO flujo (clinica_id, grupo_id) SELECT id, grupo_id FROM c)
    INSERT INTO agente_clinica SELECT ${jefe}, id, grupo_id, 'administrador' FROM c RETURNING clinica_id`,
  centralita: ({ n, grupo, clinica }) => `WITH c AS (INSERT INTO centralita (grupo_id, clinica_id, publico, nombre, adaptador, secretos)
      VALUES (${grupo}, ${clinica}, 'permisos-centralita-${n}', 'C${n}', 'generica', '{"\\\\x00","\\\\x01"}') RETURNING id)
    INSERT INTO centralita_salud (centralita_id) SELECT id FROM c RETURNING centralita_id`,
  entrega: ({ grupo, things }) => `INSERT INTO evento_pbx (recibido, grupo_id, centralita_id, veredicto, crudo)
    VALUES (now(), ${grupo}, ${things.centralita}, 'cuarentena', '{"tipo": "x", "llamada": "x"}') RETURNING id`,
  linea: ({ n, grupo, clinica, pbx }) => `INSERT INTO linea (grupo_id, clinica_id, centralita_id, clave, numero)
    VALUES (${grupo}, ${clinica}, ${pbx}, '+3498${n}', '98${n}') RETURNING id`,
  extension: ({ n, grupo, clinica, pbx }) => `INSERT INTO extension (grupo_id, clinica_id, centralita_id, numero)
    VALUES (${grupo}, ${clinica}, ${pbx}, 'E${n}') RETURNING id`,
  cola: ({ n, grupo, clinica, pbx }) => `INSERT INTO cola (grupo_id, clinica_id, centralita_id, nombre) VALUES (${grupo}, ${clinica}, ${pbx}, 'C${n}') RETURNING id`,
  festivo: ({ n, grupo, clinica }) => `INSERT INTO festivo (grupo_id, clinica_id, dia) VALUES (${grupo}, ${clinica}, date '2100-01-01' + ${n % 100000}) RETURNING id`,
  tipificacion: ({ n, grupo }) => `INSERT INTO tipificacion (grupo_id, etiqueta) VALUES (${grupo}, 'T${n}') RETURNING id`,
  agente: ({ n, grupo, clinica }) => `WITH a AS (INSERT INTO agente (grupo_id, usuario, nombre) VALUES (${grupo}, 'a${n}', 'A${n}') RETURNING id)
    INSERT INTO agente_clinica SELECT id, ${clinica}, ${grupo}, 'agente' FROM a RETURNING agente_id`,
  usuario: ({ n, grupo, clinica }) => `WITH a AS (INSERT INTO agente (grupo_id, usuario, nombre) VALUES (${grupo}, 'u${n}', 'U${n}') RETURNING id)
    INSERT INTO agente_clinica SELECT id, ${clinica}, ${grupo}, 'agente' FROM a RETURNING 'u${n}'`,
  paciente: ({ n, grupo, clinica }) => `WITH p AS (INSERT INTO paciente (grupo_id, clinica_id, nombre, erp_ref) VALUES (${grupo}, ${clinica}, 'Sujeto', 'R${n}') RETURNING id)
    INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original) SELECT ${grupo}, id, '+3497${n}', '97${n}' FROM p RETURNING paciente_id`,
  telefono: ({ n }) => `SELECT '+3497${n}'`,
  paciente_ref: ({ n, grupo, clinica }) => `INSERT INTO paciente (grupo_id, clinica_id, nombre, erp_ref) VALUES (${grupo}, ${clinica}, 'Sujeto', 'S${n}') RETURNING erp_ref`,
  cita_ref: ({ n, grupo, clinica }) => `WITH p AS (INSERT INTO paciente (grupo_id, clinica_id, nombre) VALUES (${grupo}, ${clinica}, 'Sujeto') RETURNING id)
    INSERT INTO cita (grupo_id, clinica_id, paciente_id, erp_ref, inicio) SELECT ${grupo}, ${clinica}, id, 'C${n}', now() FROM p RETURNING erp_ref`,
  contacto: ({ n, grupo }) => `INSERT INTO contacto (grupo_id, clave, nombre, clase) VALUES (${grupo}, '+3496${n}', 'X', 'otro') RETURNING id`,
  adopcion: ({ grupo, clinica }) => `WITH p AS (INSERT INTO paciente (grupo_id, clinica_id, nombre) VALUES (${grupo}, ${clinica}, 'Uno'), (${grupo}, ${clinica}, 'Dos') RETURNING id)
    INSERT INTO adopcion (grupo_id, propio_id, erp_id) SELECT ${grupo}, min(id), max(id) FROM p RETURNING id`,
  llamada: ({ n, grupo, clinica, pbx, agente }) => `INSERT INTO llamada (grupo_id, clinica_id, centralita_id, raiz, direccion, estado, resultado, inicio, fin, numero, agente_id)
    VALUES (${grupo}, ${clinica}, ${pbx}, 'r${n}', 'entrante', 'finalizada', 'atendida', now(), now(), '+3495${n}', ${agente}) RETURNING id`,
  grabacion: ({ grupo, things }) => `INSERT INTO grabacion (grupo_id, llamada_id, clase, estado, clave, tipo, audio)
    VALUES (${grupo}, ${things.llamada}, 'buzon', 'lista', 'x', 'audio/wav', '\\x00') RETURNING id`,
  trabajo: ({ n, grupo }) => `INSERT INTO trabajo (grupo_id, clase, clave, datos, estado, terminado, motivo)
    VALUES (${grupo}, 'grabacion_traer', 'p${n}', '{}', 'muerto', now(), 'x') RETURNING id`,
  suscripcion: ({ n, grupo, clinica }) => `INSERT INTO suscripcion (grupo_id, nombre, url, clinicas, secretos)
    VALUES (${grupo}, 'S${n}', 'https://erp.example.com/', '{${clinica}}', '{"\\\\x00"}') RETURNING id`,
  seguimiento: ({ n, grupo, clinica }) => `INSERT INTO seguimiento (grupo_id, clinica_id, clase, clave, primera, ultima)
    VALUES (${grupo}, ${clinica}, 'perdida', '+3494${n}', now(), now()) RETURNING id`,
  clave: ({ n, grupo }) => `INSERT INTO clave_api (grupo_id, nombre, token_hash, token_anterior, anterior_caduca, ambitos)
    VALUES (${grupo}, 'C${n}', '${hash(`una ${n}`)}', '${hash(`otra ${n}`)}', now() - interval '1 day', '{llamadas:leer}') RETURNING id`,
  sesion: ({ n, grupo, agente }) => (agente === 'NULL' ? 'SELECT 999999' : `INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca)
    SELECT a.grupo_id, a.id, '${hash(`sesion ${n}`)}', now() + interval '1 hour' FROM agente a WHERE a.id = ${agente} RETURNING id`),
}

/** What must be made before. */
const NEEDS = { grabacion: ['llamada'], entrega: ['centralita'] }

describe('who may what', () => {
  let stack, fixed
  let next = 1000000
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    const { CC_DEMO_GRUPO: grupo, CC_DEMO_CLINICA_CENTRO: centro, CC_DEMO_CLINICA_PALMAS: palmas } = stack.demo
    const lejos = await stack.db.value(`WITH g AS (INSERT INTO cc.grupo (nombre) VALUES ('Lejos') RETURNING id)
      INSERT INTO cc.clinica (grupo_id, nombre) SELECT id, 'Lejos' FROM g RETURNING id`)
    const clinics = { centro: [centro], palmas: [palmas], grupo: [centro, palmas], lejos: [lejos] }
    const of_group = (place) => `(SELECT grupo_id FROM cc.clinica WHERE id = ${clinics[place][0]})`
    const people = everybody.filter(({ place, key }) => place && !key)
    const [[ids]] = await stack.db.query(people.map(({ name, place }) => `INSERT INTO cc.agente (grupo_id, usuario, nombre, clave_hash)
      VALUES (${of_group(place)}, '${name.replaceAll(' ', '.')}', '${name}', 'x') RETURNING id;`).join('\n'))
    ids.split('\n').forEach((id, index) => { people[index].agente = id })
    await stack.db.query(people.map(({ agente, place, rol }) => `INSERT INTO cc.agente_clinica
      SELECT ${agente}, id, grupo_id, '${rol}' FROM cc.clinica WHERE id IN (${clinics[place]});`).join('\n'))
    const scopes = [...new Set(lines.map(({ scope }) => scope).filter(Boolean))]
    await stack.db.query(everybody.filter(({ key }) => key).flatMap(({ name, place, key }) => scopes.map((scope) => {
      const has = key === 'sin' ? scopes.filter((one) => one !== scope) : [scope]
      return `INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos, clinicas) VALUES (${of_group(place)}, '${name} ${scope}',
        '${hash(token('cck', name + scope))}', '{${has}}', ${place === 'palmas' ? `'{${palmas}}'` : 'NULL'});`
    })).join('\n'))
    const pbx = await stack.db.value('SELECT min(id) FROM cc.centralita')
    fixed = { grupo, clinica: centro, pbx, publico: stack.demo.CC_DEMO_CENTRALITA, origen: stack.url, ahora: new Date().toISOString(), jefe: everybody.find(({ place, rol }) => place === 'grupo' && rol).agente }
  })
  after(() => stack?.stop())

  /** The things that a line names, made anew for each caller; and a session that has just begun for each person. */
  async function make(line, callers = everybody) {
    const said = [...`${line.path} ${line.body}`.matchAll(/\$(\w+)/g)].map(([, name]) => name)
    const named = [...new Set(said.flatMap((name) => [...(NEEDS[name] ?? []), name]))].filter((name) => THINGS[name])
    const asked = callers.map((who) => ({ who, n: next++, things: {} }))
    for (const name of named) {
      const sql = asked.map(({ who, n, things }) => THINGS[name]({ ...fixed, n, things, agente: who.agente ?? 'NULL' })).join(';\n')
      const [[made]] = await stack.db.query(`SET search_path = cc; BEGIN;\n${sql};\nCOMMIT;`)
      made.split('\n').forEach((id, index) => { asked[index].things[name] = id })
    }
    const people = asked.filter(({ who }) => who.agente)
    await stack.db.query(people.map(({ who, n }) => `INSERT INTO cc.sesion (grupo_id, agente_id, token_hash, caduca)
      SELECT grupo_id, id, '${hash(token('ccs', `${who.name} ${n}`))}', now() + interval '1 hour' FROM cc.agente WHERE id = ${who.agente};`).join('\n'))
    return asked
  }

  function ask(line, { who, n, things }) {
    const credential = who.agente ? { cookie: `__Host-cc=${token('ccs', `${who.name} ${n}`)}` }
      : who.key ? { key: token('cck', who.name + (line.scope ?? lines.find(({ scope }) => scope).scope)) } : {}
    const day = new Date(Date.UTC(2200, 0, 1) + (n % 100000) * 86400000).toISOString().slice(0, 10)
    const fill = (text) => text.replace(/\$(\w+)/g, (_, name) => ({ ...fixed, n: String(n).slice(-4).padStart(4, '0'), dia: day, ...things })[name])
    const body = line.body === 'NDJSON' ? { raw: '\n' } : line.body ? { raw: fill(line.body) } : {}
    return stack.client(credential).request(line.method, fill(line.path), {
      ...body, headers: { ...(line.method !== 'GET' && { 'if-match': '*', 'idempotency-key': `k${n}` }), ...(line.body === 'NDJSON' && { 'content-type': 'application/x-ndjson' }) },
    })
  }

  test('every route has its line, and every line a route', () => {
    const said = lines.map((line) => route_of(line)?.nombre ?? `no route is ${line.method} ${line.path}`)
    const names = routes.map(({ nombre }) => nombre)
    assert.deepEqual({ without: names.filter((name) => !said.includes(name)), of_none: said.filter((name) => !names.includes(name)), twice: said.filter((name, at) => said.indexOf(name) < at) },
      { without: [], of_none: [], twice: [] })
  })

  for (const line of lines) {
    test(`${line.method} ${line.path}`, async () => {
      const said = await Promise.all((await make(line)).map(async (one) => {
        const { status, text } = await ask(line, one)
        return { name: one.who.name, status, wanted: expected(line, one.who), text }
      }))
      const wrong = said.filter(({ status, wanted }) => status !== wanted)
      assert.deepEqual(wrong.map(({ name, status, wanted, text }) => `${name}: ${status}, not ${wanted}: ${text.slice(0, 300)}`), [])
    })
  }

  test('a member that is null is as good as none, whatever the route', async () => {
    const failed = []
    await stack.db.query('DELETE FROM cc.suscripcion') // a group has so many and no more
    for (const line of lines.filter(({ body }) => body.startsWith('{'))) {
      const optional = body_of(route_of(line)).filter(({ obligatorio, nombre }) => !obligatorio && !line.body.includes(`"${nombre}":`))
      const nulls = optional.map(({ nombre }) => `"${nombre}": null`).join(', ')
      const body = line.body.replace(/}$/, `${nulls && line.body !== '{}' ? ', ' : ''}${nulls}}`)
      const [chief] = await make(line, everybody.filter(({ agente }) => agente === fixed.jefe))
      const { status, text } = await ask({ ...line, body }, chief)
      if (status !== (line.people === 'nadie' ? 403 : line.status)) failed.push(`${line.method} ${line.path} ${body}: ${status} ${text.slice(0, 200)}`)
    }
    assert.deepEqual(failed, [])
  })
})
