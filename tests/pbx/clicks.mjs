// Calls that a click begins: the agent's telephone rings, then the patient's. `call` is the record that must come of each.
import { eventually } from '../stack/eventually.mjs'
import { heard } from './sip.mjs'

const next = (phone) => heard(phone, 'call', { what: `a call at ${phone.user}` })
const out = (resultado, more = {}) => ({ direccion: 'saliente', resultado, perdida: false, linea: '911000001', atiende: '101', ...more })

/** The agent's telephone has rung and was answered; the patient's rings: {agent, patient}. */
async function rung(lab) {
  const [agents, patients] = [next(await lab.phone('101')), next(lab.carrier)]
  const agent = await agents
  agent.ring()
  await agent.answer()
  return { agent, patient: await patients }
}

/** Both have answered, and the agent's screen knows. */
async function talking({ lab, agent, id }) {
  const legs = await rung(lab)
  legs.patient.ring()
  await legs.patient.answer()
  await legs.agent.hears()
  await eventually(async () => (await agent.get(`/llamadas/${id}`)).body.estado === 'en_curso', { what: 'the call is in course' })
  return legs
}

export const CLICKS = [
  {
    name: 'a click: 101 answers, the patient answers and ends',
    to: '612000031',
    call: out('atendida'),
    tells: ['tramo.suena', 'tramo.contesta'],
    async play(click) {
      const { agent, patient } = await talking(click)
      await patient.hangup()
      await agent.until('ended')
    },
  },
  {
    name: 'a click: the agent declines',
    to: '612000032',
    call: out('agente_no_descolgo'),
    async play({ lab }) {
      const agent = await next(await lab.phone('101'))
      agent.ring()
      agent.decline()
    },
  },
  {
    name: 'a click: the agent\u2019s telephone is not registered',
    extension: '103',
    to: '612000033',
    call: out('fallida', { atiende: '103' }),
    order: 'extension_no_registrada',
    async play() {},
  },
  {
    name: 'a click: the patient is busy',
    to: '612000034',
    call: out('ocupado'),
    async play({ lab }) {
      const { agent, patient } = await rung(lab)
      patient.decline(486, 'Busy Here')
      await agent.until('ended')
    },
  },
  {
    name: 'a click: the number does not exist',
    to: '612000035',
    call: out('numero_erroneo'),
    async play({ lab }) {
      const { agent, patient } = await rung(lab)
      patient.decline(404, 'Not Found')
      await agent.until('ended')
    },
  },
  {
    name: 'a click, and another that hangs up',
    to: '612000036',
    call: out('atendida'),
    async play(click) {
      const { agent, patient } = await talking(click)
      const { status, text } = await click.agent.post(`/llamadas/${click.id}/colgar`)
      if (status !== 202) throw new Error(`colgar answers ${status}: ${text}`)
      await agent.until('ended')
      await patient.until('ended')
    },
  },
  {
    name: 'a click, and another that transfers the patient to 102',
    to: '612000037',
    call: out('atendida', { atiende: '102' }),
    tells: ['transferencia.ciega'],
    async play(click) {
      const { agent, patient } = await talking(click)
      const rings = next(await click.lab.phone('102'))
      const { status, text } = await click.agent.post(`/llamadas/${click.id}/transferir`, { destino: '102' })
      if (status !== 202) throw new Error(`transferir answers ${status}: ${text}`)
      const luis = await rings
      luis.ring()
      await luis.answer()
      await luis.hears()
      await agent.until('ended')
      await patient.hangup()
      await luis.until('ended')
    },
  },
]

/** What came of the asking: the order's word for it. */
export const order = (installation, id) =>
  eventually(() => installation.stack.db.value(`SELECT coalesce(motivo, estado) FROM cc.orden WHERE llamada_id = ${id} AND estado NOT IN ('pedida', 'enviando')`), {
    what: 'the order has an end',
  })
