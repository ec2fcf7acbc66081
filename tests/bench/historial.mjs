// GET /historial by each filter: the first page, and pages 100 and 1,000. Usage: node historial.mjs URL CASES.json [N]
// CASES: {clinica, grupo: cookies; linea, agente, paciente, tipificacion: ids of the clinic's own; numero: one that called}.
// Prints one line per case: name, then p50 and p99 in ms of each page, "-" where the list is shorter.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const [url, file, n = '60'] = process.argv.slice(2)
const { clinica, grupo, linea, agente, paciente, tipificacion, numero } = JSON.parse(readFileSync(file, 'utf8'))
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const LIMITE = 50

function get(cookie, query) {
  const began = process.hrtime.bigint()
  return new Promise((resolve, reject) => {
    request(`${url}/api/contact-center/historial?${new URLSearchParams({ limite: LIMITE, ...query })}`, { agent, headers: { cookie } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece) => (text += piece)).on('end', () => {
        const ms = Number(process.hrtime.bigint() - began) / 1e6
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode} ${JSON.stringify(query)} ${text}`))
        else resolve({ ms, ...JSON.parse(text) })
      })
    }).on('error', reject).end()
  })
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1)

async function timed(cookie, queries) {
  const all = []
  for (const query of queries) all.push((await get(cookie, query)).ms)
  all.sort((a, b) => a - b)
  return `${at(all, 0.5)} ${at(all, 0.99)}`
}

async function measure(name, cookie, query) {
  const times = []
  await get(cookie, query) // plans, and pages that nobody has read yet
  times.push(await timed(cookie, Array(Number(n)).fill(query)))
  let cursor = null, page = 1
  for (const deep of [100, 1000]) {
    for (; page < deep && (page === 1 || cursor); page++) cursor = (await get(cookie, { ...query, ...(cursor && { cursor }) })).siguiente
    times.push(cursor && page === deep ? await timed(cookie, Array(Math.ceil(n / 2)).fill({ ...query, cursor })) : '- -')
  }
  console.log(`${name}\t${times.join('\t')}`)
}

const dia = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const cases = {
  'no filter': {},
  'a month': { desde: dia(400), hasta: dia(370) },
  incoming: { direccion: 'entrante' },
  missed: { perdida: true },
  'result: answered': { resultado: 'atendida' },
  'agent': { agente_id: agente },
  extension: { extension: '102' },
  line: { linea_id: linea },
  patient: { paciente_id: paciente },
  disposition: { tipificacion_id: tipificacion },
  'over 8 minutes': { duracion_min_s: 480 },
  'with recording (none)': { grabacion: true },
  'text: a common name': { q: 'garcía' },
  'text: a rare name': { q: 'zubizarreta' },
  'text: last five digits': { q: numero.slice(-5) },
  'text: digits in the middle': { q: numero.slice(5, 10) },
  'text: a common word of notes': { q: 'presupuesto' },
  'text: a rare word of notes': { q: 'periimplantitis' },
  'text: nobody': { q: 'xilofonista' },
  'missed, by a line, in a month': { perdida: true, linea_id: linea, desde: dia(400), hasta: dia(370) },
  'disposition, outgoing, common name': { tipificacion_id: tipificacion, direccion: 'saliente', q: 'garcía' },
  'answered, 8 minutes, rare name': { resultado: 'atendida', duracion_min_s: 480, q: 'zubizarreta' },
}
for (const [name, query] of Object.entries(cases)) await measure(`one clinic: ${name}`, clinica, query)
for (const name of ['no filter', 'a month', 'missed', 'text: a common name', 'text: a rare name', 'text: last five digits', 'text: a rare word of notes', 'text: nobody'])
  await measure(`ten clinics: ${name}`, grupo, cases[name])
agent.destroy()
