// What the people at the desk get of a call, and how soon: the frame at an agent's socket, the card on the screen.
import { PATIENT } from './installation.mjs'
import { heard } from './sip.mjs'

const TIMED_CALLS = 20

/**
 * From the INVITE that leaves the carrier to the frame that the agent's browser would get, beside the moment at which a bare
 * listener of Asterisk's own events hears of the same ringing. Says median, p95 and worst of both.
 */
export async function timed(installation, laboratory) {
  const [ana, socket, bare] = [await laboratory.phone('101'), await installation.socket('101'), await laboratory.listen()]
  const times_ms = { frame: [], bare: [] }
  for (let i = 0; i < TIMED_CALLS; i++) {
    const rings = heard(ana, 'call')
    const shows = socket.next(({ tipo, accion }) => tipo === 'llamada' && accion === 'mostrar')
    const listens = heard(bare, 'event', { matches: ({ type, dialstatus }) => type === 'Dial' && dialstatus === 'RINGING' })
    const call = await laboratory.incoming(PATIENT.number, '911000001')
    ;(await rings).ring()
    times_ms.frame.push((await shows).heard_ms - call.sent_ms)
    times_ms.bare.push((await listens).heard_ms - call.sent_ms)
    await call.until('ringing')
    await call.hangup()
    await socket.next(({ accion }) => accion === 'ocultar')
  }
  await socket.close()
  bare.close()
  return Object.entries(times_ms).map(([name, times]) => `${name}: ${spread(times)}`).join('; ')
}

function spread(times_ms) {
  times_ms.sort((a, b) => a - b)
  const at = (share) => times_ms[Math.ceil(share * times_ms.length) - 1].toFixed(1)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms, n ${times_ms.length}`
}

/** The popup of a page, in a phase of its life: suena, hablando, terminada, de_otro … */
const card = (page, phase) =>
  page.locator(`[data-cc-popup] [data-fase="${phase}"]`).filter({ hasText: `${PATIENT.name} ${PATIENT.surname}` })

/**
 * Two agents look at the dashboard and both phones ring: both see who calls before anybody answers; Luis answers, his card
 * stays and Ana's becomes a line that says so; the caller hangs up, and Luis is asked for what it was about.
 */
export async function cards(installation, laboratory, browser) {
  const ana = await installation.dashboard(browser, '101')
  const luis = await installation.dashboard(browser, '102')
  const phones = [await laboratory.phone('101'), await laboratory.phone('102')]
  const rings = phones.map((phone) => heard(phone, 'call'))
  const call = await laboratory.incoming(PATIENT.number, '911000002')
  const legs = await Promise.all(rings)
  for (const leg of legs) leg.ring()
  const shown_ms = await Promise.all(
    [ana, luis].map((page) =>
      card(page, 'suena')
        .waitFor()
        .then(() => performance.now() - call.sent_ms),
    ),
  )
  await legs[1].answer()
  await card(luis, 'hablando').waitFor()
  await card(ana, 'de_otro').filter({ hasText: 'Luis' }).waitFor()
  if ((await card(ana, 'suena').count()) > 0) throw new Error('the card of 101 still rings after 102 has answered')
  await call.hangup()
  await card(luis, 'terminada').waitFor()
  for (const page of [ana, luis]) {
    if (page.problems.length > 0) throw new Error(`the page logged: ${page.problems.join(' · ')}`)
  }
  return `on both screens ${Math.max(...shown_ms).toFixed(0)} ms after the INVITE; 102 answered, 101's card said so`
}
