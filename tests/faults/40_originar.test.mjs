// cc-pbxlink is killed at each step of a click-to-call: nothing is dialled twice, and the agent learns what became of it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Asterisk } from '../pbxlink/asterisk.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

const KILLS = Number(process.env.GOLPES ?? 20) // of each step
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

let stack, ana, pbx
before(async () => {
  stack = await Stack.start({ processes: ['api', 'pbxlink', 'nginx'] })
  await stack.db.query(`UPDATE cc.centralita SET adaptador = 'ari', version = version + 1, ajustes = '{}';
    UPDATE cc.grupo SET ajustes = '{"llamar": {"silencio": ["00:00", "00:00"], "fines_de_semana": true, "festivos": true, "intervalo_s": 0}}'`)
  ana = await stack.login('ana', { puesto: 101 })
  pbx = await new Asterisk(`${stack.dir}/pbxlink.sock`, { publico: stack.demo.CC_DEMO_CENTRALITA, secreto: stack.demo.CC_DEMO_SECRETO }).start()
})
after(async () => {
  pbx?.stop()
  await stack?.stop()
})

const STEPS = {
  'it asks for the telephone': (request) => request.uri.startsWith('endpoints/') && 'killed',
  'it has asked to dial, and the PBX did not': (request) => request.method === 'POST' && 'killed',
  'the PBX has dialled, and did not say so': (request) => request.method === 'POST' && 'dialled',
  'the PBX has dialled and said so': (request) => request.method === 'POST' && 'answered',
}

/** Kills at a step of the PBX's side, or, without one, at any moment. */
function armed(step) {
  let struck
  const killed = new Promise((resolve) => { struck = resolve })
  pbx.on_request = step && ((request) => {
    const where = step(request)
    if (!where) return undefined
    pbx.on_request = undefined
    if (where === 'killed') {
      stack.pbxlink.kill().then(struck)
      return 'silence'
    }
    const answer = pbx.answer(request)
    if (where === 'answered') {
      setImmediate(() => stack.pbxlink.kill().then(struck))
      return answer
    }
    stack.pbxlink.kill().then(struck)
    return 'silence'
  })
  return killed
}

async function one(step) {
  await stack.db.query('DELETE FROM cc.orden') // no limit of an hour, nobody busy
  const killed = armed(step)
  const asked = await ana.post('/llamar', { numero: '911000000' }, { headers: { 'idempotency-key': randomUUID() } })
  assert.equal(asked.status, 202, asked.text)
  if (step) await killed
  else {
    await pause(Math.random() * 30)
    await stack.pbxlink.kill()
  }
  pbx.on_request = undefined
  await stack.pbxlink.start()
  const peticion = asked.body.peticion.id
  const estado = await eventually(() => stack.db.value(`SELECT estado FROM cc.orden WHERE peticion = '${peticion}' AND estado NOT IN ('pedida', 'enviando')`),
    { what: 'the order has an end' })
  const dialled = pbx.requests.filter(({ method, query }) => method === 'POST' && query.channelId === peticion).length
  const lives = pbx.channels.has(peticion)
  if (lives) pbx.destroyed(peticion, { cause: 16, status: 'CANCEL' })
  await eventually(async () => {
    if (await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE peticion = '${peticion}' AND estado = 'finalizada'`) === 1) return true
    return !lives // what was never dialled ends by its own time
  }, { what: 'the call is over' })
  return { estado, dialled, lives }
}

test(`killed ${KILLS} times at each step of an originate: nothing is dialled twice`, { timeout: 1_800_000 }, async () => {
  const steps = [...Object.entries(STEPS), ['at any moment', undefined]]
  const seen = {}
  for (let i = 0; i < KILLS * steps.length; i++) {
    const [name, step] = steps[i % steps.length]
    const { estado, dialled, lives } = await one(step)
    assert.ok(dialled <= 1, `${name}: dialled ${dialled} times`)
    assert.ok(estado === 'aceptada' ? lives : estado === 'incierta' && !lives, `${name}: ${estado}, dialled ${dialled}, lives ${lives}`)
    seen[name] ??= {}
    seen[name][estado] = (seen[name][estado] ?? 0) + 1
  }
  console.log(JSON.stringify(seen))
})
