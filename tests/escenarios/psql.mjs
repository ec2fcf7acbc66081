// psql, as the scenarios use it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export const conninfo = process.env.CC_TEST_DB
if (!conninfo) throw new Error('CC_TEST_DB is not set')

/** What prueba.sql and orden.sql define: to be read inside a transaction. */
export const library = ['prueba.sql', 'orden.sql'].map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n')

/** A value as an SQL literal of type jsonb. */
export const quoted = (value) => `$json$${JSON.stringify(value)}$json$::jsonb`

/** Runs SQL in a session of its own; resolves to what it prints, rejects with what went wrong. */
export function psql(sql, database = conninfo) {
  return new Promise((resolve, reject) => {
    const child = spawn('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', database])
    let out = '', err = ''
    child.stdout.on('data', (chunk) => { out += chunk })
    child.stderr.on('data', (chunk) => { err += chunk })
    child.on('close', (code) => (code === 0 ? resolve(out.trim()) : reject(new Error(err.trim()))))
    child.stdin.end(sql)
  })
}
