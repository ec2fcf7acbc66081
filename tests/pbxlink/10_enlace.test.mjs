// A PBX dials cc-pbxlink: who is let in, what comes of what it tells, and that nothing of it is lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Link } from './link.mjs'

let link
before(async () => { link = await Link.start() })
after(() => link?.stop())

const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
const finished = (call, more = () => true) => eventually(async () => {
  const record = await link.record(call)
  return record?.estado === 'finalizada' && more(record) && record
}, { what: `${call.id} is over` })
const in_state = (call, estado) => eventually(async () => (await link.record(call))?.estado === estado, { what: `${call.id} is ${estado}` })

test('a PBX is let in by its secret, and by nothing else', async () => {
  const pbx = await link.pbx()
  const door = `/api/contact-center/centralitas/${pbx.publico}/ws`
  const own = basic(pbx.publico, pbx.secreto)
  const cases = [
    [101, door, { authorization: own }],
    [401, door, {}],
    [401, door, { authorization: basic(pbx.publico, `${pbx.secreto}x`) }],
    [401, door, { authorization: basic('otra', pbx.secreto) }],
    [401, door, { authorization: `Bearer ${pbx.secreto}` }],
    [401, door, { authorization: 'Basic ::::' }],
    [404, '/api/contact-center/centralitas/AAAAAAAAAAAAAAAAAAAAAA/ws', { authorization: own }],
    [400, '/api/contact-center/centralitas//ws', { authorization: own }],
    [400, `${door}x`, { authorization: own }],
    [400, door, { authorization: own, protocol: 'otro' }],
    [400, door, { authorization: own, protocol: null }],
    [400, door, { authorization: own, upgrade: 'h2c' }],
  ]
  for (const [status, path, options] of cases) {
    assert.equal(await link.knock(path, options), status, `${path} ${JSON.stringify(options)}`)
  }
  assert.equal(await link.metric('rechazos_total') >= 11, true)
  await eventually(async () => Number(await link.db.value(`SELECT rechazados FROM cc.centralita_salud WHERE centralita_id = ${pbx.id}`)) > 0,
    { what: 'the refusals are counted where the administrator sees them' })
})

test('it is told which events to send and asked what lives on it', async () => {
  const pbx = await (await link.pbx()).start()
  await eventually(() => pbx.requests.length >= 2)
  const [filter, census] = pbx.requests
  assert.deepEqual([filter.method, filter.uri], ['PUT', 'applications/cti/eventFilter'])
  assert.ok(filter.body.allowed.some(({ type }) => type === 'ChannelHangupRequest'))
  assert.deepEqual([census.method, census.uri], ['GET', 'channels'])
})

test('what it tells becomes the record of the call', async () => {
  const pbx = await (await link.pbx()).start()
  const call = pbx.call()
  call.rings()
  await in_state(call, 'sonando')
  call.answered()
  await in_state(call, 'en_curso')
  call.ends()
  const record = await finished(call)
  assert.deepEqual([record.resultado, record.cierre, record.extension], ['atendida', 'normal', '101'])
})

test('a second secret is good at once, and one that was revoked closes its socket within five seconds', async () => {
  const pbx = await (await link.pbx()).start()
  const { secreto } = await link.admin('centralita', 'rotar', { centralita: pbx.id })
  await eventually(async () => await link.knock(`/api/contact-center/centralitas/${pbx.publico}/ws`, { authorization: basic(pbx.publico, secreto) }) === 101,
    { what: 'the new secret is good' })
  pbx.secreto = secreto // it dialled with the old one, which is still good
  await pbx.restart()
  await link.db.query(`UPDATE cc.centralita SET secretos = secretos[2:2], version = version + 1 WHERE id = ${pbx.id}`)
  const since = performance.now()
  await eventually(() => pbx.closes.includes(4401), { what: 'the socket is closed' })
  assert.ok(performance.now() - since < 5000)
})

test('a centralita that is turned off loses its socket within five seconds, and is nobody from then on', async () => {
  const pbx = await (await link.pbx()).start()
  await link.db.query(`UPDATE cc.centralita SET activa = false, version = version + 1 WHERE id = ${pbx.id}`)
  const since = performance.now()
  await eventually(() => pbx.closes.includes(4401), { what: 'the socket is closed' })
  assert.ok(performance.now() - since < 5000)
  await eventually(() => pbx.refusals.includes(404), { what: 'it is not let in again' })
})

test('of two sockets of one PBX the newest is spoken to, and what the older one still tells is taken', async () => {
  const pbx = await (await link.pbx()).start()
  const old = pbx.ws
  await pbx.start()
  const call = pbx.call()
  call.rings()
  await eventually(() => pbx.closes.includes(4409), { what: 'the older one is said goodbye' })
  assert.notEqual(pbx.ws, old)
  call.answered()
  call.ends()
  assert.equal((await finished(call)).resultado, 'atendida')
})

test('a message that is no JSON is kept as it came and harms nothing', async () => {
  const pbx = await (await link.pbx()).start()
  pbx.ws.send('{"type": ')
  await eventually(async () => await link.db.value(`SELECT veredicto FROM cc.evento_pbx WHERE centralita_id = ${pbx.id}`) === 'ilegible')
  const call = pbx.call()
  call.rings()
  call.given_up()
  assert.equal((await finished(call)).resultado, 'abandonada_corta')
})

test('an event that comes in many pieces is one event', async () => {
  const pbx = await (await link.pbx()).start()
  const call = pbx.call()
  const send = pbx.ws.send.bind(pbx.ws)
  pbx.ws.send = (text) => {
    const pieces = text.match(/[\s\S]{1,40}/g)
    for (const [i, piece] of pieces.entries()) send(piece, { fin: i === pieces.length - 1 })
  }
  call.rings()
  call.answered()
  call.ends()
  assert.equal((await finished(call)).resultado, 'atendida')
})
