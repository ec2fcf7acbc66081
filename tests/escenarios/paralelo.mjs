// Sixteen sessions deliver the same two calls, which an alias makes one, at once and each in another order: one row, the
// picture of the events in order, and no deadlock.
import { readFileSync } from 'node:fs'
import { parse } from './escenario.mjs'
import { conninfo, library, psql, quoted } from './psql.mjs'

const SESSIONS = 16, ROUNDS = 20
const name = `escenarios_${process.pid}`
const clone = conninfo.replace(/dbname=\S+/, `dbname=${name}`)
const source = conninfo.match(/dbname=(\S+)/)?.[1]
const maintenance = conninfo.replace(/dbname=\S+/, 'dbname=postgres')

const scenario = parse(readFileSync(new URL('39_dos_ids_una_llamada.txt', import.meta.url), 'utf8'))
const events = scenario.steps.map(({ hecho }) => hecho)
const round = (n) => events.map((e) => ({ ...e, llamada: `${e.llamada}${n}`, ...(e.alias && { alias: `${e.alias}${n}` }) }))

/** The events, rotated and every other time reversed: no two neighbours begin alike. */
const order = (list, k) => {
  const turned = [...list.slice(k % list.length), ...list.slice(0, k % list.length)]
  return k % 2 ? turned.reverse() : turned
}

async function attack() {
  const lines = (k) => Array.from({ length: ROUNDS }, (_, n) =>
    order(round(n), k).map((e) => `SELECT prueba.entregar(${quoted([e])});`).join('\n')).join('\n')
  const before = `SET search_path = cc, pg_catalog; SET cc.reloj = '2026-03-02 12:00+01'; SET client_min_messages = warning;\n\\o /dev/null\n`
  await Promise.all(Array.from({ length: SESSIONS }, (_, k) => psql(before + lines(k), clone)))
}

async function verdict() {
  const expected = `SELECT l - '{raiz,inicio}'::text[] FROM jsonb_array_elements(prueba.foto() -> 'llamadas') l`
  const alone = await psql(`BEGIN;\n${library}\nSELECT prueba.entregar(${quoted(events)}) \\g /dev/null\n${expected};`)
  const rows = (await psql(`SET search_path = cc, pg_catalog;\n${expected};`, clone)).split('\n')
  const deadlocks = await psql('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()', clone)
  if (rows.length !== ROUNDS) throw new Error(`${rows.length} calls instead of ${ROUNDS}`)
  const other = rows.find((row) => row !== alone)
  if (other) throw new Error(`a call came out as ${other}, alone it is ${alone}`)
  if (deadlocks !== '0') throw new Error(`${deadlocks} deadlocks`)
}

/** @returns {Promise<string>} what was shown; rejects with what was not */
export async function parallel() {
  await psql(`DROP DATABASE IF EXISTS ${name};\nCREATE DATABASE ${name} TEMPLATE ${source};`, maintenance)
  try {
    await psql(`BEGIN;\n${library}\nCOMMIT;`, clone)
    const begin = performance.now()
    await attack()
    await verdict()
    return `${SESSIONS} sessions deliver ${ROUNDS} calls of two ids at once: one row each, no deadlock (${((performance.now() - begin) / 1000).toFixed(1)} s)`
  } finally {
    await psql(`DROP DATABASE ${name};`, maintenance)
  }
}
