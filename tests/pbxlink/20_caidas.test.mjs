// Whatever dies, comes back or is away: no call is lost, none is missed that was answered.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Link } from './link.mjs'

let link
before(async () => { link = await Link.start({ env: { CC_PBXLINK_COLA_KB: '64' } }) })
after(() => link?.stop())

const finished = (call) => eventually(async () => {
  const record = await link.record(call)
  return record?.estado === 'finalizada' && record
}, { what: `${call.id} is over` })
const in_state = (call, estado) => eventually(async () => (await link.record(call))?.estado === estado, { what: `${call.id} is ${estado}` })

/** Nobody may connect to the database, and whoever is connected is cut off. */
async function away() {
  await link.db.cluster_query(`ALTER DATABASE ${link.db.name} ALLOW_CONNECTIONS false;
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${link.db.name}'`)
}
const back = () => link.db.cluster_query(`ALTER DATABASE ${link.db.name} ALLOW_CONNECTIONS true`)

test('killed in the middle of a call, it has the call right again within ten seconds', async () => {
  const pbx = await (await link.pbx()).start()
  const [talks, rings, ends_meanwhile] = [pbx.call(), pbx.call({ extension: '102' }), pbx.call({ extension: '102' })]
  for (const call of [talks, rings, ends_meanwhile]) call.rings()
  talks.answered()
  ends_meanwhile.answered()
  await in_state(talks, 'en_curso')
  await in_state(rings, 'sonando')
  await in_state(ends_meanwhile, 'en_curso')
  await link.process.kill()
  const since = performance.now()
  rings.answered()
  ends_meanwhile.ends()
  await link.process.start()
  await in_state(rings, 'en_curso')
  assert.equal((await finished(ends_meanwhile)).cierre, 'normal')
  assert.equal((await link.record(talks)).estado, 'en_curso')
  assert.ok(performance.now() - since < 10_000)
  for (const call of [talks, rings]) call.ends()
  for (const call of [talks, rings]) {
    const { resultado, cierre } = await finished(call)
    assert.deepEqual([resultado, cierre], ['atendida', 'normal'])
  }
})

test('what was told into a process that died is told again by what lives and what lives no more', async () => {
  const pbx = await (await link.pbx()).start()
  const [began, answered, over] = [pbx.call(), pbx.call({ extension: '102' }), pbx.call({ extension: '102' })]
  for (const call of [answered, over]) call.rings()
  over.answered()
  await in_state(answered, 'sonando')
  await in_state(over, 'en_curso')
  link.process.pause() // reads nothing more; what is told now dies with it
  began.rings()
  answered.answered()
  over.ends()
  await link.process.kill()
  await link.process.start()
  await in_state(began, 'sonando')
  await in_state(answered, 'en_curso')
  const { resultado, cierre, es_perdida } = await finished(over)
  assert.deepEqual([resultado, cierre, es_perdida], ['atendida', 'inferido', false])
  began.given_up()
  answered.ends()
  assert.equal((await finished(began)).resultado, 'abandonada_corta')
  assert.equal((await finished(answered)).resultado, 'atendida')
})

test('a PBX that restarts takes its calls with it: closed as inferred, never missed when they were answered', async () => {
  const pbx = await (await link.pbx()).start()
  const [talks, rings] = [pbx.call(), pbx.call({ extension: '102' })]
  for (const call of [talks, rings]) call.rings()
  talks.answered()
  await in_state(talks, 'en_curso')
  await pbx.restart()
  const after_it = pbx.call()
  after_it.rings()
  const [one, other] = [await finished(talks), await finished(rings)]
  assert.deepEqual([one.resultado, one.cierre, one.es_perdida], ['atendida', 'inferido', false])
  assert.equal(other.cierre, 'inferido')
  assert.equal((await link.record(after_it)).estado, 'sonando')
  after_it.given_up()
  await finished(after_it)
})

test('the database goes away: PBXs are said goodbye, keep what they have to tell, and nothing is lost', async () => {
  const pbx = await (await link.pbx()).start()
  const calls = Array.from({ length: 30 }, (_, i) => pbx.call({ extension: i % 2 ? '101' : '102' }))
  for (const call of calls.slice(0, 10)) call.rings()
  await in_state(calls[9], 'sonando')
  await away()
  for (const call of calls.slice(0, 10)) call.answered()
  await eventually(() => pbx.closes.includes(1013), { what: 'goodbye' })
  for (const call of calls.slice(10)) {
    call.rings()
    call.answered()
  }
  for (const call of calls) call.ends()
  await eventually(() => pbx.refusals.includes(503), { what: 'not let in meanwhile' })
  assert.equal((await link.page('/readyz')).status, 503)
  await back()
  for (const call of calls) {
    const { resultado, cierre } = await finished(call)
    assert.deepEqual([resultado, cierre], ['atendida', 'normal'])
  }
})

test('a hundred calls while nobody listened: every record is right', async () => {
  const pbx = await (await link.pbx()).start()
  await link.process.stop()
  const calls = Array.from({ length: 100 }, (_, i) => pbx.call({ from: `6120${String(i).padStart(5, '0')}`, extension: i % 2 ? '101' : '102' }))
  calls.forEach((call, i) => {
    call.rings()
    if (i % 3 === 0) call.given_up()
    else {
      call.answered()
      call.ends()
    }
  })
  await link.process.start()
  for (const [i, call] of calls.entries()) {
    const { resultado, cierre } = await finished(call)
    assert.deepEqual([resultado, cierre], [i % 3 === 0 ? 'abandonada_corta' : 'atendida', 'normal'], call.id)
  }
})

test('a PBX that tells faster than can be stored is read no faster, and nothing is lost', async () => {
  const pbx = await (await link.pbx()).start()
  const calls = Array.from({ length: 200 }, () => pbx.call())
  for (const call of calls) {
    call.rings()
    call.given_up()
  }
  assert.equal((await finished(calls.at(-1))).resultado, 'abandonada_corta')
  for (const call of calls) assert.equal((await finished(call)).cierre, 'normal')
  assert.equal(await link.metric('perdidos_total'), 0)
})

test('told to end, it stores what it was told and says goodbye', async () => {
  const pbx = await (await link.pbx()).start()
  const calls = Array.from({ length: 40 }, () => pbx.call())
  for (const call of calls) {
    call.rings()
    call.given_up()
  }
  await link.process.stop()
  assert.ok(pbx.closes.includes(1001))
  await link.process.start()
  for (const call of calls) assert.equal((await finished(call)).cierre, 'normal')
})

test('a new process takes the socket over while the old one still stores', async () => {
  const pbx = await (await link.pbx()).start()
  const call = pbx.call()
  call.rings()
  await in_state(call, 'sonando')
  const other = link.another('otro.log')
  await other.start()
  const old = link.process
  link.process = other
  await old.stop()
  call.answered()
  call.ends()
  assert.equal((await finished(call)).resultado, 'atendida')
})
