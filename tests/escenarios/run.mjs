#!/usr/bin/env node
// Usage: tests/escenarios/run.mjs [--todo] [--solo-registro] [NAME…]        CC_TEST_DB = conninfo of a superuser
//
// Description: plays the scenarios beside this file (or the named ones) in a database that has the schema and nothing else,
// which is left as it was: the events of each, in order, must give the calls, legs, popup actions and follow-ups written
// below them; then the same events in other orders must give the same calls. By default the orders of the longer scenarios
// are sampled; with --todo all are proved (subset lattice up to 12 events, else 5,000 permutations). Prints TAP.

import { readdirSync, readFileSync } from 'node:fs'
import { parse } from './escenario.mjs'
import { differences } from './comparar.mjs'
import { played as recorded } from './grabacion.mjs'
import { parallel } from './paralelo.mjs'
import { library, psql, quoted } from './psql.mjs'

const here = new URL('.', import.meta.url)
const options = process.argv.slice(2).filter((a) => a.startsWith('--'))
const names = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const limits = options.includes('--todo') ? { lattice: 12, permutations: 5000 } : { lattice: 8, permutations: 60 }

const inside = (statement) => psql(`BEGIN;\n${library}\n${statement};\nROLLBACK;`)

async function played(scenario) {
  const photo = JSON.parse(await inside(`SELECT prueba.representar(${quoted(scenario.steps)})`))
  return differences(scenario, photo)
}

async function ordered(scenario) {
  const texts = scenario.steps.flatMap(({ hecho }) => (hecho ? [JSON.stringify(hecho)] : []))
  const all = [...new Set(texts)].map((text) => JSON.parse(text))
  const first = all.filter(({ tipo }) => tipo === 'peticion.hecha')
  const events = all.filter((event) => !first.includes(event))
  const steps = await inside(`SELECT prueba.previos(${quoted(first)}) \\g /dev/null
    SELECT prueba.orden(${quoted(events)}, ${limits.lattice}, ${limits.permutations})`)
  return { events: events.length, steps: Number(steps) }
}

async function prove(name) {
  const scenario = parse(readFileSync(new URL(`${name}.txt`, here), 'utf8'), recorded)
  const lines = []
  const wrong = await played(scenario).catch((error) => [error.message])
  lines.push(`${wrong.length ? 'not ok' : 'ok'} - ${name}: ${scenario.title}`, ...wrong.map((line) => `#   ${line}`))
  if (!options.includes('--solo-registro')) {
    const begin = performance.now()
    try {
      const { events, steps } = await ordered(scenario)
      const how = events > limits.lattice ? 'orders sampled' : 'all orders'
      lines.push(`ok - ${name}: ${how}: ${events} events, ${steps} steps, ${((performance.now() - begin) / 1000).toFixed(1)} s`)
      total.steps += steps
    } catch (error) {
      lines.push(`not ok - ${name}: orders`, ...error.message.split('\n').slice(0, 4).map((line) => `#   ${line}`))
    }
  }
  console.log(lines.join('\n'))
  total.failed += lines.filter((line) => line.startsWith('not ok')).length
}

const only = names.length > 0
const total = { failed: 0, steps: 0 }
const length = (name) => readFileSync(new URL(`${name}.txt`, here), 'utf8').match(/^-?\d/gm)?.length ?? 12 // a recording
const pending = (names.length ? names : readdirSync(here).filter((f) => f.endsWith('.txt')).map((f) => f.slice(0, -4)).sort())
  .sort((a, b) => length(b) - length(a)) // the longest first, so that none is left alone at the end
const begin = performance.now()
const scenarios = pending.length
const worker = async () => {
  for (let name = pending.shift(); name; name = pending.shift()) await prove(name)
}
await Promise.all([worker(), worker()])
if (!only) console.log(await parallel().then((said) => `ok - ${said}`, (error) => (total.failed++, `not ok - 16 deliveries at once: ${error.message}`)))
console.log(`# ${scenarios} scenarios, ${total.steps} steps in other orders, ${((performance.now() - begin) / 1000).toFixed(0)} s`)
process.exit(total.failed ? 1 : 0)
