// What falls in the middle of real calls: Asterisk, cc-pbxlink, all of us for half a minute. Every record is right afterwards.
import { eventually } from '../stack/eventually.mjs'
import { heard } from './sip.mjs'

const CALLS = 100
const OUTAGE_MS = 30_000
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** The record of who called from `from`, once `is` holds. */
const record = (check, from, is, what) =>
  eventually(
    async () => {
      const found = (await check.installation.history()).find(({ numero }) => numero === `+34${from}`)
      return found && is(found) && found
    },
    { what: `${from}: ${what}` },
  )

const ended = (check, from) => record(check, from, ({ estado }) => estado === 'finalizada', 'over')

/** A caller whom 101 has answered: {call, leg}. */
async function talking(check, from) {
  const rings = heard(await check.laboratory.phone('101'), 'call')
  const call = await check.laboratory.incoming(from, '911000001')
  const leg = await rings
  leg.ring()
  await leg.answer()
  await call.until('answered')
  await record(check, from, ({ estado }) => estado === 'en_curso', 'in course')
  return { call, leg }
}

function agree(found, expected) {
  for (const [name, value] of Object.entries(expected)) {
    if (found[name] !== value) throw new Error(`${found.numero}: ${name}: expected ${value}, found ${found[name]}`)
  }
}

async function asterisk_restarts(check) {
  await talking(check, '612000041')
  await check.laboratory.restart()
  agree(await ended(check, '612000041'), { resultado: 'atendida', es_perdida: false, cierre: 'inferido' })
}

async function we_are_killed(check) {
  const { call, leg } = await talking(check, '612000042')
  const { pbxlink } = check.installation.stack
  await pbxlink.kill()
  const since = performance.now()
  await leg.hold()
  await pbxlink.start()
  await record(check, '612000042', ({ estado }) => estado === 'en_espera', 'on hold')
  const took_ms = performance.now() - since
  if (took_ms > 10_000) throw new Error(`right again after ${took_ms} ms`)
  await call.hangup()
  await leg.until('ended')
  agree(await ended(check, '612000042'), { resultado: 'atendida', cierre: 'normal' })
  return `right again after ${took_ms.toFixed(0)} ms`
}

/** A hundred callers in the outage: each third gives up, the others are answered by 101. */
async function half_a_minute(check) {
  const { pbxlink } = check.installation.stack
  const ana = await check.laboratory.phone('101')
  const answers = (leg) => {
    leg.ring()
    if (!/<sip:6121\d{4}[012]@/.test(leg.invite.headers.from[0])) leg.answer()
  }
  const from = (i) => `6121${String(i).padStart(5, '0')}`
  const gives_up = (i) => i % 10 < 3
  await pbxlink.stop()
  const since = performance.now()
  ana.on('call', answers)
  for (let i = 0; i < CALLS; i++) {
    const call = await check.laboratory.incoming(from(i), '911000001')
    await call.until(gives_up(i) ? 'ringing' : 'answered')
    await call.hangup()
  }
  ana.off('call', answers)
  await pause(Math.max(0, OUTAGE_MS - (performance.now() - since)))
  await pbxlink.start()
  for (let i = 0; i < CALLS; i++) {
    const found = await ended(check, from(i))
    agree(found, { resultado: gives_up(i) ? 'abandonada_corta' : 'atendida', cierre: 'normal', es_perdida: false })
  }
  return `${CALLS} calls in ${((performance.now() - since) / 1000).toFixed(0)} s`
}

export const FALLS = [
  { name: 'Asterisk restarts in mid-call', work: asterisk_restarts },
  { name: 'cc-pbxlink is killed in mid-call', work: we_are_killed },
  { name: 'a hundred calls while we were away for half a minute', work: half_a_minute },
]
