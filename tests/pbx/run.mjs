// Usage:       node tests/pbx/run.mjs [--dir DIR] [--no-browser]
// Description: places the laboratory's calls on a real Asterisk whose dialplan posts to the contact center, and checks what came
//              of each: the record over REST, the card in a real browser, the time from the INVITE to the agent's socket.
//              --dir DIR     the application that scripts/run keeps in DIR (its DIR/contact-center.env); without it, one of our own
//              --no-browser  leaves out the browser
//              Ends with a table of calls against records; the exit status says whether all agree.
import { parseArgs } from 'node:util'
import { Browser } from '../stack/browser.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Installation, PATIENT } from './installation.mjs'
import { install, Laboratory } from './lab.mjs'
import { SCENARIOS, table_lines } from './scenarios.mjs'
import { heard } from './sip.mjs'

const TIMED_CALLS = 20
const { values: options } = parseArgs({ options: { dir: { type: 'string' }, 'no-browser': { type: 'boolean' } } })

/** The columns of the final table, from a scenario's `call` or from a record. */
const summary = (call) => ({
  direccion: call.direccion,
  resultado: call.resultado,
  linea: call.linea,
  atiende: call.atiende,
  hechos: call.hechos,
})

/** A chronology also says why the call counts as it does, and what people did: canonical events have a dot in their name. */
const facts_of = (record) => record.cronologia.filter(({ tipo }) => tipo.includes('.')).length

function of_record(record) {
  return {
    direccion: record.direccion,
    resultado: record.resultado,
    linea: record.linea?.numero ?? null,
    atiende: record.atiende?.extension ?? null,
    hechos: facts_of(record),
  }
}

/** How many facts a scenario's posts become: `outbound` and `internal` are two, a call and the phone that is off the hook. */
const facts = ({ posts }) =>
  table_lines(posts).reduce((sum, line) => sum + (/^(outbound|internal) /.test(line) ? 2 : 1), 0)

class Check {
  seen = new Set()
  rows = []

  constructor(installation, laboratory) {
    Object.assign(this, { installation, laboratory })
  }

  /** The record of the call just placed: the one in the history that was not there before, once it is whole. */
  async record(expected) {
    const fresh = await eventually(
      async () => (await this.installation.history()).find(({ id }) => !this.seen.has(id)),
      { what: 'a new call in the history' },
    )
    this.seen.add(fresh.id)
    let record
    await eventually(
      async () => {
        record = (await this.installation.agents[101].get(`/llamadas/${fresh.id}`)).body
        return record.estado === 'finalizada' && facts_of(record) >= expected.hechos
      },
      { what: 'the call finished with all its facts' },
    ).catch(() => {})
    return record
  }

  async scenario(scenario) {
    const expected = { ...summary(scenario.call), hechos: facts(scenario) }
    const row = { name: scenario.name, expected }
    this.rows.push(row)
    try {
      await scenario.play(this.laboratory)
      const record = await this.record(expected)
      row.found = of_record(record)
      row.wrong = [...differences(expected, row.found), ...oddities(record, scenario)]
    } catch (error) {
      row.wrong = [error.message, `the PBX was last answered ${await this.laboratory.last_answer()}`]
    }
    console.log(
      `${row.wrong.length === 0 ? 'ok    ' : 'FAILED'}  ${row.name}${row.wrong.map((text) => `\n        ${text}`).join('')}`,
    )
  }

  async step(name, work) {
    try {
      const told = await work()
      this.rows.push({ name, wrong: [] })
      console.log(`ok      ${name}${told ? `: ${told}` : ''}`)
    } catch (error) {
      this.rows.push({ name, wrong: [error.message] })
      console.log(`FAILED  ${name}\n        ${error.message}`)
    }
  }

  get failed() {
    return this.rows.filter(({ wrong }) => wrong.length > 0).length
  }
}

const differences = (expected, found) =>
  Object.keys(expected)
    .filter((key) => expected[key] !== found[key])
    .map((key) => `${key}: expected ${expected[key]}, found ${found[key]}`)

/** What a record must satisfy beside the table: the other party's number, times in order, who it was. */
function oddities(record, { from, to }) {
  const wrong = []
  const outside = record.direccion === 'entrante' ? from : to
  const number = record.direccion === 'interna' || from === 'anonymous' ? null : `+34${outside}`
  if (number && record.numero !== number) wrong.push(`numero: expected ${number}, found ${record.numero}`)
  if (from === 'anonymous' && !record.oculto) wrong.push('a withheld number is not marked as such')
  if (record.estado !== 'finalizada') wrong.push(`estado: ${record.estado}`)
  const times = [record.inicio, record.sono, record.contestada, record.fin].filter(Boolean)
  if (times.some((time, i) => i > 0 && Date.parse(time) < Date.parse(times[i - 1])))
    wrong.push(`times out of order: ${times}`)
  if (
    outside === PATIENT.number &&
    record.interlocutor === null &&
    record.posibles !== 1 &&
    record.identificacion !== 'unica'
  ) {
    wrong.push(`the patient was not found: ${record.identificacion}`)
  }
  return wrong
}

/** From the INVITE that leaves the carrier to the frame that the agent's browser would get. */
async function timed(check) {
  const { installation, laboratory } = check
  const [ana, socket] = [await laboratory.phone('101'), await installation.socket('101')]
  const times_ms = []
  for (let i = 0; i < TIMED_CALLS; i++) {
    const rings = heard(ana, 'call')
    const shows = socket.next(({ tipo, accion }) => tipo === 'llamada' && accion === 'mostrar')
    const call = await laboratory.incoming(PATIENT.number, '911000001')
    times_ms.push((await shows).heard_ms - call.sent_ms)
    ;(await rings).ring()
    await call.until('ringing')
    await call.hangup()
    check.seen.add((await socket.next(({ accion }) => accion === 'ocultar')).cuerpo.id)
  }
  await socket.close()
  times_ms.sort((a, b) => a - b)
  const at = (share) => times_ms[Math.min(times_ms.length - 1, Math.ceil(share * times_ms.length) - 1)].toFixed(1)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms, n ${times_ms.length}`
}

/** The card on the screen of the agent whose phone rings: who calls, before the answer. */
async function card(check, browser) {
  const { installation, laboratory } = check
  const page = await installation.dashboard(browser, '101')
  await page.getByText('101').first().waitFor({ timeout: 15000 })
  const rings = heard(await laboratory.phone('101'), 'call')
  const call = await laboratory.incoming(PATIENT.number, '911000001')
  const leg = await rings
  leg.ring()
  await page.getByText(PATIENT.name, { exact: false }).first().waitFor({ timeout: 5000 })
  const shown_ms = performance.now() - call.sent_ms
  await leg.answer()
  await call.until('answered')
  await call.hangup()
  return `${PATIENT.name} on the screen ${shown_ms.toFixed(0)} ms after the INVITE`
}

function print_table(rows) {
  const cell = (value, width) => String(value ?? '-').padEnd(width)
  const line = (name, side, row) =>
    `${cell(name, 63)} ${cell(side, 7)} ${cell(row.direccion, 9)} ${cell(row.resultado, 22)} ${cell(row.linea, 10)} ${cell(row.atiende, 8)} ${cell(row.hechos, 4)}`
  console.log(
    `\n${line('call', '', { direccion: 'direccion', resultado: 'resultado', linea: 'linea', atiende: 'atiende', hechos: 'hechos' })}`,
  )
  for (const { name, expected, found, wrong } of rows.filter((row) => row.expected)) {
    console.log(line(name, 'call', expected))
    console.log(line(wrong.length === 0 ? '' : '   ✗', 'record', found ?? {}))
  }
}

/** Starts each of what is needed, and ends all that started whatever happens. */
async function main() {
  const open = []
  const started = async (thing) => {
    open.unshift(await thing)
    return open[0]
  }
  try {
    await install()
    const installation = await started(Installation.open(options.dir))
    await installation.prepare()
    const laboratory = await started(Laboratory.start(installation.pbx.url, installation.pbx.secreto))
    const browser = options['no-browser'] ? null : await started(Browser.start())
    const check = new Check(installation, laboratory)
    for (const scenario of SCENARIOS) await check.scenario(scenario)
    await check.step('INVITE → frame at the agent’s socket', () => timed(check))
    if (browser) await check.step('the card in a browser', () => card(check, browser))
    print_table(check.rows)
    console.log(`\n${check.rows.length - check.failed} of ${check.rows.length} agree`)
    return check.failed
  } finally {
    for (const thing of open) await thing.stop()
  }
}

main().then(
  (failed) => {
    process.exitCode = failed ? 1 : 0
  },
  (error) => {
    console.error(`pbx: FAILED: ${error.message}`)
    process.exitCode = 1
  },
)
