// The calls that the laboratory places. Each has a caller of its own (`from`), so that its posts and its record can be told from
// the others'; `posts` is what the dialplan must say, one line per post: event, peer, role, dialstatus, cause, hung_up;
// `call` is the record that must come of it, `tells` what must be among its events, `websocket` where Asterisk's own socket says otherwise;
// what the dialplan cannot tell has no `posts`. `play` places the call and returns when every SIP dialog of it is over.
import { heard } from './sip.mjs'

/** The next call that rings at a phone. */
const next = (phone) => heard(phone, 'call', { what: `a call at ${phone.user}` })

/** Talking for a moment, so that a call has a duration. */
const TALK_MS = 400
const talk = () =>
  new Promise((resolve) => {
    setTimeout(resolve, TALK_MS)
  })

async function over(...calls) {
  for (const call of calls) await call.until('ended')
}

export const SCENARIOS = [
  {
    name: 'an incoming call that 101 answers and the caller ends',
    from: '612000001',
    to: '911000001',
    posts: `
      incoming    -    externo  -       -   -
      ringing     101  agente   -       -   -
      answered    101  agente   -       -   -
      hangup      -    externo  ANSWER  16  caller
      leg-hangup  101  agente   ANSWER  16  -`,
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000001', atiende: '101' },
    async play(lab) {
      const ana = await lab.phone('101')
      const rings = next(ana)
      const call = await lab.incoming(this.from, this.to, 'Lucía Peña')
      const leg = await rings
      leg.ring()
      await leg.answer()
      await call.until('answered')
      await talk()
      await call.hangup()
      await over(call, leg)
    },
  },
  {
    name: 'two phones ring and 102 answers',
    from: '612000002',
    to: '911000002',
    posts: `
      incoming    -    externo  -       -   -
      ringing     101  agente   -       -   -
      ringing     102  agente   -       -   -
      leg-hangup  101  agente   -       26  -
      answered    102  agente   -       -   -
      hangup      -    externo  ANSWER  16  callee
      leg-hangup  102  agente   ANSWER  16  -`,
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000002', atiende: '102' },
    async play(lab) {
      const [ana, luis] = [await lab.phone('101'), await lab.phone('102')]
      const rings = [next(ana), next(luis)]
      const call = await lab.incoming(this.from, this.to)
      const legs = await Promise.all(rings)
      for (const leg of legs) leg.ring()
      await legs[1].answer()
      await call.until('answered')
      await talk()
      await legs[1].hangup()
      await over(call, ...legs)
    },
  },
  {
    name: 'the caller gives up while two phones ring',
    from: '612000003',
    to: '911000002',
    posts: `
      incoming    -    externo  -       -    -
      ringing     101  agente   -       -    -
      ringing     102  agente   -       -    -
      hangup      -    externo  CANCEL  127  caller
      leg-hangup  101  agente   -       127  -
      leg-hangup  102  agente   -       127  -`,
    call: { direccion: 'entrante', resultado: 'abandonada_corta', perdida: false, linea: '911000002', atiende: null },
    async play(lab) {
      const [ana, luis] = [await lab.phone('101'), await lab.phone('102')]
      const rings = [next(ana), next(luis)]
      const call = await lab.incoming(this.from, this.to)
      const legs = await Promise.all(rings)
      for (const leg of legs) leg.ring()
      await call.until('ringing')
      await talk()
      await call.hangup()
      await over(call, ...legs)
    },
  },
  {
    name: 'nobody answers, and the caller leaves a message in the mailbox',
    from: '612000004',
    to: '911000003',
    posts: `
      incoming           -    externo  -         -   -
      ringing            101  agente   -         -   -
      leg-hangup         101  agente   -         0   -
      voicemail          -    buzon    -         -   -
      voicemail-message  -    buzon    -         -   -
      hangup             -    externo  NOANSWER  0   caller`,
    call: { direccion: 'entrante', resultado: 'buzon_con_mensaje', perdida: true, linea: '911000003', atiende: null },
    async play(lab) {
      const ana = await lab.phone('101')
      const rings = next(ana)
      const call = await lab.incoming(this.from, this.to)
      ;(await rings).ring()
      await call.until('answered')
      await lab.recording('101')
      await talk()
      await call.hangup()
      await over(call)
    },
  },
  {
    name: 'the phone is busy',
    from: '612000005',
    to: '911000001',
    posts: `
      incoming    -    externo  -     -   -
      ringing     101  agente   -     -   -
      leg-hangup  101  agente   -     17  -
      hangup      -    externo  BUSY  17  pbx`,
    call: {
      direccion: 'entrante',
      resultado: 'perdida_sin_respuesta',
      perdida: true,
      linea: '911000001',
      atiende: null,
    },
    websocket: { resultado: 'perdida_sin_agentes' }, // it never rang
    async play(lab) {
      const ana = await lab.phone('101')
      const rings = next(ana)
      const call = await lab.incoming(this.from, this.to)
      ;(await rings).decline(486, 'Busy Here')
      await over(call)
    },
  },
  {
    name: 'nobody answers and there is no mailbox',
    from: '612000006',
    to: '911000004',
    posts: `
      incoming    -    externo  -         -   -
      ringing     101  agente   -         -   -
      leg-hangup  101  agente   -         0   -
      hangup      -    externo  NOANSWER  16  pbx`,
    call: {
      direccion: 'entrante',
      resultado: 'perdida_sin_respuesta',
      perdida: true,
      linea: '911000004',
      atiende: null,
    },
    async play(lab) {
      const ana = await lab.phone('101')
      const rings = next(ana)
      const call = await lab.incoming(this.from, this.to)
      ;(await rings).ring()
      await over(call)
    },
  },
  {
    name: 'a withheld number, declined',
    from: 'anonymous',
    to: '911000001',
    posts: `
      incoming    -    externo  -     -   -
      ringing     101  agente   -     -   -
      leg-hangup  101  agente   -     21  -
      hangup      -    externo  CHANUNAVAIL  21  pbx`,
    call: {
      direccion: 'entrante',
      resultado: 'perdida_sin_respuesta',
      perdida: true,
      linea: '911000001',
      atiende: null,
    },
    websocket: { resultado: 'perdida_sin_agentes' }, // it never rang
    async play(lab) {
      const ana = await lab.phone('101')
      const rings = next(ana)
      const call = await lab.incoming('anonymous', this.to, 'Anonymous')
      ;(await rings).decline(603, 'Decline')
      await over(call)
    },
  },
  {
    name: '101 calls out, the patient answers and ends',
    from: '101',
    to: '612000008',
    dials: '0612000008',
    posts: `
      outbound    101  agente   -       -   -
      answered    -    externo  -       -   -
      hangup      101  agente   ANSWER  16  callee
      leg-hangup  -    externo  ANSWER  16  -`,
    call: { direccion: 'saliente', resultado: 'atendida', perdida: false, linea: '911000001', atiende: '101' },
    websocket: { linea: null },
    async play(lab) {
      const ana = await lab.phone('101')
      const rings = next(lab.carrier)
      const call = await ana.call(this.dials)
      const leg = await rings
      leg.ring()
      await call.until('ringing')
      await leg.answer()
      await call.until('answered')
      await talk()
      await leg.hangup()
      await over(call, leg)
    },
  },
  {
    name: '102 calls out and the patient is busy',
    from: '102',
    to: '612000009',
    dials: '0612000009',
    posts: `
      outbound    102  agente   -     -   -
      leg-hangup  -    externo  -     17  -
      hangup      102  agente   BUSY  17  pbx`,
    call: { direccion: 'saliente', resultado: 'ocupado', perdida: false, linea: '911000001', atiende: '102' },
    websocket: { linea: null },
    async play(lab) {
      const luis = await lab.phone('102')
      const rings = next(lab.carrier)
      const call = await luis.call(this.dials)
      ;(await rings).decline(486, 'Busy Here')
      await over(call)
    },
  },
  {
    name: '103 calls 102 inside',
    from: '103',
    to: '102',
    dials: '102',
    posts: `
      internal    103  agente  -       -   -
      ringing     102  agente  -       -   -
      answered    102  agente  -       -   -
      hangup      103  agente  ANSWER  16  caller
      leg-hangup  102  agente  ANSWER  16  -`,
    call: { direccion: 'interna', resultado: 'interna', perdida: false, linea: null, atiende: '102' },
    async play(lab) {
      const [luis, marta] = [await lab.phone('102'), await lab.phone('103')]
      const rings = next(luis)
      const call = await marta.call(this.dials)
      const leg = await rings
      leg.ring()
      await leg.answer()
      await call.until('answered')
      await talk()
      await call.hangup()
      await over(call, leg)
    },
  },
  {
    name: 'a queue rings two phones and 101 answers',
    from: '612000011',
    to: '911000005',
    posts: `
      incoming     -    externo  -  -   -
      queue-enter  -    externo  -  -   -
      ringing      101  agente   -  -   -
      ringing      102  agente   -  -   -
      leg-hangup   102  agente   -  26  -
      answered     101  agente   -  -   -
      hangup       -    externo  -  16  caller
      leg-hangup   101  agente   ANSWER  16  -
      queue-leave  -    externo  -  -   -`,
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000005', atiende: '101' },
    async play(lab) {
      const [ana, luis] = [await lab.phone('101'), await lab.phone('102')]
      const rings = [next(ana), next(luis)]
      const call = await lab.incoming(this.from, this.to)
      const legs = await Promise.all(rings)
      for (const leg of legs) leg.ring()
      await legs[0].answer()
      await legs[1].until('ended')
      await talk()
      await call.hangup()
      await over(call, ...legs)
    },
  },
  {
    name: 'a caller waits in a queue and gives up',
    from: '612000012',
    to: '911000005',
    posts: `
      incoming     -    externo  -  -    -
      queue-enter  -    externo  -  -    -
      ringing      101  agente   -  -    -
      ringing      102  agente   -  -    -
      hangup       -    externo  -  127  caller
      leg-hangup   101  agente   -  0    -
      leg-hangup   102  agente   -  0    -
      queue-leave  -    externo  -  -    -`,
    call: { direccion: 'entrante', resultado: 'abandonada_corta', perdida: false, linea: '911000005', atiende: null },
    async play(lab) {
      const [ana, luis] = [await lab.phone('101'), await lab.phone('102')]
      const rings = [next(ana), next(luis)]
      const call = await lab.incoming(this.from, this.to)
      const legs = await Promise.all(rings)
      for (const leg of legs) leg.ring()
      await talk()
      await call.hangup()
      await over(call, ...legs)
    },
  },
  {
    name: '101 puts the caller on hold and takes him back',
    from: '612000013',
    to: '911000001',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000001', atiende: '101' },
    tells: ['tramo.retiene', 'tramo.reanuda'],
    async play(lab) {
      const { call, leg } = await answered(lab, this, '101')
      await leg.hold()
      await talk()
      await leg.resume()
      await talk()
      await call.hangup()
      await over(call, leg)
    },
  },
  {
    name: '101 transfers the caller to 102 without asking (REFER)',
    from: '612000014',
    to: '911000001',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000001', atiende: '102' },
    tells: ['transferencia.ciega'],
    async play(lab) {
      const { call, leg } = await answered(lab, this, '101')
      const rings = next(await lab.phone('102'))
      await leg.transfer('102')
      await taken_over(call, await rings)
    },
  },
  {
    name: '101 transfers the caller to 102 without asking (#1)',
    from: '612000015',
    to: '911000007',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000007', atiende: '102' },
    tells: ['transferencia.ciega'],
    async play(lab) {
      const { call, leg } = await answered(lab, this, '101')
      const rings = next(await lab.phone('102'))
      await leg.press('#1102')
      await taken_over(call, await rings)
    },
  },
  {
    name: '101 asks 102 and transfers the caller (REFER with Replaces)',
    from: '612000016',
    to: '911000001',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000001', atiende: '102' },
    tells: ['tramo.retiene', 'transferencia.completa'],
    async play(lab) {
      const { call, leg } = await answered(lab, this, '101')
      await leg.hold()
      const rings = next(await lab.phone('102'))
      const asks = await (await lab.phone('101')).call('102')
      const asked = await rings
      asked.ring()
      await asked.answer()
      await asks.until('answered')
      await talk()
      await leg.transfer(asks)
      await asked.hears()
      await talk()
      await leg.hangup()
      await asks.hangup()
      await call.hangup()
      await over(call, asked)
    },
  },
  {
    name: '101 asks 102 and transfers the caller (*2)',
    from: '612000017',
    to: '911000007',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000007', atiende: '102' },
    tells: ['transferencia.completa'],
    async play(lab) {
      const { call, leg } = await answered(lab, this, '101')
      const rings = next(await lab.phone('102'))
      await leg.press('*2102')
      const asked = await rings
      asked.ring()
      await asked.answer()
      await asked.hears()
      await talk()
      await leg.hangup()
      await talk()
      await call.hangup()
      await over(call, leg, asked)
    },
  },
  {
    name: 'a call that the PBX records',
    from: '612000018',
    to: '911000006',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000006', atiende: '101' },
    tells: ['grabacion.lista'],
    async play(lab) {
      const { call, leg } = await answered(lab, this, '101')
      await talk()
      await call.hangup()
      await over(call, leg)
    },
  },
  {
    name: 'two calls at once: 101 talks to one, 102 to the other',
    from: '612000019',
    to: '911000001',
    call: { direccion: 'entrante', resultado: 'atendida', perdida: false, linea: '911000001', atiende: '101' },
    besides: {
      from: '102',
      to: '612000020',
      call: { direccion: 'saliente', resultado: 'atendida', perdida: false, linea: null, atiende: '102' },
    },
    async play(lab) {
      const rings = next(lab.carrier)
      const calls = await (await lab.phone('102')).call('0612000020')
      const patient = await rings
      patient.ring()
      const { call, leg } = await answered(lab, this, '101')
      await patient.answer()
      await calls.until('answered')
      await talk()
      await patient.hangup()
      await call.hangup()
      await over(call, leg, calls, patient)
    },
  },
  {
    name: 'accents, quotes and $(id) in the caller\u2019s name',
    from: '612000021',
    to: '911000001',
    call: { direccion: 'entrante', resultado: 'abandonada_corta', perdida: false, linea: '911000001', atiende: null },
    shown: 'Zoë \\"Núñez\\" $(id) ${EPOCH} `id`; | %s \\\\', // as it is written in From, and as Asterisk keeps it
    async play(lab) {
      const rings = next(await lab.phone('101'))
      const call = await lab.incoming(this.from, this.to, this.shown)
      ;(await rings).ring()
      await call.until('ringing')
      await call.hangup()
      await over(call)
    },
  },
]

/** An incoming call that a phone has answered and both sides hear: {call, leg}. */
async function answered(lab, { from, to }, extension) {
  const rings = next(await lab.phone(extension))
  const call = await lab.incoming(from, to)
  const leg = await rings
  leg.ring()
  await leg.answer()
  await call.until('answered')
  await leg.hears()
  return { call, leg }
}

/** A call that rings at another phone now: it answers, they talk, the caller ends. */
async function taken_over(call, leg) {
  leg.ring()
  await leg.answer()
  await leg.hears()
  await talk()
  await call.hangup()
  await over(call, leg)
}

/** The lines of a `posts` table, without the layout. */
export const table_lines = (table) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).join(' '))
