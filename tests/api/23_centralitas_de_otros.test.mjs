// PBXs of other makers through the real intake: what they sign is accepted, what they tell becomes calls.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import twilio from 'twilio'
import { fetch } from '../stack/client.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

describe('PBXs of other makers', () => {
  let stack, jefa, clinica
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    clinica = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    jefa = await stack.jefa(clinica)
  })
  after(() => stack?.stop())

  const create = async (nombre, more) => {
    const made = await jefa.post('/centralitas', { nombre, clinica_id: clinica, ...more })
    assert.equal(made.status, 201, made.text)
    return { id: made.body.centralita.id, publico: made.body.centralita.publico, direccion: made.body.direccion, con_secreto: made.body.direccion_con_secreto, secreto: made.body.secreto }
  }
  const call = async (raiz) =>
    (await stack.db.query(`SELECT direccion, numero, estado, resultado, peticion FROM cc.llamada WHERE raiz = '${raiz}'`))[0]
  const legs = (raiz) => stack.db.query(
    `SELECT t.clave, t.rol, t.extension FROM cc.tramo t JOIN cc.llamada l ON l.id = t.llamada_id WHERE l.raiz = '${raiz}' ORDER BY t.clave`)

  describe('Twilio, signed by the vendor’s own library', () => {
    const token = '0123456789abcdef0123456789abcdef'
    const parent = `CA${'0'.repeat(31)}1`
    const children = { 101: `CA${'c'.repeat(32)}`, 102: `CA${'d'.repeat(32)}` }
    let pbx
    before(async () => {
      pbx = await create('Twilio', { adaptador: 'twilio', secreto: token, ajustes: { cuenta: `AC${'0'.repeat(32)}` } })
    })

    const signed_form = (fields, { query = '', url = pbx.direccion + query, by = token } = {}) => fetch(pbx.direccion + query, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(by, url, fields) },
    })
    const at = (second) => ({ Timestamp: new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toUTCString().replace('GMT', '+0000') })
    const of_parent = { CallSid: parent, From: '+34612345678', To: '+34911223344', Direction: 'inbound', AccountSid: `AC${'0'.repeat(32)}`, ApiVersion: '2010-04-01' }
    const child = (extension, CallStatus, second, more = {}) => signed_form(
      { ...of_parent, CallSid: children[extension], ParentCallSid: parent, To: `client:${extension}`, Direction: 'outbound-dial', CallStatus, ...at(second), ...more },
      { query: '?linea=%2B34911223344' })

    test('a parent and two children are one call, answered by one of them', async () => {
      const answers = [
        await signed_form({ ...of_parent, CallStatus: 'ringing', ...at(0) }),
        await child(101, 'initiated', 1, { SequenceNumber: '0' }),
        await child(101, 'ringing', 1, { SequenceNumber: '1' }),
        await child(102, 'ringing', 1, { SequenceNumber: '1' }),
        await child(102, 'in-progress', 5, { SequenceNumber: '2' }),
        await child(101, 'canceled', 5, { SequenceNumber: '2', SipResponseCode: '487' }),
        await child(102, 'completed', 65, { SequenceNumber: '3', CallDuration: '60' }),
        await signed_form({ ...of_parent, CallStatus: 'completed', CallDuration: '65', ...at(65) }),
      ]
      assert.deepEqual(answers.map(({ status }) => status), answers.map(() => 200))
      assert.deepEqual(await call(parent), ['entrante', '+34612345678', 'finalizada', 'atendida', ''])
      assert.deepEqual(await legs(parent), [[parent, 'externo', ''], [children[101], 'agente', '101'], [children[102], 'agente', '102']])
      assert.equal(await stack.db.value(`SELECT count(*) FROM cc.llamada WHERE centralita_id = ${pbx.id}`), 1)
      const seen = await stack.db.query(`SELECT t.extension, t.en_otra FROM cc.tramo t JOIN cc.llamada l ON l.id = t.llamada_id WHERE l.raiz = '${parent}' AND t.rol = 'agente' ORDER BY 1`)
      assert.deepEqual(seen, [['101', 't'], ['102', 'f']])
    })

    test('a parent that Twilio "answered" and nobody picked up is no answered call', async () => {
      const sid = `CA${'0'.repeat(31)}2`
      const fields = { ...of_parent, CallSid: sid }
      await signed_form({ ...fields, CallStatus: 'in-progress', ...at(0) })
      await signed_form({ ...fields, CallSid: `CA${'e'.repeat(32)}`, ParentCallSid: sid, To: 'client:101', Direction: 'outbound-dial', CallStatus: 'ringing', ...at(1) })
      await signed_form({ ...fields, CallSid: `CA${'e'.repeat(32)}`, ParentCallSid: sid, To: 'client:101', Direction: 'outbound-dial', CallStatus: 'no-answer', ...at(30) })
      await signed_form({ ...fields, CallStatus: 'completed', ...at(31) })
      assert.equal((await call(sid))[2], 'finalizada')
      assert.match((await call(sid))[3], /^(perdida_sin_respuesta|fuera_de_horario)$/)
    })

    test('an address signed with a port, with its query, and one that is not ours', async () => {
      const fields = { ...of_parent, CallStatus: 'ringing', CallSid: `CA${'0'.repeat(31)}3` }
      const url = new URL(pbx.direccion)
      const bare = `http://${url.hostname}${url.pathname}`
      assert.equal((await signed_form(fields, { url: bare })).status, 200)
      assert.equal((await signed_form(fields, { url: `http://${url.hostname}:80${url.pathname}` })).status, 200)
      assert.equal((await signed_form(fields, { query: '?linea=x&y=%20z' })).status, 200)
      assert.equal((await signed_form(fields, { query: '?linea=x', url: pbx.direccion })).status, 401)
      assert.equal((await signed_form(fields, { url: pbx.direccion.replace('http', 'https') })).status, 401)
      assert.equal((await signed_form(fields, { by: 'otro-token-de-otra-cuenta' })).status, 401)
    })

    test('every field is signed: one changed, taken away or added is 401', async () => {
      const fields = { ...of_parent, CallStatus: 'ringing', CallerName: 'JOSÉ O\'DONNELL & HIJOS = 100%' }
      const signature = twilio.getExpectedTwilioSignature(token, pbx.direccion, fields)
      const post = (body) => fetch(pbx.direccion, { method: 'POST', body: new URLSearchParams(body), headers: { 'x-twilio-signature': signature } })
      assert.equal((await post(fields)).status, 200)
      for (const name of Object.keys(fields)) {
        const { [name]: taken, ...rest } = fields
        assert.equal((await post(rest)).status, 401, `without ${name}`)
        assert.equal((await post({ ...fields, [name]: `${taken}x` })).status, 401, `another ${name}`)
      }
      assert.equal((await post({ ...fields, Otro: '1' })).status, 401)
    })

    test('a JSON body is signed through its hash in the query', async () => {
      const body = JSON.stringify({ ...of_parent, CallSid: `CA${'0'.repeat(31)}4`, CallStatus: 'ringing' })
      const url = `${pbx.direccion}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`
      const post = (text, signature = twilio.getExpectedTwilioSignature(token, url, {})) =>
        fetch(url, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-twilio-signature': signature } })
      assert.equal(twilio.validateRequestWithBody(token, twilio.getExpectedTwilioSignature(token, url, {}), url, body), true)
      assert.equal((await post(body)).status, 200)
      assert.equal((await post(body.replace('612345678', '612345679'))).status, 401)
      assert.equal((await post(body, 'A'.repeat(28))).status, 401)
    })

    test('a call of ours is known by the id that we put into its callbacks', async () => {
      const root = `CA${'0'.repeat(31)}5`
      const query = '?peticion=cc-AAAAAAAAAAAAAAAAAAAAAA'
      const click = { CallSid: root, From: '+34911223344', To: 'client:101', Direction: 'outbound-api' }
      const patient = { CallSid: `CA${'f'.repeat(32)}`, ParentCallSid: root, From: '+34911223344', To: '+34612345678', Direction: 'outbound-dial' }
      const steps = [[click, 'initiated'], [click, 'ringing'], [click, 'in-progress'], [patient, 'initiated'], [patient, 'ringing'], [patient, 'in-progress'],
        [patient, 'completed'], [click, 'completed']]
      for (const [index, [fields, CallStatus]] of steps.entries()) {
        assert.equal((await signed_form({ ...fields, CallStatus, ...at(index) }, { query })).status, 200)
      }
      assert.deepEqual(await call(root), ['saliente', '+34612345678', 'finalizada', 'atendida', 'cc-AAAAAAAAAAAAAAAAAAAAAA'])
    })
  })

  describe('the generic CTI contract of Zammad', () => {
    let pbx
    before(async () => {
      pbx = await create('Zammad', { adaptador: 'zammad', ajustes: { usuarios: { 'Ana López': '101' } } })
    })
    const fields = { from: '34612345678', to: '34911223344', direction: 'in', callId: 'z-1' }

    test('its secret is in the address, and a form or JSON will do', async () => {
      const address = `/webhooks/${pbx.publico}`
      const form = (path, body) => stack.client().request('POST', path, { raw: new URLSearchParams(body).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
      is_problem(await form(address, { event: 'newCall', ...fields }), 401)
      is_problem(await form(`${address}/whsec_otro`, { event: 'newCall', ...fields }), 401)
      const posted = await fetch(pbx.con_secreto, { method: 'POST', body: new URLSearchParams({ event: 'newCall', ...fields, 'user[]': 'Ana López' }) })
      assert.equal(posted.status, 200, await posted.text())
      assert.deepEqual((await call('z-1')).slice(0, 3), ['entrante', '+34612345678', 'sonando'])
      const answered = await stack.client().post(`${address}?token=${encodeURIComponent(pbx.secreto)}`, { event: 'answer', ...fields, user: ['Ana López'] })
      assert.equal(answered.status, 200, answered.text)
      const ended = await fetch(stack.url + `/api/contact-center${address}`, { method: 'POST', body: JSON.stringify({ event: 'hangup', cause: 'normalClearing', ...fields }),
        headers: { authorization: `Basic ${Buffer.from(`pbx:${pbx.secreto}`).toString('base64')}`, 'content-type': 'application/json' } })
      assert.equal(ended.status, 200)
      assert.deepEqual((await call('z-1')).slice(2, 4), ['finalizada', 'atendida'])
    })

    test('everything may be in the query, and the secret is kept nowhere', async () => {
      const query = new URLSearchParams({ token: pbx.secreto, event: 'newCall', ...fields, callId: 'z-2' })
      assert.equal((await stack.client().get(`/webhooks/${pbx.publico}?${query}`)).status, 200)
      assert.equal((await stack.client().get(`/webhooks/${pbx.publico}/${pbx.con_secreto.split('/').at(-1)}?event=hangup&cause=cancel&callId=z-2&direction=in`)).status, 200)
      assert.equal((await call('z-2'))[2], 'finalizada')
      const kept = await stack.db.query(`SELECT cabeceras ->> 'metodo', position('${pbx.secreto}' IN encode(crudo, 'escape') || cabeceras::text), position('token' IN encode(crudo, 'escape'))
        FROM cc.evento_pbx WHERE centralita_id = ${pbx.id} ORDER BY id DESC LIMIT 2`)
      assert.deepEqual(kept, [['GET', '0', '0'], ['GET', '0', '0']])
      const [last] = (await jefa.get(`/centralitas/${pbx.id}/entregas`)).body.elementos
      const again = await jefa.post(`/centralitas/${pbx.id}/entregas/${last.id}/repetir`, {})
      assert.equal(again.body.veredicto, 'duplicada', again.text)
    })

    test('its secret reaches no log', () => {
      assert.equal(stack.logs().includes(pbx.secreto), false)
      assert.equal(stack.logs().includes(pbx.con_secreto.split('/').at(-1)), false)
    })
  })

  describe('any PBX, mapped by its administrator', () => {
    const mapping = (name) => JSON.parse(readFileSync(new URL(`../../app/pbx/plantilla/${name}.json`, import.meta.url)))
    const cdr = { action: 'NewCdr', callid: 'y-1', timestart: '2026-11-23 11:15:00', callfrom: '612345678', callto: '101', callduraction: '38', talkduraction: '29',
      status: 'ANSWERED', type: 'Inbound', didnumber: '911223344' }

    for (const name of ['ivozprovider', 'yeastar']) {
      test(`the shipped mapping of ${name} is one that can be kept, and shows what it would do`, async () => {
        const cuerpo = JSON.stringify(name === 'yeastar' ? cdr : { event: 'ring', callId: 'i-1', direction: 'inbound', owner: '101', party: '612345678' })
        const tried = await jefa.post('/centralitas/ensayo', { ajustes: mapping(name), cuerpo })
        assert.equal(tried.status, 200, tried.text)
        assert.equal(tried.body.veredicto, 'aplicada')
        assert.ok(tried.body.eventos.every(({ conocido, defecto }) => conocido && defecto === null), tried.text)
      })
    }

    test('a record of Yeastar is a whole call, in the zone of the PBX', async () => {
      const pbx = await create('Yeastar', { adaptador: 'plantilla', zona: 'Atlantic/Canary', ajustes: mapping('yeastar') })
      const answer = await fetch(pbx.con_secreto, { method: 'POST', body: JSON.stringify(cdr), headers: { 'content-type': 'application/json' } })
      assert.equal(answer.status, 200)
      assert.deepEqual(await call('y-1'), ['entrante', '+34612345678', 'finalizada', 'atendida', ''])
      assert.equal(await stack.db.value(`SELECT inicio = '2026-11-23T11:15:00Z' AND fin = inicio + interval '38 s' FROM cc.llamada WHERE raiz = 'y-1'`), 't')
    })

    test('what a wrong mapping set aside counts once the mapping is mended and the delivery is read again', async () => {
      const wrong = { ...mapping('ivozprovider'), campos: { evento: 'event', llamada: 'llamada', direccion: 'direction', origen: 'party', extension: 'owner' } }
      const pbx = await create('Ivoz', { adaptador: 'plantilla', ajustes: wrong })
      const say = (event) => fetch(pbx.con_secreto, { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event, callId: 'i-2', direction: 'inbound', owner: '101', party: '612345678' }) })
      for (const event of ['start', 'ring', 'answer', 'end']) assert.equal((await say(event)).status, 200)
      const kept = (await jefa.get(`/centralitas/${pbx.id}/entregas`)).body.elementos
      assert.deepEqual(kept.map(({ veredicto, motivo }) => [veredicto, motivo]), Array(4).fill(['cuarentena', '1: llamada: falta']))
      assert.equal(await call('i-2'), undefined)
      const { headers } = await jefa.get(`/centralitas/${pbx.id}`)
      const mended = await jefa.patch(`/centralitas/${pbx.id}`, { ajustes: mapping('ivozprovider') }, { headers: { 'if-match': headers.get('etag') } })
      assert.equal(mended.status, 200, mended.text)
      for (const { id } of kept) assert.equal((await jefa.post(`/centralitas/${pbx.id}/entregas/${id}/repetir`, {})).body.veredicto, 'aplicada')
      assert.deepEqual((await call('i-2')).slice(0, 4), ['entrante', '+34612345678', 'finalizada', 'atendida'])
    })

    test('a PBX that signs the body with a secret of its own', async () => {
      const secreto = 'el-secreto-de-su-panel'
      const pbx = await create('Firma', { adaptador: 'plantilla', secreto, ajustes: { ...mapping('ivozprovider'),
        autenticacion: { tipo: 'hmac', cabecera: 'x-hub-signature-256', prefijo: 'sha256=' } } })
      assert.deepEqual([pbx.secreto, pbx.con_secreto], [null, null])
      const body = JSON.stringify({ event: 'ring', callId: 'f-1', direction: 'inbound', owner: '101', party: '612345678' })
      const post = (text, by) => fetch(pbx.direccion, { method: 'POST', body: text, headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', by).update(body).digest('hex')}` } })
      assert.equal((await post(body, secreto)).status, 200)
      assert.equal((await post(`${body} `, secreto)).status, 401)
      assert.equal((await post(body, 'otro')).status, 401)
      assert.equal((await call('f-1'))[2], 'sonando')
    })
  })
})
