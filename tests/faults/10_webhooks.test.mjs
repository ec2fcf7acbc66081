// What was acknowledged to a PBX is there, once, whatever dies meanwhile.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

const CALLS = 500 // of 4 events each: 2,000 acknowledged events
const SENDERS = 16

/** A small generator with a seed that the report names, so that a failure can be played again. */
function random(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const moment = (call, step) => new Date(Date.now() - 3_600_000 + call * 5_000 + step * 1_000).toISOString()

/** The events of a call, each a delivery with an id of its own, as a PBX would repeat it. */
function deliveries(call) {
  const common = { llamada: `f-${call}`, direccion: 'entrante', origen: `6${String(10_000_000 + call)}`, linea: '911223344' }
  return ['llamada.ofrecida', 'tramo.suena', 'tramo.contesta', 'llamada.fin'].map((tipo, step) => ({
    id: `msg_f_${call}_${step}`,
    body: JSON.stringify({ tipo, momento: moment(call, step), ...common, ...(tipo.startsWith('tramo') && { extension: '101' }) }),
  }))
}

/** Like a PBX: repeats a delivery until it is acknowledged. Returns how many attempts it took. */
async function insist(pbx, { id, body }) {
  const begin = performance.now()
  for (let attempt = 1; ; attempt++) {
    const answer = await pbx.post(body, { id }).catch(() => ({ status: 0 }))
    if (answer.status === 200) return attempt
    assert.ok([0, 502, 503, 504].includes(answer.status), `an acknowledgement or "later", not ${answer.status}: ${answer.text}`)
    assert.ok(performance.now() - begin < 120_000, `delivery ${id} was never accepted`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function stream(pbx, calls) {
  const queue = calls.map(deliveries)
  let repeated = 0
  await Promise.all(Array.from({ length: SENDERS }, async () => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      for (const delivery of call) {
        const attempts = await insist(pbx, delivery)
        repeated += attempts - 1
      }
    }
  }))
  return repeated
}

describe('a stream of acknowledged webhooks', () => {
  let stack
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'], env: { CC_TASA_WEBHOOKS: '5000', CC_WORKERS_API: '1', CC_WORKERS_LARGO: '1' } })
  })
  after(() => stack?.stop())

  // Otherwise a worker is inside a transaction for too little of its time to be hit there.
  before(() => stack.db.query(`CREATE FUNCTION cc.despacio() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.015); RETURN NEW; END';
    CREATE TRIGGER despacio BEFORE INSERT ON cc.hecho FOR EACH ROW EXECUTE FUNCTION cc.despacio()`))

  const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index)

  /** Ledger against tables: every event one fact, every call one row, in its final state. */
  async function nothing_lost_or_doubled(from, to) {
    const among = `substr(llamada, 3)::int BETWEEN ${from} AND ${to - 1}`
    assert.deepEqual(await stack.db.query(`SELECT count(*), count(DISTINCT (llamada, tipo)) FROM cc.hecho WHERE llamada LIKE 'f-%' AND ${among}`),
      [[String((to - from) * 4), String((to - from) * 4)]])
    assert.deepEqual(await stack.db.query(`SELECT count(*), count(DISTINCT raiz), count(*) FILTER (WHERE estado = 'finalizada' AND resultado = 'atendida')
      FROM cc.llamada WHERE raiz LIKE 'f-%' AND ${among.replace('llamada', 'raiz')}`), [Array(3).fill(String(to - from))])
  }

  test('kill -9 of workers at random: nothing is lost, nothing is doubled', async (context) => {
    const seed = Number(process.env.SEMILLA ?? Date.now() % 1_000_000)
    const pick = random(seed)
    let streaming = true
    let kills = 0
    const nemesis = (async () => {
      while (streaming) {
        const workers = stack.api.workers()
        if (workers.length > 0) {
          try {
            process.kill(workers[pick(workers.length)], 'SIGKILL')
            kills++
          } catch { /* it had just ended */ }
        }
        await new Promise((resolve) => setTimeout(resolve, 150 + pick(400)))
      }
    })()
    const repeated = await stream(stack.pbx, range(0, CALLS))
    streaming = false
    await nemesis
    context.diagnostic(`seed ${seed}, ${kills} workers killed, ${repeated} deliveries repeated`)
    assert.ok(kills >= 10 && repeated >= 5, `${kills} kills that hit ${repeated} deliveries are no test`)
    await nothing_lost_or_doubled(0, CALLS)
  })

  test('the database crashes in the middle: 503 meanwhile, then everything is there', async (context) => {
    const streaming = stream(stack.pbx, range(CALLS, CALLS + 60))
    await eventually(async () => (await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE raiz LIKE 'f-%'`)) > CALLS + 10)
    await stack.postgres.crash()
    await eventually(async () => (await stack.pbx.event({ tipo: 'llamada.ofrecida', llamada: 'x' })).status === 503)
    const refusal = await stack.pbx.event({ tipo: 'llamada.ofrecida', llamada: 'x' })
    assert.match(refusal.headers.get('retry-after'), /^\d+$/)
    assert.match(refusal.headers.get('content-type'), /problem\+json/)
    const begin = performance.now()
    await stack.postgres.recover()
    context.diagnostic(`${await streaming} deliveries repeated; accepted again ${Math.round(performance.now() - begin)} ms after the database`)
    await nothing_lost_or_doubled(CALLS, CALLS + 60)
  })

  test('the seq of the clinic’s events has no hole, whoever died', async () => {
    assert.deepEqual(await stack.db.query(`SELECT clinica_id, max(seq) - min(seq) + 1 - count(*) FROM cc.evento GROUP BY 1 HAVING max(seq) - min(seq) + 1 <> count(*)`), [])
  })

  test('the master is asked to end: workers finish, none stays behind', async () => {
    const workers = stack.api.workers()
    const end = await stack.api.stop()
    assert.equal(end.code, 0)
    await eventually(() => workers.every((pid) => { try { process.kill(pid, 0); return false } catch { return true } }))
    await stack.api.start()
  })
})
