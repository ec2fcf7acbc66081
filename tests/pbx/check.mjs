// A call placed on the laboratory's Asterisk and what the contact center made of it, compared.
import { Browser } from '../stack/browser.mjs'
import { fetch } from '../stack/client.mjs'
import { eventually } from '../stack/eventually.mjs'
import { cards, timed } from './desk.mjs'
import { Installation, PATIENT } from './installation.mjs'
import { CLICKS, order } from './clicks.mjs'
import { FALLS } from './falls.mjs'
import { install, Laboratory } from './lab.mjs'
import { SCENARIOS, table_lines } from './scenarios.mjs'

/** A chronology also says why the call counts as it does, and what people did: canonical events have a dot in their name. */
const facts_of = (record) => record.cronologia.filter(({ tipo }) => tipo.includes('.')).length

/** A record in the terms of a scenario's `call`. */
function of_record(record) {
  return {
    direccion: record.direccion,
    resultado: record.resultado,
    perdida: record.es_perdida,
    linea: record.linea?.numero ?? null,
    atiende: record.atiende?.extension ?? null,
    hechos: facts_of(record),
  }
}

/** How many facts a scenario's posts become: `outbound` and `internal` are two, a call and the phone that is off the hook. */
const facts = ({ posts }) =>
  table_lines(posts).reduce((sum, line) => sum + (/^(outbound|internal) /.test(line) ? 2 : 1), 0)

/** A contact center, a laboratory that calls it, and a browser: opened together, closed together. `rows`: what came of each scenario. */
export class Check {
  rows = []
  #seen = new Set()
  #clicks = false
  #open = []

  /**
   * `dir`: see Installation.open; `via`: how the PBX speaks, `posts` of its dialplan or its own `websocket`; `browser`:
   * whether to start one. Whatever had started is ended when something cannot.
   */
  static async open({ dir, via = 'posts', browser = true } = {}) {
    const check = new Check()
    try {
      await install()
      check.installation = await check.#started(Installation.open(dir))
      check.via = via
      await check.installation.prepare(via === 'posts' ? 'asterisk' : 'ari')
      const { url, socket, secreto } = check.installation.pbx
      check.laboratory = await check.#started(Laboratory.start(via === 'posts' ? url : socket, secreto))
      if (browser) check.browser = await check.#started(Browser.start())
    } catch (error) {
      await check.close()
      throw error
    }
    return check
  }

  async #started(thing) {
    this.#open.unshift(await thing)
    return this.#open[0]
  }

  async close() {
    for (const thing of this.#open.splice(0)) await thing.stop()
  }

  /** Places a call and compares its record; throws what differs. */
  async scenario(scenario) {
    const expected = { ...scenario.call, ...(this.via === 'websocket' && scenario.websocket), ...(this.via === 'posts' && { hechos: facts(scenario) }) }
    await scenario.play(this.laboratory)
    const wrong = await this.#compare(scenario.name, expected, scenario)
    if (expected.resultado === 'buzon_con_mensaje') wrong.push(...(await this.#message(scenario)))
    if (scenario.besides) wrong.push(...(await this.#compare('  and besides', scenario.besides.call, scenario.besides)))
    if (wrong.length > 0) throw new Error(wrong.join('; '))
  }

  /** What the caller left, as whoever returns the call gets it: on the follow-up, a WAV that can be played. */
  async #message({ from }) {
    const ana = this.installation.agents[101]
    const left = await eventually(
      async () =>
        (await ana.get('/seguimientos')).body.elementos.find(
          ({ numero, mensaje }) => numero === `+34${from}` && mensaje?.estado === 'lista',
        )?.mensaje,
      { what: 'the message on the follow-up' },
    )
    const url = `${this.installation.url}/api/contact-center/grabaciones/${left.id}/audio`
    const heard = await fetch(url, { headers: { cookie: ana.credential.cookie } })
    const bytes = Buffer.from(await heard.arrayBuffer())
    const whole = heard.status === 200 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.length > 8000
    return whole ? [] : [`the message: ${heard.status}, ${bytes.length} bytes that begin with ${bytes.toString('hex', 0, 4)}`]
  }

  /** A click, what is asked of the PBX, and the record; throws what differs. */
  async click(scenario) {
    const { installation, laboratory } = this
    if (!this.#clicks) await installation.allow_calls()
    this.#clicks = true
    await laboratory.phone('101')
    await laboratory.unregister('103')
    const { id } = await installation.click(scenario.extension ?? '101', { numero: scenario.to })
    await scenario.play({ lab: laboratory, agent: installation.agents[101], id })
    const ended = await order(installation, id)
    const wrong = await this.#compare(scenario.name, scenario.call, scenario)
    if (ended !== (scenario.order ?? 'aceptada')) wrong.push(`the order: ${ended}`)
    if (wrong.length > 0) throw new Error(wrong.join('; '))
  }

  /** What differs between what a call should have become and what it did; a row of the table. */
  async #compare(name, expected, scenario) {
    const row = { name, expected }
    this.rows.push(row)
    const record = await this.#record(expected, scenario).catch(async (error) => {
      throw new Error(`${error.message}; the PBX was last answered ${await this.laboratory.last_answer()}`)
    })
    row.found = of_record(record)
    const wrong = [...differences(expected, row.found), ...oddities(record, scenario), ...untold(record, scenario)]
    row.agrees = wrong.length === 0
    return wrong
  }

  /** The record of a call just placed: the one in the history that was not there before, once it is whole (or 5 s later). */
  async #record(expected, scenario) {
    const number = outside_of(expected, scenario)
    const fresh = await eventually(
      async () =>
        (await this.installation.history()).find(
          ({ id, numero }) => !this.#seen.has(id) && (!number || numero === number),
        ),
      { what: 'a new call in the history' },
    )
    this.#seen.add(fresh.id)
    let record
    await eventually(
      async () => {
        record = (await this.installation.agents[101].get(`/llamadas/${fresh.id}`)).body
        return record.estado === 'finalizada' && !(facts_of(record) < expected.hechos)
      },
      { what: 'the call finished with all its facts' },
    ).catch(() => {}) // what is missing shows in the comparison
    return record
  }

  /** The calls against their records, as a table. */
  table() {
    const columns = { direccion: 9, resultado: 22, perdida: 8, linea: 10, atiende: 8, hechos: 6 }
    const line = (name, side, values) =>
      [
        name.padEnd(64),
        side.padEnd(7),
        ...Object.entries(columns).map(([key, width]) => String(values[key] ?? '-').padEnd(width)),
      ].join(' ')
    const head = line('', '', Object.fromEntries(Object.keys(columns).map((key) => [key, key])))
    const pairs = this.rows.map(
      ({ name, expected, found, agrees }) =>
        `${line(name, 'call', expected)}\n${line(agrees ? '' : '  differs:', 'record', found ?? {})}`,
    )
    return [head, ...pairs].join('\n')
  }
}

/** The number of whoever is outside, as a record has it; null within the house and for who withholds it. */
const outside_of = ({ direccion }, { from, to }) =>
  direccion === 'interna' || from === 'anonymous' ? null : `+34${direccion === 'entrante' ? from : to}`

const differences = (expected, found) =>
  Object.keys(expected)
    .filter((key) => expected[key] !== found[key])
    .map((key) => `${key}: expected ${expected[key]}, found ${found[key]}`)

/** What a record must satisfy beside the table: the other party's number, times in order, who it was. */
function oddities(record, { from, to, shown }) {
  const wrong = []
  const outside = record.direccion === 'entrante' ? from : to
  const number = outside_of(record, { from, to })
  if (shown && record.nombre_pbx !== shown) wrong.push(`nombre_pbx: expected ${shown}, found ${record.nombre_pbx}`)
  if (number && record.numero !== number) wrong.push(`numero: expected ${number}, found ${record.numero}`)
  if (from === 'anonymous' && !record.oculto) wrong.push('a withheld number is not marked as such')
  if (record.estado !== 'finalizada') wrong.push(`estado: ${record.estado}`)
  if (record.direccion === 'entrante' && (record.resultado === 'atendida') !== (record.contestada !== null)) {
    wrong.push(`contestada: ${record.contestada}`)
  }
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

/** What a scenario wants to be told, beyond the outcome: canonical events that must be among the call's. */
function untold(record, { tells = [] }) {
  const told = record.cronologia.map(({ tipo }) => tipo)
  return tells.filter((tipo) => !told.includes(tipo)).map((tipo) => `${tipo} was not told`)
}

/** Everything that is checked, in order: {name, work(check)}; work throws what is wrong and may return what was measured. */
const ITEMS = [
  ...SCENARIOS.map((scenario) => ({
    name: scenario.name,
    via: scenario.posts ? undefined : 'websocket',
    work: (check) => check.scenario(scenario),
  })),
  ...FALLS.map((fall) => ({ ...fall, via: 'websocket', scratch: true })),
  ...CLICKS.map((scenario) => ({ name: scenario.name, via: 'websocket', scratch: true, work: (check) => check.click(scenario) })),
  {
    name: 'from the INVITE to the frame at the agent’s socket',
    work: ({ installation, laboratory }) => timed(installation, laboratory),
  },
  {
    name: 'two agents see the card, one answers, the other is told who',
    browser: true,
    work: ({ installation, laboratory, browser }) => cards(installation, laboratory, browser),
  },
]

/** Those of them that a PBX which speaks `via` can tell; `scratch`: also those that need a contact center of our own. */
export const items = ({ via, browser, scratch = true }) =>
  ITEMS.filter((item) => (item.via ?? via) === via && (browser || !item.browser) && (scratch || !item.scratch))
