// Click-to-call through Twilio, with its interface played here: what it is asked, what it calls back, what becomes of the call.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import twilio from 'twilio'
import { eventually } from '../stack/eventually.mjs'
import { Receptor } from '../stack/receptor.mjs'
import { Stack } from '../stack/stack.mjs'

const account = `AC${'0'.repeat(32)}`
const root = `CA${'0'.repeat(31)}1`
const patient = `CA${'0'.repeat(31)}2`

describe('click-to-call through Twilio', () => {
  let stack, vendor, ana, url
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx', 'jobs'], env: { CC_RED_PERMITIDA: '127.0.0.0/8' } })
    vendor = await Receptor.start({ answer: () => ({ status: 201, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sid: root, status: 'queued' }) }) })
    // The demo's own PBX becomes one of Twilio's, and its secret the account's Auth Token.
    await stack.db.query(`UPDATE cc.centralita SET adaptador = 'twilio', version = version + 1,
        ajustes = '${JSON.stringify({ cuenta: account, url_api: vendor.url, red_privada: true })}' WHERE publico = '${stack.demo.CC_DEMO_CENTRALITA}';
      UPDATE cc.linea SET saliente = clave = '+34911223344', preferida = clave = '+34911223344';
      UPDATE cc.grupo SET ajustes = '${JSON.stringify({ llamar: { silencio: ['00:00', '00:00'], fines_de_semana: true, festivos: true } })}'`)
    ana = await stack.login('ana', { puesto: 101 })
    url = `${stack.url}/api/contact-center/webhooks/${stack.demo.CC_DEMO_CENTRALITA}`
  })
  after(async () => {
    await stack?.stop()
    await vendor?.stop()
  })

  let id, asked, callback
  test('Twilio is asked to ring the agent first, with the line’s number, as the account', async () => {
    const answer = await ana.post('/llamar', { numero: '612345678' }, { headers: { 'idempotency-key': randomUUID() } })
    assert.equal(answer.status, 202, answer.text)
    id = answer.body.id
    const request = await vendor.next(({ path }) => path.endsWith('/Calls.json'))
    assert.equal(request.method, 'POST')
    assert.equal(request.path, `/2010-04-01/Accounts/${account}/Calls.json`)
    assert.equal(request.headers.authorization, `Basic ${Buffer.from(`${account}:${stack.demo.CC_DEMO_SECRETO}`).toString('base64')}`)
    asked = new URLSearchParams(request.body)
    assert.deepEqual([asked.get('To'), asked.get('From'), asked.getAll('StatusCallbackEvent')],
      ['client:101', '+34911223344', ['initiated', 'ringing', 'answered', 'completed']])
    callback = asked.get('StatusCallback')
    assert.equal(callback, `${url}?peticion=${answer.body.peticion.id}`)
    // The vendor's own library writes the same TwiML.
    const response = new twilio.twiml.VoiceResponse()
    response.dial({ answerOnBridge: true, timeout: 30, callerId: '+34911223344' })
      .number({ statusCallbackEvent: 'initiated ringing answered completed', statusCallback: callback }, '+34612345678')
    assert.equal(asked.get('Twiml'), response.toString().replace(/^<\?xml[^>]*\?>/, ''))
  })

  const calls_back = async (fields) => {
    const answer = await fetch(callback, { method: 'POST', body: new URLSearchParams(fields),
      headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(stack.demo.CC_DEMO_SECRETO, callback, fields) } })
    assert.equal(answer.status, 200, await answer.text())
  }
  const of_agent = { CallSid: root, From: '+34911223344', To: 'client:101', Direction: 'outbound-api' }
  const of_patient = { CallSid: patient, ParentCallSid: root, From: '+34911223344', To: '+34612345678', Direction: 'outbound-dial' }
  const state = async () => (await ana.get(`/llamadas/${id}`)).body

  test('its callbacks lead that very call through its two legs', async () => {
    await eventually(async () => (await state()).peticion.estado === 'aceptada', { what: 'the order is taken' })
    for (const [fields, CallStatus, estado] of [[of_agent, 'initiated', 'solicitada'], [of_agent, 'ringing', 'sonando_agente'], [of_agent, 'in-progress', 'marcando'],
      [of_patient, 'initiated', 'marcando'], [of_patient, 'ringing', 'sonando'], [of_patient, 'in-progress', 'en_curso']]) {
      await calls_back({ ...fields, CallStatus })
      assert.equal((await state()).estado, estado, `${fields.To} ${CallStatus}`)
    }
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE direccion = 'saliente' AND inicio > now() - interval '1 minute'`), 1)
  })

  test('it is hung up by its root; what it cannot transfer, it says before it is asked', async () => {
    const refused = await ana.post(`/llamadas/${id}/transferir`, { destino: '102' })
    assert.equal(refused.status, 409, refused.text)
    assert.equal((await ana.post(`/llamadas/${id}/colgar`)).status, 202)
    const request = await vendor.next(({ path }) => path.endsWith(`/Calls/${root}.json`))
    assert.equal(request.body, 'Status=completed')
    await calls_back({ ...of_patient, CallStatus: 'completed' })
    await calls_back({ ...of_agent, CallStatus: 'completed' })
    const { estado, resultado } = await state()
    assert.deepEqual([estado, resultado], ['finalizada', 'atendida'])
    assert.equal(vendor.requests.filter(({ path }) => path.endsWith('/Calls.json')).length, 1)
  })
})
