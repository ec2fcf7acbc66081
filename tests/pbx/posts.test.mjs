// What the administrator's dialplan posts for each call, on a real Asterisk, with no contact center behind it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readFile, stat } from 'node:fs/promises'
import { install, Laboratory } from './lab.mjs'
import { FakeReceiver } from './receiver.mjs'
import { heard } from './sip.mjs'
import { SCENARIOS, table_lines } from './scenarios.mjs'

const SECRET = 'whsec_laboratorio'
const MEMBERS = [
  'event',
  'call',
  'channel',
  'linkedid',
  'direction',
  'from',
  'name',
  'did',
  'to',
  'peer',
  'role',
  'dialstatus',
  'cause',
  'hung_up',
  'mailbox',
  'file',
  'duration_s',
  'queue',
  'position',
  'queuestatus',
  'request',
  'time',
]

const line = ({ event, peer, role, dialstatus, cause, hung_up }) =>
  [event, peer, role, dialstatus, cause, hung_up].map((value) => value || '-').join(' ')

/** What happens at one hangup is posted by two threads: those lines have no order of their own. */
function settled(lines) {
  const last = lines.findLastIndex((text) => !/hangup|queue-leave/.test(text)) + 1
  return [...lines.slice(0, last), ...lines.slice(last).sort()]
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

/** Every member is there and a text; what belongs to the call is the same in all of its posts. */
function assert_whole(body, first, scenario) {
  assert.deepEqual(Object.keys(body), MEMBERS)
  for (const value of Object.values(body)) assert.equal(typeof value, 'string')
  assert.match(body.time, TIME)
  assert.ok(Math.abs(Date.parse(body.time) - Date.now()) < 60000, `time ${body.time} is not this minute`)
  assert.deepEqual(
    [body.call, body.direction, body.to, body.did],
    [first.channel, scenario.call.direccion, scenario.to, scenario.call.linea ?? ''],
  )
}

describe('the dialplan posts', () => {
  let receiver, lab
  before(async () => {
    await install()
    receiver = await FakeReceiver.open()
    lab = await Laboratory.start(receiver.url, SECRET)
  })
  after(async () => {
    await lab?.stop()
    await receiver?.close()
  })

  for (const scenario of SCENARIOS.filter(({ posts }) => posts)) {
    test(scenario.name, async () => {
      const expected = settled(table_lines(scenario.posts))
      await scenario.play(lab)
      const bodies = await receiver.whole(scenario.from, expected.length)
      assert.deepEqual(settled(bodies.map(line)), expected)
      for (const body of bodies) assert_whole(body, bodies[0], scenario)
    })
  }

  test('a message in the mailbox comes with its file and its length', async () => {
    const message = receiver.of('612000004').find(({ event }) => event === 'voicemail-message')
    assert.equal(message.mailbox, '101@default')
    assert.match(message.duration_s, /^[1-9]$/)
    assert.ok((await stat(`${message.file}.wav`)).size > 8000)
  })

  test('its audio is brought beside them, with the secret, until it is taken', async () => {
    const [{ call, file }] = receiver.of('612000004').filter(({ event }) => event === 'voicemail-message')
    if (receiver.uploads.length < 2) await heard(receiver, 'upload', { matches: () => receiver.uploads.length >= 2, what: 'a second try' })
    for (const { path, headers, raw } of receiver.uploads) {
      assert.equal(path, `/grabaciones/subida/laboratorio/${call}`)
      assert.equal(headers.authorization, `Bearer ${SECRET}`)
      assert.ok(raw.equals(await readFile(`${file}.wav`)))
    }
    assert.equal(receiver.uploads.length, 2)
  })

  test('a click-to-call through ARI carries the id of the request, from the moment the agent answers', async () => {
    const ana = await lab.phone('101')
    const rings = [heard(ana, 'call'), heard(lab.carrier, 'call')]
    await lab.originate({ extension: '101', dials: '0612000031', request: 'peticion-31' })
    const agent = await rings[0]
    await agent.answer()
    const patient = await rings[1]
    await patient.answer()
    await agent.hears()
    await patient.hangup()
    await agent.until('ended')
    const bodies = (await receiver.whole('101', 8)).filter(({ to }) => to === '612000031')
    assert.deepEqual(bodies.map(line)[0], 'outbound 101 agente - - -')
    assert.deepEqual(bodies.map(({ event }) => event).sort(), ['answered', 'hangup', 'leg-hangup', 'outbound'])
    for (const { call, request } of bodies) assert.deepEqual([call, request], ['peticion-31', 'peticion-31'])
  })

  test('a queue says its name and the place in it', () => {
    const [, entered] = receiver.of('612000011')
    assert.deepEqual([entered.queue, entered.position], ['recepcion', '1'])
  })

  test('every post is JSON with the secret and nothing that curl adds on its own', () => {
    for (const { headers, body } of receiver.posts) {
      assert.equal(headers.authorization, `Bearer ${SECRET}`)
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(headers.expect, undefined)
      assert.notEqual(body, null)
    }
  })

  test('what a caller puts in his name and number stays text, accents included', async () => {
    const hostile = 'Zoë Núñez-Gil $(id) ${EPOCH} `id` ; | %s ,","event":"hangup" \\'.replace(/["\\]/g, '\\$&')
    const [body] = await names(hostile, '612000021')
    assert.equal(body.event, 'incoming')
    assert.match(body.name, /^Zoë Núñez-Gil id/)
    assert.doesNotMatch(body.name, /["\\${}`;|]/)
    const [odd] = await names('Ana', "61200'$(id)0022", '61200id0022')
    assert.equal(odd.from, '61200id0022')
  })

  test('a name in Latin-1 does not spoil the body', async () => {
    const [body] = await names(Buffer.from('Peña', 'latin1'), '612000023')
    assert.match(body.name, /^Pe/)
  })

  test('a server that stalls holds a caller once, not at each step', async () => {
    receiver.stalled = true
    const ana = await lab.phone('101')
    const rings = heard(ana, 'call')
    const call = await lab.incoming('612000024', '911000001')
    const leg = await rings
    leg.ring()
    await leg.answer()
    await call.until('answered')
    const held_ms = performance.now() - call.sent_ms
    await call.hangup()
    await leg.until('ended')
    assert.ok(held_ms > 1900, `answered after ${held_ms} ms`)
    const bodies = await receiver.whole('612000024', 3)
    assert.deepEqual(bodies.map(({ event }) => event).sort(), ['hangup', 'incoming', 'leg-hangup'])
  })

  /** The posts of a call that gives up while 101 rings, with that name and number in From. */
  async function names(name, number, filtered = number) {
    const rings = heard(await lab.phone('101'), 'call')
    const call = await lab.incoming(number, '911000001', name)
    ;(await rings).ring()
    await call.until('ringing')
    await call.hangup()
    return receiver.whole(filtered, 4)
  }
})
