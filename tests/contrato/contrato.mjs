// The written contract, app/openapi.yaml, as data: its operations, and what each may be sent and may answer, compiled.
//
// The page says which members there are, and a client must bear more. The tests do not: here every object is sealed, so
// that a member which is not documented is a fault.
import { readFileSync } from 'node:fs'
import add_formats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

export const written = parse(readFileSync(new URL('../../app/openapi.yaml', import.meta.url), 'utf8'))
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

const map = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
const pointer = (...steps) => steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** What a `$ref` within the page names. */
export function resolve(node) {
  return node?.$ref ? resolve(node.$ref.slice(2).split('/').reduce((at, step) => at?.[step.replaceAll('~1', '/')], written)) : node
}

// ----------------------------------------------------------------------------------------------------------- sealing

/** The schema, sealed. A part of an allOf stays open: the whole is sealed. So does what `$ref` names: whoever uses it seals. */
function seal(schema, whole = true) {
  if (typeof schema !== 'object' || schema === null) return schema
  const sealed = { ...schema }
  const has_members = schema.properties !== undefined
  for (const word of ['properties', 'patternProperties', '$defs']) if (schema[word]) sealed[word] = map(schema[word], (one) => seal(one))
  for (const word of ['items', 'additionalProperties']) if (schema[word]) sealed[word] = seal(schema[word])
  for (const word of ['allOf']) if (schema[word]) sealed[word] = schema[word].map((one) => seal(one, false))
  for (const word of ['oneOf', 'anyOf']) if (schema[word]) sealed[word] = schema[word].map((one) => seal(one, !has_members))
  const is_object = has_members || schema.$ref || schema.allOf || [schema.type].flat().includes('object')
  const says = 'additionalProperties' in schema || 'unevaluatedProperties' in schema
  return whole && is_object && !says ? { ...sealed, unevaluatedProperties: false } : sealed
}

const seal_content = (content) => content && map(content, (media) => (media.schema ? { ...media, schema: seal(media.schema) } : media))
const seal_response = (response) => ({ ...response, content: seal_content(response.content) })
const seal_operation = (operation) => ({
  ...operation,
  ...(operation.requestBody && { requestBody: { ...operation.requestBody, content: seal_content(operation.requestBody.content) } }),
  responses: map(operation.responses ?? {}, seal_response),
})

const sealed = {
  $id: 'contrato',
  paths: map(written.paths, (path) => Object.fromEntries(METHODS.filter((method) => path[method]).map((method) => [method, seal_operation(path[method])]))),
  components: {
    schemas: map(written.components.schemas, (schema) => seal(schema, false)),
    responses: map(written.components.responses, seal_response),
  },
  // Each component as one who uses it sees it: /uso/NAME.
  uso: Object.fromEntries(Object.keys(written.components.schemas).map((name) => [name, seal({ $ref: `#/components/schemas/${name}` })])),
}

// -------------------------------------------------------------------------------------------------------- validators

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true, strictRequired: false, strictTypes: false, addUsedSchema: false })
add_formats.default(ajv)
ajv.addVocabulary(['example', 'openapi', 'paths', 'components', 'uso'])
ajv.addSchema(sealed)

/** A function value → errors of ajv, for the schema at a pointer of the page. */
export function validator(at) {
  const check = compiled(at)
  if (!check) throw new Error(`app/openapi.yaml has no schema at ${at}`)
  return (value) => (check(value) ? [] : check.errors)
}

function compiled(at) {
  try {
    return ajv.getSchema(`contrato#${at}`)
  } catch (error) {
    const hint = /unknown keyword/.test(error.message) ? ' (a text with a comma in it needs quotes)' : ''
    throw new Error(`app/openapi.yaml ${at}: ${error.message}${hint}`)
  }
}

/** ajv's errors as lines that a person reads. */
export function sentences(errors) {
  const lines = errors.filter(({ keyword }) => !['if', 'oneOf', 'anyOf'].includes(keyword)).map(({ instancePath, keyword, message, params, data }) => {
    const where = instancePath || 'the whole'
    if (keyword === 'unevaluatedProperties' || keyword === 'additionalProperties') {
      return `${where} has "${params.unevaluatedProperty ?? params.additionalProperty}", which is not documented`
    }
    const shown = JSON.stringify(data) ?? ''
    const values = params.allowedValues ? `: ${params.allowedValues.join(', ')}` : ''
    return `${where} ${message}${values}; it is ${shown.length > 120 ? `${shown.slice(0, 120)}…` : shown}`
  })
  return [...new Set(lines)].slice(0, 20)
}

// -------------------------------------------------------------------------------------------------------- operations

/** {method, path, name, operation, parameters, at, fits}: one for each operation of the page. `at` is its pointer. */
export const operations = Object.entries(written.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method]).map((method) => ({
  method: method.toUpperCase(),
  path,
  name: `${method.toUpperCase()} ${path}`,
  operation: item[method],
  parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolve),
  at: pointer('paths', path, method),
  fits: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
})))

// Literal paths before patterns, as the table of routes has them.
const in_order = [...operations].sort((one, other) => one.path.split('{').length - other.path.split('{').length)

/** The operation that a request (a path without prefix and query) is about; undefined when there is none. */
export const find_operation = (method, path) => in_order.find((one) => one.method === method && one.fits.test(path))

/** What is documented for a status: {media: {type: pointer of its schema}, headers}; undefined when nothing is. */
export function documented(one, status) {
  const key = [String(status), `${String(status)[0]}XX`].find((name) => one.operation.responses[name])
  if (!key) return undefined
  const response = resolve(one.operation.responses[key])
  const at = one.operation.responses[key].$ref?.slice(1) ?? `${one.at}${pointer('responses', key)}`
  return {
    media: Object.fromEntries(Object.keys(response.content ?? {}).map((type) => [type, `${at}${pointer('content', type, 'schema')}`])),
    headers: map(response.headers ?? {}, resolve),
  }
}

/** The statuses that anything may answer, of the catalogue of problems. */
export const always = new Set(Object.values(written['x-problemas'] ?? {}).filter((one) => one.siempre).map(({ status }) => status))
