// The ERP is told of what happens, by Standard Webhooks, verified with the library that its programmer would use.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { fetch } from '../stack/client.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Receptor } from '../stack/receptor.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

describe('subscriptions', () => {
  let stack, admin, ana, erp, suscripcion
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'jobs', 'nginx'], env: { CC_RED_PERMITIDA: '127.0.0.0/8' } })
    admin = await stack.login('admin')
    ana = await stack.login('ana', { puesto: 101 })
    erp = await Receptor.start()
    const made = await admin.post('/suscripciones', { nombre: 'ERP', url: `${erp.url}/avisos?a=1`, red_privada: true })
    assert.equal(made.status, 201, made.text)
    suscripcion = made.body
  })
  after(async () => {
    await stack?.stop()
    await erp?.stop()
  })
  beforeEach(async () => {
    erp.requests = []
    erp.answer = () => ({ status: 204 })
  })

  const said = (request) => JSON.parse(request.body)
  const of_type = (type) => (request) => said(request).type === type
  const verify = (request, secreto = suscripcion.secreto) => new Webhook(secreto).verify(request.body, request.headers)
  const envios = async (query = '') => (await admin.get(`/suscripciones/${suscripcion.id}/envios` + query)).body.elementos
  const probe = async () => {
    const { status, body, text } = await admin.post(`/suscripciones/${suscripcion.id}/prueba`)
    assert.equal(status, 202, text)
    return body
  }
  /** Retries are not waited for: what is due later is due now. */
  const hurry = () => stack.db.query(`UPDATE cc.trabajo SET vence = now() WHERE clase = 'enviar' AND estado = 'pendiente' AND vence > now() + interval '2 seconds';
    DELETE FROM cc.salida; NOTIFY cc_trabajo`)
  const change = async (body) => {
    const { headers } = await admin.get(`/suscripciones/${suscripcion.id}`)
    const changed = await admin.patch(`/suscripciones/${suscripcion.id}`, body, { headers: { 'if-match': headers.get('etag') } })
    assert.equal(changed.status, 200, changed.text)
    return changed.body
  }
  async function missed(de) {
    const call = stack.pbx.call({ de, a: '911223344' })
    for (const step of [() => call.offered(), () => call.rings('101')]) assert.equal((await step()).status, 200)
    await stack.pbx.event({ tipo: 'llamada.fin', llamada: call.llamada, momento: new Date(Date.now() + 30_000).toISOString(), direccion: 'entrante' })
    return stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
  }

  test('a call that is missed is told as it begins, ends, is missed and is owed, signed so that the ERP can be sure', async () => {
    const id = await missed('612345678')
    for (const type of ['llamada.iniciada', 'llamada.finalizada', 'llamada.perdida']) {
      const request = await erp.next((one) => of_type(type)(one) && said(one).data.id === id)
      assert.equal(verify(request).type, type)
      assert.equal(request.method, 'POST')
      assert.equal(request.path, '/avisos?a=1')
      assert.equal(request.headers['content-type'], 'application/json')
    }
    const { data } = said(erp.requests.find(of_type('llamada.perdida')))
    assert.deepEqual([data.direccion, data.resultado, data.numero, data.linea.etiqueta !== undefined], ['entrante', 'perdida_sin_respuesta', '+34612345678', true])
    const owed = said(await erp.next(of_type('seguimiento.pendiente')))
    assert.deepEqual([owed.data.clase, owed.data.numero, owed.data.llamada_id], ['perdida', '+34612345678', id])
    assert.ok(!/Garc|María/.test(erp.requests.map(({ body }) => body).join()), 'names stay here: the ERP has them')
    const { body: [open] = [] } = { body: (await ana.get('/seguimientos')).body.elementos.filter(({ llamada_id }) => llamada_id === id) }
    await ana.patch(`/seguimientos/${open.id}`, { accion: 'cerrar' }, { headers: { 'if-match': `"${open.version}"` } })
    assert.equal(said(await erp.next(of_type('seguimiento.resuelto'))).data.estado, 'resuelta_manual')
  })

  test('what somebody adds after the end is told, and who is created at the desk', async () => {
    const id = await missed('699123123')
    await erp.next((one) => of_type('llamada.finalizada')(one) && said(one).data.id === id)
    const made = await ana.post('/paciente', { nombre: 'Nuria', apellidos: 'Sanz', nacimiento: '1990-02-03', llamada_id: id })
    assert.equal(made.status, 201, made.text)
    const person = said(await erp.next(of_type('paciente.creado'))).data
    assert.deepEqual([person.id, person.nombre, person.nacimiento, person.telefonos, person.llamada_id], [made.body.id, 'Nuria', '1990-02-03', ['+34699123123'], id])
    const { headers } = await ana.get(`/llamadas/${id}`)
    const noted = await ana.patch(`/llamadas/${id}`, { nota: 'Quiere cita' }, { headers: { 'if-match': headers.get('etag') } })
    assert.equal(noted.status, 200, noted.text)
    const told = said(await erp.next((one) => of_type('llamada.actualizada')(one) && said(one).data.version === noted.body.version))
    assert.deepEqual(told.data.interlocutor, { id: made.body.id, erp_ref: null })
    await ana.post('/registrar', { direccion: 'saliente', numero: '699123123', inicio: new Date().toISOString(), duracion_s: 60 })
    await erp.next((one) => of_type('llamada.finalizada')(one) && said(one).data.fuente === 'manual')
  })

  test('whoever is deleted is not kept for a replay either', async () => {
    const made = await ana.post('/paciente', { nombre: 'Olvidada', telefono: '699123777' })
    await erp.next((one) => of_type('paciente.creado')(one) && said(one).data.id === made.body.id)
    await stack.db.query(`UPDATE cc.paciente SET erp_ref = 'OLVIDO-1' WHERE id = ${made.body.id}`)
    const kept = () => stack.db.value(`SELECT count(*) FROM cc.suscripcion_envio WHERE cuerpo LIKE '%Olvidada%'`)
    assert.equal(await kept(), 1)
    assert.equal((await admin.delete('/paciente/erp/OLVIDO-1')).status, 204)
    assert.equal(await kept(), 0)
  })

  test('a subscription names what it wants; more is not sent', async () => {
    await change({ eventos: ['paciente.creado'] })
    await missed('699123124')
    assert.equal((await ana.post('/paciente', { nombre: 'Otra', telefono: '699123199' })).status, 201)
    await erp.next(of_type('paciente.creado'))
    assert.deepEqual(erp.requests.map((one) => said(one).type), ['paciente.creado'])
    const elsewhere = Number(stack.demo.CC_DEMO_CLINICA_PALMAS)
    await change({ eventos: [], clinicas: [elsewhere] })
    await missed('699123125')
    const probed = await probe()
    await erp.next((one) => one.headers['webhook-id'] === probed.mensaje)
    assert.ok(!erp.requests.some((one) => /^llamada/.test(said(one).type)), 'calls of another clinic')
    await change({ clinicas: null })
  })

  test('an answer that is no 2xx is tried again, with the same id and another timestamp, and shows', async () => {
    erp.answer = () => ({ status: 500 })
    const { id, mensaje } = await probe()
    const first = await erp.next((one) => one.headers['webhook-id'] === mensaje)
    const failed = await eventually(async () => (await envios('?estado=pendiente')).find((one) => one.id === id && one.intentos === 1))
    assert.deepEqual([failed.estado_http, failed.motivo], [500, 'http_500'])
    const wait_s = (new Date(failed.siguiente) - new Date(failed.ultimo)) / 1000
    assert.ok(wait_s >= 4 && wait_s <= 6.1, `${wait_s} s`)
    erp.answer = () => ({ status: 200, body: 'gracias' })
    await hurry()
    const second = await eventually(() => erp.requests.filter((one) => one.headers['webhook-id'] === mensaje)[1])
    verify(second)
    assert.equal(second.body, first.body)
    const arrived = await eventually(async () => (await envios('?estado=entregado')).find((one) => one.id === id))
    assert.deepEqual([arrived.intentos, arrived.estado_http, arrived.motivo, arrived.siguiente], [2, 200, null, null])
  })

  test('who says when to come back is not asked before', async () => {
    erp.answer = () => ({ status: 429, headers: { 'retry-after': '120' } })
    const { id } = await probe()
    const waits = await eventually(async () => (await envios()).find((one) => one.id === id && one.intentos === 1))
    assert.ok(new Date(waits.siguiente) - new Date(waits.ultimo) >= 119_000, waits.siguiente)
    erp.answer = () => ({ status: 204 })
    await hurry()
    await eventually(async () => (await envios('?estado=entregado')).some((one) => one.id === id))
  })

  test('answers that are none, redirects, silence and half answers are failures with their reason', async () => {
    const reasons = { cut: 'respuesta_cortada', half: 'respuesta_cortada' }
    for (const [answer, motivo] of Object.entries(reasons)) {
      erp.answer = () => answer
      const { id } = await probe()
      const failed = await eventually(async () => (await envios()).find((one) => one.id === id && one.intentos === 1))
      assert.deepEqual([failed.estado_http, failed.motivo], [null, motivo])
    }
    erp.answer = ({ path }) => (path.startsWith('/otra') ? { status: 204 } : { status: 307, headers: { location: `${erp.url}/otra` } })
    const { id } = await probe()
    const failed = await eventually(async () => (await envios()).find((one) => one.id === id && one.intentos === 1))
    assert.equal(failed.motivo, 'http_307')
    assert.ok(!erp.requests.some(({ path }) => path.startsWith('/otra')), 'redirects are not followed')
    erp.answer = () => ({ status: 204 })
    await hurry()
    await eventually(async () => (await envios('?estado=pendiente')).length === 0)
  })

  test('five failures in a row open the breaker: nothing more is sent until a probe arrives', async () => {
    erp.answer = () => ({ status: 503 })
    await Promise.all(Array.from({ length: 6 }, probe))
    await eventually(async () => (await admin.get(`/suscripciones/${suscripcion.id}`)).body.disponible === false)
    const asked = erp.requests.length
    assert.ok(asked >= 5 && asked <= 7, `${asked} requests`)
    erp.answer = () => ({ status: 204 })
    await stack.db.query(`UPDATE cc.salida SET hasta = now(); UPDATE cc.trabajo SET vence = now() WHERE clase = 'enviar' AND estado = 'pendiente'; NOTIFY cc_trabajo`)
    await eventually(async () => (await envios('?estado=pendiente')).length === 0)
    assert.equal((await admin.get(`/suscripciones/${suscripcion.id}`)).body.disponible, true)
    const metrics = async () => (await fetch(`${stack.url}/api/contact-center/metrics`)).text()
    await eventually(async () => /^cc_jobs_done_total\{executor="[^"]+",class="enviar",result="hecho"\} \d+$/m.test(await metrics()))
    assert.match(await metrics(), /^cc_jobs_oldest_due_seconds \d+$/m)
  })

  test('a secret that is rotated: both sign for a day, then only the new one', async () => {
    const former = suscripcion.secreto
    const rotated = await admin.post(`/suscripciones/${suscripcion.id}/secretos`)
    assert.equal(rotated.status, 201, rotated.text)
    assert.notEqual(rotated.body.secreto, former)
    assert.ok(new Date(rotated.body.anterior_hasta) - Date.now() > 23 * 3600_000)
    suscripcion.secreto = rotated.body.secreto
    const { mensaje } = await probe()
    const both = await erp.next((one) => one.headers['webhook-id'] === mensaje)
    assert.equal(both.headers['webhook-signature'].split(' ').length, 2)
    for (const secreto of [former, rotated.body.secreto]) verify(both, secreto)
    await stack.db.query(`UPDATE cc.suscripcion SET rotada = rotada - interval '24 hours'`)
    const later = await probe()
    const one = await erp.next(({ headers }) => headers['webhook-id'] === later.mensaje)
    verify(one)
    assert.throws(() => verify(one, former))
    assert.ok(!(await admin.get('/suscripciones')).text.includes('whsec_'), 'shown once')
  })

  test('paused, what happens waits; resumed, it is sent; what was sent can be sent again', async () => {
    await change({ activa: false })
    await ana.post('/paciente', { nombre: 'Espera', telefono: '699123201' })
    const probed = await probe()
    await erp.next((one) => one.headers['webhook-id'] === probed.mensaje)
    assert.ok(!erp.requests.some(of_type('paciente.creado')))
    assert.equal((await admin.get(`/suscripciones/${suscripcion.id}`)).body.pendientes, 1)
    is_problem(await admin.post(`/suscripciones/${suscripcion.id}/repetir`, { desde: '2020-01-01T00:00:00Z' }), 409)
    await change({ activa: true })
    const told = await erp.next(of_type('paciente.creado'))
    const [kept] = await eventually(async () => {
      const found = (await envios('?estado=entregado&limite=5')).filter(({ evento }) => evento === 'paciente.creado')
      return found.length && found
    })
    const again = await admin.post(`/suscripciones/${suscripcion.id}/repetir`, { envio_id: kept.id })
    assert.deepEqual([again.status, again.body], [202, { repetidas: 1 }])
    await eventually(() => erp.requests.filter((one) => one.headers['webhook-id'] === told.headers['webhook-id']).length === 2)
    const since = await admin.post(`/suscripciones/${suscripcion.id}/repetir`, { desde: kept.creada, todas: true })
    assert.equal(since.status, 202)
    assert.ok(since.body.repetidas >= 1)
    await eventually(async () => (await envios('?estado=pendiente')).length === 0)
    is_problem(await admin.post(`/suscripciones/${suscripcion.id}/repetir`, { envio_id: 999999999 }), 404, '/envio_id')
    is_problem(await admin.post(`/suscripciones/${suscripcion.id}/repetir`, {}), 422, '/desde')
  })

  test('what fails to the end is given up with its reason, and tried again by a person', async () => {
    erp.answer = () => ({ status: 500 })
    const { id } = await probe()
    await eventually(async () => (await envios()).some((one) => one.id === id && one.intentos === 1))
    await stack.db.query(`UPDATE cc.trabajo SET intentos = 7, vence = now() WHERE clase = 'enviar' AND clave = '${id}'; NOTIFY cc_trabajo`)
    const dead = await eventually(async () => (await admin.get('/trabajos?estado=muerto&clase=enviar')).body.elementos[0])
    assert.deepEqual([dead.motivo, dead.destino, dead.datos], ['http_500', `suscripcion ${suscripcion.id}`, { envio_id: id }])
    assert.equal((await envios('?estado=fallido')).length, 1)
    is_problem(await ana.get('/trabajos'), 403)
    is_problem(await ana.post(`/trabajos/${dead.id}/repetir`), 403)
    is_problem(await admin.post('/trabajos/999999/repetir'), 404)
    erp.answer = () => ({ status: 204 })
    const again = await admin.post(`/trabajos/${dead.id}/repetir`)
    assert.equal(again.status, 202, again.text)
    await eventually(async () => (await envios('?estado=entregado')).some((one) => one.id === id))
    is_problem(await admin.post(`/trabajos/${dead.id}/repetir`), 409)
  })

  test('410 retires a subscription, days of failure pause it; either way its administrators are told', async () => {
    erp.answer = () => ({ status: 410 })
    await probe()
    await eventually(async () => (await admin.get(`/suscripciones/${suscripcion.id}`)).body.pausa === 'retirada')
    erp.answer = () => ({ status: 500 })
    await change({ activa: true })
    await stack.db.query(`UPDATE cc.suscripcion SET fallando = now() - interval '6 days'`)
    await hurry()
    await probe()
    await eventually(async () => (await admin.get(`/suscripciones/${suscripcion.id}`)).body.pausa === 'fallos')
    const told = await stack.db.value(`SELECT count(*) FROM cc.evento WHERE entregas::jsonb @> '[{"tipo": "suscripcion", "roles": ["administrador"]}]'`)
    assert.ok(told >= 2, `${told} events`)
    erp.answer = () => ({ status: 204 })
    await change({ activa: true })
    await eventually(async () => (await envios('?estado=pendiente')).length === 0)
    assert.equal((await admin.get(`/suscripciones/${suscripcion.id}`)).body.fallando, null)
  })

  test('what cannot be is refused by name', async () => {
    const wrong = async (body, pointer) => is_problem(await admin.post('/suscripciones', { nombre: 'X', url: 'https://erp.example/', ...body }), 422, pointer)
    for (const url of ['http://erp.example/', 'ftp://erp.example/', 'https://ana:clave@erp.example/', 'https://erp.example/#x', 'https://', 'https://erp .example/',
      'file:///etc/passwd', 'https://erp.example\\@otro.example/', '//erp.example/', 'https://erp.example/\u0007']) await wrong({ url }, '/url')
    await wrong({ eventos: ['paciente.inventado'] }, '/eventos')
    await wrong({ eventos: [7] }, '/eventos')
    await wrong({ clinicas: [] }, '/clinicas')
    await wrong({ color: 'rojo' }, '/color')
    is_problem(await admin.post('/suscripciones', { nombre: 'X', url: 'https://erp.example/', clinicas: [999999] }), 404)
    is_problem(await ana.get('/suscripciones'), 403)
    is_problem(await ana.post('/suscripciones', { nombre: 'X', url: 'https://erp.example/' }), 403)
    is_problem(await admin.patch(`/suscripciones/${suscripcion.id}`, { nombre: 'X' }), 428)
    is_problem(await admin.patch(`/suscripciones/${suscripcion.id}`, { nombre: 'X' }, { headers: { 'if-match': '"999"' } }), 412)
    is_problem(await admin.patch(`/suscripciones/${suscripcion.id}`, { red_privada: false }, { headers: { 'if-match': '*' } }), 422, '/url')
  })

  test('the ERP subscribes with its key, and unsubscribes', async () => {
    const token = `cck_${'k'.repeat(43)}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos) SELECT grupo_id, 'erp', sha256('${token}'), '{suscripciones:leer,suscripciones:escribir}' FROM cc.agente WHERE usuario = 'admin'`)
    const key = stack.client({ key: token })
    const made = await key.post('/suscripciones', { nombre: 'Con clave', url: `${erp.url}/clave`, red_privada: true, eventos: ['paciente.creado'] })
    assert.equal(made.status, 201, made.text)
    assert.equal((await key.get('/suscripciones')).body.elementos.length, 2)
    assert.equal((await key.delete(`/suscripciones/${made.body.id}`)).status, 204)
    is_problem(await key.get(`/suscripciones/${made.body.id}`), 404)
    is_problem(await key.get('/trabajos'), 403)
  })
})
