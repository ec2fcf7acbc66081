// What PBXs of other makers deliver, how it enters, and what its administrator sees of it.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { fetch } from '../stack/client.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

/** As the vendor's own classes sign: base64 of the hexadecimal of an HMAC-SHA1 over three fields. */
const zadarma = (secret, ...fields) =>
  Buffer.from(createHmac('sha1', secret).update(fields.join('')).digest('hex')).toString('base64')

describe('deliveries', () => {
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
    return { id: made.body.centralita.id, direccion: made.body.direccion, secreto: made.body.secreto }
  }
  const post = (direccion, fields, headers = {}) =>
    fetch(direccion, { method: 'POST', body: new URLSearchParams(fields), headers })
  const deliveries = async ({ id }) => (await jefa.get(`/centralitas/${id}/entregas`)).body.elementos
  const call = (raiz) => stack.db.query(`SELECT estado, resultado, direccion, numero FROM cc.llamada WHERE raiz = '${raiz}'`)

  describe('of Zadarma', () => {
    const secret = 'un-secreto-de-zadarma'
    let pbx
    const notify = (event, fields, signed) =>
      post(pbx.direccion, { event, ...fields }, { signature: zadarma(secret, ...signed.map((name) => fields[name] ?? '')) })
    const started = { pbx_call_id: 'in_1', caller_id: '34612345678', called_did: '34911223344', call_start: '2026-03-10 10:15:00' }
    const of_call = ['caller_id', 'called_did', 'call_start']

    before(async () => {
      pbx = await create('Zadarma', { adaptador: 'zadarma', secreto: secret, credencial: 'clave:secreto', zona: 'Europe/Madrid' })
    })

    test('its address answers the echo by which the vendor checks it, and nothing that is no echo', async () => {
      const publico = pbx.direccion.split('/').at(-1)
      const asked = await stack.client().get(`/webhooks/${publico}?zd_echo=5d2a9bc1`)
      assert.deepEqual([asked.status, asked.text], [200, '5d2a9bc1'])
      assert.match(asked.headers.get('content-type'), /^text\/plain/)
      is_problem(await stack.client().get(`/webhooks/${publico}?zd_echo=${encodeURIComponent('<b>x</b>')}`), 401)
      is_problem(await stack.client().get(`/webhooks/${publico}`), 401)
      is_problem(await stack.client().get(`/webhooks/${publico}/${secret}?zd_otro=1`), 401)
    })

    test('a call that comes in, rings, is answered and ends, told by form posts', async () => {
      assert.equal((await notify('NOTIFY_START', started, of_call)).status, 200)
      assert.equal(await stack.db.value(`SELECT inicio = '2026-03-10T09:15:00Z' FROM cc.llamada WHERE raiz = 'in_1'`), 't')
      assert.equal((await notify('NOTIFY_INTERNAL', { ...started, internal: '101' }, of_call)).status, 200)
      assert.deepEqual(await call('in_1'), [['sonando', '', 'entrante', '+34612345678']])
      const answered = { ...started, destination: '34911223344', internal: '101' }
      assert.equal((await notify('NOTIFY_ANSWER', answered, ['caller_id', 'destination', 'call_start'])).status, 200)
      const ended = { ...started, internal: '101', duration: '65', disposition: 'answered', status_code: '16' }
      assert.equal((await notify('NOTIFY_END', ended, of_call)).status, 200)
      assert.deepEqual(await call('in_1'), [['finalizada', 'atendida', 'entrante', '+34612345678']])
    })

    test('a signature of other fields, another secret or the raw digest is 401, is seen, and its body is kept nowhere', async () => {
      const fields = { ...started, pbx_call_id: 'in_falsa' }
      assert.equal((await post(pbx.direccion, { event: 'NOTIFY_START', ...fields })).status, 401)
      assert.equal((await notify('NOTIFY_START', fields, ['caller_id'])).status, 401)
      const raw = createHmac('sha1', secret).update(of_call.map((name) => fields[name]).join('')).digest('base64')
      assert.equal((await post(pbx.direccion, { event: 'NOTIFY_START', ...fields }, { signature: raw })).status, 401)
      const [last, , first] = (await deliveries(pbx)).filter(({ veredicto }) => veredicto === 'rechazada')
      assert.deepEqual([last.motivo, last.crudo, last.repetible, last.cabeceras.credenciales], ['firma_incorrecta', null, false, ['signature']])
      assert.deepEqual([first.motivo, first.cabeceras.credenciales, first.id], ['sin_credencial', [], null])
      assert.equal(await stack.db.value(`SELECT count(*) FROM cc.evento_pbx WHERE position('in_falsa' IN encode(crudo, 'escape')) > 0`), 0)
    })

    test('the same delivery again is seen as a duplicate', async () => {
      assert.equal((await notify('NOTIFY_START', started, of_call)).status, 200)
      assert.equal((await deliveries(pbx))[0].veredicto, 'duplicada')
    })

    test('an SMS is nothing that a call is made of: ignored, and said so', async () => {
      assert.equal((await notify('SMS', { pbx_call_id: 'sms-1', result: 'hola' }, ['result'])).status, 200)
      const [last] = await deliveries(pbx)
      assert.deepEqual([last.veredicto, last.repetible], ['ignorada', true])
    })
  })

  test('the ring of refused deliveries never grows beyond 50, and shows the newest', async () => {
    const pbx = await create('Anillo', { adaptador: 'generica' })
    for (let i = 0; i < 60; i++) await fetch(pbx.direccion, { method: 'POST', body: 'x'.repeat(i) })
    assert.equal(await stack.db.value(`SELECT count(*) <= 50 FROM cc.entrega_aparte WHERE centralita_id = ${pbx.id}`), 't')
    const seen = await deliveries(pbx)
    assert.equal(seen.length, 50)
    assert.equal(seen[0].bytes, 59)
  })

  test('what could not be read is read again once it can be, at the time when it came', async () => {
    const pbx = await create('Repite', { adaptador: 'zadarma', secreto: 'secreto-repite', credencial: '' })
    const fields = { event: 'NOTIFY_START', caller_id: '34612345678', called_did: '34911223344', call_start: 'sin hora', pbx_call_id: 'in_repite' }
    const signature = zadarma('secreto-repite', fields.caller_id, fields.called_did, fields.call_start)
    assert.equal((await post(pbx.direccion, fields, { signature })).status, 200)
    const [first] = await deliveries(pbx)
    assert.deepEqual([first.veredicto, first.repetida, first.crudo.includes('in_repite')], ['aplicada', null, true])
    const moment = () => stack.db.value(`SELECT momento FROM cc.hecho WHERE llamada = 'in_repite'`)
    const then = await moment()
    await stack.db.query(`UPDATE cc.evento_pbx SET veredicto = 'ilegible' WHERE id = ${first.id}; DELETE FROM cc.hecho WHERE llamada = 'in_repite'`)
    const again = await jefa.post(`/centralitas/${pbx.id}/entregas/${first.id}/repetir`, {})
    assert.equal(again.status, 200, again.text)
    assert.equal(again.body.veredicto, 'aplicada')
    assert.notEqual(again.body.repetida, null)
    assert.equal(await moment(), then)
    const third = await jefa.post(`/centralitas/${pbx.id}/entregas/${first.id}/repetir`, {})
    assert.equal(third.body.veredicto, 'duplicada')
    is_problem(await jefa.post(`/centralitas/${pbx.id}/entregas/999999999/repetir`, {}), 404)
    is_problem(await jefa.post(`/centralitas/999999999/entregas/${first.id}/repetir`, {}), 404)
    const ana = await stack.login('ana', { puesto: 101 })
    is_problem(await ana.get(`/centralitas/${pbx.id}/entregas`), 403)
    is_problem(await ana.post(`/centralitas/${pbx.id}/entregas/${first.id}/repetir`, {}), 403)
  })

  test('what came over ARI cannot be read again: each event leans on the former', async () => {
    const pbx = await create('Por ARI', { adaptador: 'asterisk' })
    await stack.db.query(`UPDATE cc.centralita SET adaptador = 'ari' WHERE id = ${pbx.id};
      INSERT INTO cc.evento_pbx (recibido, grupo_id, centralita_id, veredicto, crudo)
      SELECT now(), grupo_id, id, 'aplicada', 'x' FROM cc.centralita WHERE id = ${pbx.id}`)
    const [one] = await deliveries(pbx)
    assert.equal(one.repetible, false)
    is_problem(await jefa.post(`/centralitas/${pbx.id}/entregas/${one.id}/repetir`, {}), 409)
  })

  test('a pasted payload shows what it would become, in the zone that is to be tried, and writes nothing', async () => {
    const before = await stack.db.value('SELECT count(*) FROM cc.hecho')
    const cuerpo = 'event=NOTIFY_START&pbx_call_id=in_e&caller_id=34612345678&called_did=34911223344&call_start=2026-07-10+10%3A15%3A00'
    const tried = await jefa.post('/centralitas/ensayo', { adaptador: 'zadarma', cuerpo, zona: 'Atlantic/Canary' })
    assert.equal(tried.status, 200, tried.text)
    assert.deepEqual([tried.body.legible, tried.body.motivo, tried.body.veredicto], [true, null, 'aplicada'])
    assert.equal(tried.body.eventos[0].evento.tipo, 'llamada.ofrecida')
    assert.equal(new Date(tried.body.eventos[0].momento).toISOString(), '2026-07-10T09:15:00.000Z')
    const blind = await jefa.post('/centralitas/ensayo', { adaptador: 'zadarma', cuerpo: 'hola=1' })
    assert.deepEqual([blind.body.legible, blind.body.veredicto, blind.body.motivo], [false, 'ilegible', 'faltan event o pbx_call_id'])
    is_problem(await jefa.post('/centralitas/ensayo', { adaptador: 'zadarma', ajustes: { inventado: 1 }, cuerpo }), 422, '/ajustes/inventado')
    is_problem(await jefa.post('/centralitas/ensayo', { adaptador: 'ninguno', cuerpo }), 422, '/adaptador')
    is_problem(await jefa.post('/centralitas/ensayo', { adaptador: 'zadarma', zona: 'Marte/Olimpo', cuerpo }), 422, '/zona')
    const ana = await stack.login('ana', { puesto: 101 })
    is_problem(await ana.post('/centralitas/ensayo', { adaptador: 'zadarma', cuerpo }), 403)
    assert.equal(await stack.db.value('SELECT count(*) FROM cc.hecho'), before)
  })

  test('no secret of an address, a signature or a body reaches a log', () => {
    assert.doesNotMatch(stack.logs(), /un-secreto-de-zadarma|34612345678|zd_echo/)
  })
})
