// Holds app/openapi.yaml against the table of routes and the SQL functions, and against the house's rules for a page that
// people program by. Prints what does not agree; nothing when all does. scripts/promises/contrato runs it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { documented, operations, resolve, sentences, validator, written } from './contrato.mjs'
import { body_of, is_checked, read_routes } from './rutas.mjs'

const faults = []
const list = (values) => [...values].map(String).sort().join(', ')

// ------------------------------------------------------------------------------------------------------- parameters

const WHEN = '#/components/schemas/cuando'

/** What the schema of a parameter must say, by its type in the table. */
const expected = {
  id: () => ({ type: 'integer', minimum: 1 }),
  int: ({ min, max }) => ({ type: 'integer', minimum: min, maximum: max }),
  texto: ({ min, max }) => ({ type: 'string', ...(min > 0 && { minLength: min }), maxLength: max }),
  telefono: ({ min, max }) => ({ type: 'string', ...(min > 0 && { minLength: min }), maxLength: max }),
  palabra: ({ palabras }) => ({ enum: palabras.split('|') }),
  booleano: () => ({ type: 'boolean' }),
  fecha: () => ({ type: 'string', format: 'date' }),
  momento: () => ({ type: 'string', format: 'date-time' }),
  cuando: () => resolve({ $ref: WHEN }),
  ids: ({ min, max }) => ({ type: 'array', ...(min > 0 && { minItems: min }), maxItems: max, uniqueItems: undefined }),
  objeto: () => ({ type: 'object' }),
  lista: ({ min, max }) => ({ type: 'array', ...(min > 0 && { minItems: min }), maxItems: max }),
}

const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'format']

/** The schema with its null taken out, and whether it had one. */
function without_null(schema) {
  const types = [schema.type].flat()
  const nullable = types.includes('null') || schema.enum?.includes(null) === true
  return {
    nullable,
    bare: {
      ...schema,
      type: schema.type && types.filter((type) => type !== 'null')[0],
      ...(schema.enum && { enum: schema.enum.filter((word) => word !== null) }),
    },
  }
}

function compare_schema(where, param, written_schema) {
  const { nullable, bare } = without_null(resolve(written_schema) ?? {})
  const wanted = expected[param.tipo](param)
  if (wanted.anyOf) return JSON.stringify(bare.anyOf) === JSON.stringify(wanted.anyOf) || faults.push(`${where} must be ${WHEN}`)
  if (wanted.enum && list(wanted.enum) !== list(bare.enum ?? [])) faults.push(`${where}: enum [${list(bare.enum ?? [])}], in the table [${list(wanted.enum)}]`)
  if (wanted.type && bare.type !== wanted.type) faults.push(`${where}: type ${bare.type}, in the table ${wanted.type}`)
  for (const bound of BOUNDS) {
    const tighter_id = param.tipo === 'id' && bound === 'maximum' && bare[bound] !== undefined
    const silent = bound === 'minLength' || bound === 'minItems' ? (bare[bound] || undefined) : bare[bound]
    if (!wanted.enum && !tighter_id && silent !== wanted[bound]) faults.push(`${where}: ${bound} ${bare[bound]}, in the table ${wanted[bound]}`)
  }
  const may_be_null = param.en === 'body' && (!param.obligatorio || param.nulo)
  if (nullable !== may_be_null) faults.push(`${where} ${may_be_null ? 'may be null, as every optional member' : 'is never null'}`)
  return undefined
}

function compare_parameters(row, one) {
  for (const place of ['query', 'path']) {
    const theirs = one.parameters.filter((parameter) => parameter.in === place)
    const ours = row.parametros.filter(({ en }) => en === place)
    const names = row.bytes && place === 'path' ? [] : ours.map(({ nombre }) => nombre)
    if (names.length > 0 || place === 'query') {
      const here = list(theirs.map(({ name }) => name))
      if (here !== list(names)) faults.push(`${row.nombre}: parameters in the ${place} [${here}], in the table [${list(names)}]`)
    }
    for (const param of ours) {
      const parameter = theirs.find(({ name }) => name === param.nombre)
      if (!parameter) continue
      const where = `${row.nombre} ${place} ${param.nombre}`
      if ((parameter.required ?? false) !== (param.obligatorio || place === 'path')) faults.push(`${where}: required ${parameter.required ?? false}`)
      compare_schema(where, param, parameter.schema)
    }
  }
}

function compare_body(row, one) {
  const members = body_of(row)
  const body = resolve(one.operation.requestBody)
  if (row.bytes || row.flujo) return
  if (members.length === 0) {
    if (body) faults.push(`${row.nombre} takes no body`)
    return
  }
  if (list(Object.keys(body?.content ?? {})) !== 'application/json') return void faults.push(`${row.nombre}: its body is application/json`)
  const schema = resolve(body.content['application/json'].schema)
  if (body.required !== true) faults.push(`${row.nombre}: its body is required`)
  if (schema.additionalProperties !== false) faults.push(`${row.nombre}: its body needs additionalProperties: false`)
  const required = members.filter(({ obligatorio }) => obligatorio).map(({ nombre }) => nombre)
  if (list(schema.required ?? []) !== list(required)) faults.push(`${row.nombre}: required [${list(schema.required ?? [])}], in the table [${list(required)}]`)
  const names = list(members.map(({ nombre }) => nombre))
  if (list(Object.keys(schema.properties ?? {})) !== names) faults.push(`${row.nombre}: members [${list(Object.keys(schema.properties ?? {}))}], in the table [${names}]`)
  for (const param of members) {
    if (schema.properties?.[param.nombre]) compare_schema(`${row.nombre} body ${param.nombre}`, param, schema.properties[param.nombre])
  }
}

// ----------------------------------------------------------------------------------------- who may, and what may happen

const sql_of = (row) => {
  const file = row.funcion && new URL(`../../sql/functions/api/${row.funcion.replace('api.', '')}.sql`, import.meta.url)
  return file && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function compare_security(row, one) {
  const asked = one.operation.security
  if (row.bytes || (row.flujo && !row.rol)) return // a PBX shows its own secret
  const wanted = row.rol ? [{ sesion: row.rol === 'cualquiera' ? [] : [row.rol] }, ...(row.ambito ? [{ clave: [row.ambito] }] : [])] : []
  if (JSON.stringify(asked) !== JSON.stringify(wanted)) faults.push(`${row.nombre}: security must be ${JSON.stringify(wanted)}`)
  const said = sql_of(row)?.match(/autenticar\(credencial, contexto, (?:NULL|'(\w+)'), (?:NULL|'([^']+)')\)/)
  if (said && ((said[1] ?? 'cualquiera') !== row.rol || said[2] !== row.ambito)) {
    faults.push(`${row.nombre}: ${row.funcion} lets ${said[1]} / ${said[2]} in, the table ${row.rol} / ${row.ambito}`)
  }
}

/** The refusals that follow from the row alone; more may be documented. */
function refusals_of(row, one) {
  const takes_body = body_of(row).length > 0
  return {
    400: takes_body,
    401: row.rol !== undefined,
    403: row.rol !== undefined,
    404: /\{/.test(one.path) || row.parametros.some(({ en, tipo, nombre }) => nombre === 'clinica_id' || (en === 'body' && /^ids?$/.test(tipo))),
    412: row.si_coincide,
    413: takes_body || row.bytes || row.flujo,
    415: takes_body,
    422: is_checked(row),
    428: row.si_coincide,
    default: true,
  }
}

function compare_statuses(row, one) {
  const said = one.operation.responses
  const asks = (name) => one.parameters.find((parameter) => parameter.in === 'header' && parameter.name === name)
  if (asks('Idempotency-Key') && row.funcion && !said[409]) faults.push(`${row.nombre} does not say 409: the same key at the same moment`)
  for (const [status, is] of Object.entries(refusals_of(row, one))) {
    if (is && !said[status]) faults.push(`${row.nombre} does not say that it may answer ${status}`)
  }
  if (said[428] && !row.si_coincide) faults.push(`${row.nombre} says 428, and asks for no If-Match`)
  if ((asks('If-Match')?.required ?? false) !== row.si_coincide) faults.push(`${row.nombre}: If-Match is ${row.si_coincide ? '' : 'not '}required`)
  const remembers = /idempotencia_(buscar|guardar)/.test(sql_of(row) ?? '')
  if (row.funcion && remembers !== (asks('Idempotency-Key') !== undefined)) {
    faults.push(`${row.nombre}: ${row.funcion} ${remembers ? 'remembers an Idempotency-Key' : 'knows no Idempotency-Key'}`)
  }
}

// --------------------------------------------------------------------------------------------------- the house's rules

/** The example that a schema itself has; of a whole made of parts, theirs together. */
function example_of(schema) {
  const shape = resolve(schema)
  const parts = shape?.examples ? undefined : shape?.allOf?.map(example_of)
  return parts ? parts.every(Boolean) && Object.assign({}, ...parts) : shape?.examples?.[0]
}

/** A list is as clear as its elements. */
const has_example = (schema) => Boolean(example_of(schema) ?? example_of(resolve(schema)?.properties?.elementos?.items))

/** Sound is no text: nobody reads an example of it. */
const is_binary = (media) => media.schema?.format === 'binary'

function check_response(one, status, response) {
  const where = `${one.name} ${status}`
  if (status.startsWith('2') && status !== '204' && !response.content) faults.push(`${where} has no content`)
  for (const [type, media] of Object.entries(response.content ?? {})) {
    if (!media.schema) faults.push(`${where} has no schema`)
    else if (!is_binary(media) && !media.example && !has_example(media.schema)) faults.push(`${where} has no example`)
    else if (media.example !== undefined && /json$/.test(type)) {
      const at = documented(one, status).media[type]
      for (const line of sentences(validator(at)(media.example))) faults.push(`${where}, its example: ${line}`)
    }
  }
}

function check_request(one) {
  for (const [type, media] of Object.entries(resolve(one.operation.requestBody)?.content ?? {})) {
    if (media.example === undefined && !is_binary(media)) faults.push(`${one.name}: its body has no example`)
    else if (/\bjson$/.test(type)) {
      const at = `${one.at}/requestBody/content/${type.replace('/', '~1')}/schema`
      for (const line of sentences(validator(at)(media.example))) faults.push(`${one.name}, the example of its body: ${line}`)
    }
  }
}

function check_operation(one) {
  const { summary, operationId, tags, security } = one.operation
  if (!summary || !operationId || !security) faults.push(`${one.name} needs summary, operationId and security`)
  if (!tags?.every((tag) => written.tags.some(({ name }) => name === tag))) faults.push(`${one.name} needs tags of the list`)
  for (const [status, response] of Object.entries(one.operation.responses)) check_response(one, status, resolve(response))
  if (!Object.keys(one.operation.responses).some((status) => /^[23]/.test(status))) faults.push(`${one.name} has no answer but refusals`)
  check_request(one)
}

function check_schemas() {
  for (const [name, schema] of Object.entries(written.components.schemas)) {
    const example = example_of(schema)
    for (const line of example ? sentences(validator(`/uso/${name}`)(example)) : []) faults.push(`the example of ${name}: ${line}`)
  }
}

/** The catalogue of problems is the table of cc-api, what nginx answers itself, and the refusals that functions name. */
function check_problems() {
  const catalogue = written['x-problemas']
  const folder = new URL('../../sql/functions/', import.meta.url)
  const functions = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.sql')).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n')
  const source = readFileSync(new URL('../../app/api/problem.c', import.meta.url), 'utf8')
  const site = readFileSync(new URL('../../nginx/contact-center.conf.in', import.meta.url), 'utf8')
  const ours = [...source.matchAll(/(\d{3}), "(\w+)",\s+"([^"]+)"/g)].map(([, status, name, title]) => ({ where: 'problem.c', status, name, title }))
  const nginx = [...site.matchAll(/"type":"\/docs\/problemas#(\w+)","title":"([^"]+)","status":(\d+)/g)].map(([, name, title, status]) => ({ where: 'nginx', status, name, title }))
  for (const { where, status, name, title } of [...ours, ...nginx]) {
    const one = catalogue[name]
    if (one?.status !== Number(status) || one.title !== title) faults.push(`x-problemas has no ${name}: ${status} ${title}, as ${where} answers`)
  }
  for (const name of Object.keys(catalogue)) {
    if (![...ours, ...nginx].some((one) => one.name === name) && !functions.includes(`'${name}'`)) faults.push(`x-problemas has ${name}, which nobody answers`)
  }
}

const rows = new Map()
for (const row of read_routes()) {
  if (rows.has(row.nombre)) faults.push(`${row.nombre} is twice in app/api/routes.c`)
  rows.set(row.nombre, row)
}
for (const one of operations) {
  const row = rows.get(one.name)
  check_operation(one)
  if (!row) continue // scripts/promises/routes says so
  if (row.funcion && one.operation.operationId !== row.funcion.replace('api.', '')) faults.push(`${one.name}: operationId is ${row.funcion.replace('api.', '')}`)
  compare_parameters(row, one)
  compare_body(row, one)
  compare_security(row, one)
  compare_statuses(row, one)
}
check_schemas()
check_problems()

for (const fault of faults) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0
