// What a PBX may post, and what becomes of it. The status is all that a PBX understands.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { is_problem } from './problem.mjs'
import { FakePbx } from '../stack/pbx.mjs'
import { Stack } from '../stack/stack.mjs'

const offered = (more = {}) => JSON.stringify({
  tipo: 'llamada.ofrecida', llamada: `w-${randomUUID()}`, momento: new Date().toISOString(), direccion: 'entrante',
  origen: '612345678', linea: '911223344', ...more,
})

describe('webhooks', () => {
  let stack, pbx
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    pbx = stack.pbx
  })
  after(() => stack?.stop())

  const facts = (llamada) => stack.db.value(`SELECT count(*) FROM cc.hecho WHERE llamada = '${llamada}'`)
  const deliveries = () => stack.db.value('SELECT count(*) FROM cc.evento_pbx')

  test('a signed event is stored with its raw bytes and becomes a call', async () => {
    const body = offered({ llamada: 'w-buena' })
    const answer = await pbx.post(body)
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.body.recibidos, 1)
    assert.equal(answer.body.duplicado, false)
    assert.equal(await stack.db.value(`SELECT convert_from(crudo, 'UTF8') = $body$${body}$body$ FROM cc.evento_pbx ORDER BY id DESC LIMIT 1`), 't')
    assert.deepEqual(await stack.db.query(`SELECT estado, numero FROM cc.llamada WHERE raiz = 'w-buena'`), [['recibida', '+34612345678']])
  })

  test('the same delivery again answers 200 and changes nothing', async () => {
    const body = offered({ llamada: 'w-doble' })
    const id = 'msg_doble'
    assert.equal((await pbx.post(body, { id })).status, 200)
    const before = await stack.db.query(`SELECT version FROM cc.llamada WHERE raiz = 'w-doble'`)
    const again = await pbx.post(body, { id })
    assert.equal(again.status, 200)
    assert.equal(again.body.duplicado, true)
    assert.equal(await facts('w-doble'), 1)
    assert.deepEqual(await stack.db.query(`SELECT version FROM cc.llamada WHERE raiz = 'w-doble'`), before)
  })

  test('one bit of the body, the signature, the id or the time changed is 401 and stores nothing', async () => {
    const body = offered()
    const before = await deliveries()
    const timestamp = Math.floor(Date.now() / 1000)
    const signature = pbx.sign('msg_a', timestamp, body)
    const flipped = Buffer.from(signature.slice(3), 'base64')
    flipped[7] ^= 1
    const attempts = {
      body: [body.replace('612345678', '612345679'), { id: 'msg_a', timestamp, signature }],
      signature: [body, { id: 'msg_a', timestamp, signature: `v1,${flipped.toString('base64')}` }],
      id: [body, { id: 'msg_b', timestamp, signature }],
      time: [body, { id: 'msg_a', timestamp: timestamp + 1, signature }],
      none: [body, { id: 'msg_a', timestamp, signature: '' }],
      scheme: [body, { id: 'msg_a', timestamp, signature: signature.replace('v1,', 'v9,') }],
    }
    for (const [what, [text, change]] of Object.entries(attempts)) {
      assert.equal((await pbx.post(text, change)).status, 401, what)
    }
    assert.equal(await deliveries(), before)
  })

  test('a signature that is one of several, as during rotation, is accepted', async () => {
    const body = offered()
    const timestamp = Math.floor(Date.now() / 1000)
    const signature = `v1,${'A'.repeat(43)}= ${pbx.sign('msg_rota', timestamp, body)}`
    assert.equal((await pbx.post(body, { id: 'msg_rota', timestamp, signature })).status, 200)
  })

  for (const [what, shift, status] of [['299 s old', -295, 200], ['301 s old', -305, 401], ['301 s ahead', 305, 401]]) {
    test(`a delivery about ${what} is ${status}`, async () => {
      assert.equal((await pbx.post(offered(), { timestamp: Math.floor(Date.now() / 1000) + shift })).status, status)
    })
  }

  test('what is signed but unreadable is kept for a person to look at, and answered 200 so that it is not repeated for ever', async () => {
    for (const body of ['{"tipo":', '[1,2', '{"a":1,"a":2}', 'hola', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])]) {
      const answer = await pbx.post(body)
      assert.equal(answer.status, 200, `${body}: ${answer.text}`)
      const [[verdict, same]] = await stack.db.query(
        `SELECT veredicto, crudo = decode('${Buffer.from(body).toString('hex')}', 'hex') FROM cc.evento_pbx ORDER BY id DESC LIMIT 1`)
      assert.deepEqual([verdict, same], ['ilegible', 't'], String(body))
    }
  })

  test('an event of a kind that is not known is kept and changes no call', async () => {
    const answer = await pbx.event({ tipo: 'llamada.baila', llamada: 'w-rara', direccion: 'entrante' })
    assert.equal(answer.status, 200, answer.text)
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE raiz = 'w-rara'`), 0)
  })

  test('one bad element of a batch is set aside, the others count', async () => {
    const eventos = [JSON.parse(offered({ llamada: 'w-lote-1' })), { tipo: 7 }, JSON.parse(offered({ llamada: 'w-lote-2' }))]
    const answer = await pbx.post(JSON.stringify({ eventos }))
    assert.equal(answer.status, 200, answer.text)
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE raiz LIKE 'w-lote-%'`), 2)
    assert.equal(await stack.db.value('SELECT veredicto FROM cc.evento_pbx ORDER BY id DESC LIMIT 1'), 'parcial')
  })

  test('64 KB pass, one byte more is 413', async () => {
    const body = offered()
    const padded = (bytes) => body + ' '.repeat(bytes - body.length)
    assert.equal((await pbx.post(padded(65536))).status, 200)
    is_problem(await pbx.post(padded(65537)), 413)
  })

  test('an unknown centralita is 404, without a hint whether it exists', async () => {
    const stranger = new FakePbx({ url: stack.url, publico: 'A'.repeat(22), secreto: stack.demo.CC_DEMO_SECRETO })
    is_problem(await stranger.post(offered()), 404)
  })

  test('with two secrets both sign; after the second rotation the first is dead, and no worker remembers it', async () => {
    const rotated = () => new FakePbx({ url: stack.url, publico: stack.demo.CC_DEMO_CENTRALITA, secreto: rotate() })
    const rotate = () => JSON.parse(execFileSync(`${stack.binaries}/cc-admin`,
      ['--json', 'centralita', 'rotar', '--centralita', '1'], { env: { ...process.env, ...stack.env } })).secreto
    // Every worker has its own memory, which it doubts at most once a second: the answer is one when all say the same.
    const everybody = (one, status) => eventually(async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => one.post(offered())))
      return answers.every((answer) => answer.status === status)
    }, { what: `every worker answers ${status}` })
    const second = rotated()
    await everybody(second, 200)
    await everybody(pbx, 200)
    const third = rotated()
    await everybody(third, 200)
    await everybody(second, 200)
    assert.equal((await pbx.post(offered())).status, 401)
    await everybody(pbx, 401)
    stack.pbx = pbx = third
  })

  test('a number never reaches a log', () => {
    assert.doesNotMatch(stack.logs(), /612345678|612 34 56 78/)
  })
})
