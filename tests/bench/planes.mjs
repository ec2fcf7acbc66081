// Keeps the plans of the hot functions: tests/bench/planes/*.txt. Usage: node planes.mjs FOLDER < what psql said of planes.sql
// A plan is written without costs and times, which change from run to run; what is kept is how each table is read. Exit status 1
// when a table that grows is read from end to end.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

const GROWS = /Seq Scan on (\w+\.)?(llamada|tramo|hecho|llamada_id|llamada_paciente|evento|evento_pbx\w*|paciente|paciente_telefono|vinculo|cita|aviso|nota|seguimiento|decision|auditoria|trabajo|numero_visto|orden|envio|grabacion|idempotencia|sesion)\b/

const [folder] = process.argv.slice(2)
const said = await text(process.stdin)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** "psql:…: LOG:  duration: 0.1 ms  plan:\nQuery Text: …\n  Index Scan …" → {query, plan} */
function* plans(part) {
  for (const [, block] of part.matchAll(/LOG: +duration: [\d.]+ ms +plan:\n([\s\S]*?)(?=\n(?:psql:|LOG:|CONTEXT:)|$)/g)) {
    const lines = block.split('\n')
    const first = lines.findIndex((line, i) => i > 0 && /\(cost=/.test(line))
    if (first < 0) continue
    yield {
      query: lines.slice(0, first).join(' ').replace(/^\s*Query Text:/, '').replace(/\s+/g, ' ').trim(),
      plan: lines.slice(first).map((line) => line.replace(/ +\(cost=[^)]*\)/, '').replace(/actual time=\S+ /, '').trimEnd()).filter((line) => !/Buffers:|Planning|Execution/.test(line)),
    }
  }
}

let bad = 0
for (const part of said.split(/^# /m).slice(1)) {
  const title = part.slice(0, part.indexOf('\n'))
  const seen = new Map()
  for (const { query, plan } of plans(part)) if (!seen.has(query)) seen.set(query, plan)
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  writeFileSync(`${folder}/${name}.txt`, `${title}\n\n${[...seen].map(([query, plan]) => `-- ${query}\n${plan.join('\n')}\n`).join('\n')}`)
  for (const [query, plan] of seen) {
    for (const line of plan.filter((one) => GROWS.test(one))) {
      bad++
      console.error(`${title}: ${line.trim()}\n  ${query.slice(0, 160)}`)
    }
  }
  console.log(`${title}: ${seen.size} statements`)
}
process.exit(bad ? 1 : 0)
