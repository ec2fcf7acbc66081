// Every answer that a test receives is held against the written contract: its status, its type, its headers, its members.
// What was seen is noted in the folder CC_CONTRATO, for visto.mjs.
import { AssertionError } from 'node:assert'
import { appendFileSync } from 'node:fs'
import { always, documented, find_operation, sentences, validator } from './contrato.mjs'

const PREFIX = '/api/contact-center'
const PROBLEM = '/uso/problema'
const noted = new Set()

function note(name, status) {
  const line = `${name} ${status}\n`
  if (!process.env.CC_CONTRATO || noted.has(line)) return
  noted.add(line)
  appendFileSync(`${process.env.CC_CONTRATO}/visto`, line)
}

const media_of = (headers) => (headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase()

function value_of(media, text) {
  if (!/json$/.test(media)) return text
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The faults of an answer that nothing else is documented for: a problem, or no content at all. */
function faults_of_problem(media, text) {
  return media === 'application/problem+json' ? sentences(validator(PROBLEM)(value_of(media, text))) : [`its type is "${media}", not a problem's`]
}

function faults_of_body({ media }, type, text) {
  if (Object.keys(media).length === 0) return text === '' ? [] : ['it has a body, and none is documented']
  if (!media[type]) return [`its type "${type}" is not documented: ${Object.keys(media).join(', ')}`]
  return sentences(validator(media[type])(value_of(type, text)))
}

function faults_of_headers({ headers }, there) {
  return Object.entries(headers).filter(([name, { required }]) => required && !there.has(name)).map(([name]) => `it has no ${name}`)
}

/** What is wrong with an answer: lines, none when it is as documented. `path` may have the prefix and a query. */
export function faults_of({ method, path, status, headers, text }) {
  const plain = path.split('?')[0].replace(PREFIX, '')
  const one = find_operation(method, plain)
  const media = media_of(headers)
  if (!one) return status < 400 ? (method === 'OPTIONS' ? [] : [`${method} ${plain} is not documented`]) : faults_of_problem(media, text)
  note(one.name, status)
  const said = documented(one, status)
  if (!said && !always.has(status)) return [`its status ${status} is not documented for ${one.name}`]
  return said ? [...faults_of_body(said, media, text), ...faults_of_headers(said, headers)] : faults_of_problem(media, text)
}

/** Throws when an answer is not as app/openapi.yaml says. */
export function hold_against_contract(answer) {
  const faults = faults_of(answer)
  if (faults.length > 0) {
    throw new AssertionError({
      message: `${answer.method} ${answer.path} answers ${answer.status}, not as app/openapi.yaml says:\n  ${faults.join('\n  ')}\n  ${answer.text.slice(0, 300)}`,
    })
  }
}
