// What patients allow: written down by reception or the ERP, as a history.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('consents', () => {
  let stack, ana, erp, clinica_id
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana')
    clinica_id = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    const key = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{pacientes:leer,pacientes:escribir}')`)
    erp = stack.client({ key })
  })
  after(() => stack?.stop())

  const patient = async (ref, more = {}) => (await erp.put(`/paciente/erp/${ref}`, { nombre: 'Con', apellidos: ref, clinica_id, ...more })).body
  const say = (paciente_id, more = {}, who = ana, headers = {}) =>
    who.post('/consentimientos', { paciente_id, finalidad: 'comercial', valor: 'denegado', ...more }, { headers })
  const history = async (paciente_id, who = ana) => (await who.get(`/consentimientos?paciente_id=${paciente_id}`)).body.elementos
  const brief = ({ finalidad, canal, valor, vigente }) => [finalidad, canal, valor, vigente].join(' ')

  test('what is said is added, with who and when; the last of a purpose and channel is what holds', async () => {
    const { id, version } = await patient('CONS-1')
    assert.deepEqual(await history(id), [])
    const first = await say(id, { valor: 'concedido', canal: 'whatsapp', origen: 'papel', texto_version: 'RGPD-3' })
    assert.equal(first.status, 201)
    await say(id, { valor: 'retirado', canal: 'whatsapp', origen: 'telefono' })
    await say(id, { finalidad: 'grabacion', valor: 'denegado' })
    const said = await history(id)
    assert.deepEqual(said.map(brief), ['grabacion cualquiera denegado true', 'comercial whatsapp retirado true', 'comercial whatsapp concedido false'])
    assert.deepEqual([said[2].origen, said[2].texto_version, said[2].agente.nombre], ['papel', 'RGPD-3', ana.answer.body.agente.nombre])
    assert.equal(said[0].origen, 'presencial')
    const card = (await ana.get(`/paciente/${id}`)).body
    assert.deepEqual(card.consentimientos.map(({ finalidad, canal, valor }) => `${finalidad} ${canal} ${valor}`), ['comercial whatsapp retirado', 'grabacion cualquiera denegado'])
    assert.equal(card.version, version + 3, 'the card is another one')
  })

  test('what was said earlier, told later, is in its place and does not hold', async () => {
    const { id } = await patient('CONS-2')
    await say(id, { momento: '2026-02-01T10:00:00+01:00' })
    await say(id, { valor: 'concedido', momento: '2025-02-01T10:00:00+01:00' })
    assert.deepEqual((await history(id)).map(brief), ['comercial cualquiera denegado true', 'comercial cualquiera concedido false'])
  })

  test('the ERP sends them with the patient: added once, never taken away', async () => {
    const consentimientos = [{ finalidad: 'recordatorios', canal: 'sms', valor: 'concedido', momento: '2026-01-10T09:00:00+01:00', texto_version: 'v2' },
      { finalidad: 'comercial', valor: 'denegado', momento: '2026-01-10T09:00:00+01:00', origen: 'web' }]
    const { id, version } = await patient('CONS-3', { consentimientos })
    const said = await history(id)
    assert.deepEqual(said.map(({ origen, agente }) => [origen, agente]).sort(), [['erp', null], ['web', null]])
    assert.equal((await patient('CONS-3', { consentimientos })).version, version, 'the same again changes nothing')
    for (const list of [[], undefined, consentimientos.slice(1)]) await patient('CONS-3', { consentimientos: list })
    assert.deepEqual((await history(id)).map(({ id: one }) => one), said.map(({ id: one }) => one))
    const more = await patient('CONS-3', { consentimientos: [{ ...consentimientos[0], valor: 'retirado', momento: '2026-03-01T09:00:00+01:00' }] })
    assert.equal(more.version, version + 1)
    assert.deepEqual((await history(id)).map(brief)[0], 'recordatorios sms retirado true')
    const line = JSON.stringify({ erp_ref: 'CONS-4', nombre: 'Lote', clinica_id, consentimientos })
    const { body } = await erp.post('/pacientes/lote', undefined, { raw: line, headers: { 'content-type': 'application/x-ndjson' } })
    assert.equal(body.creados, 1, JSON.stringify(body))
  })

  test('a request again with its key is no second thing said', async () => {
    const { id } = await patient('CONS-5')
    const headers = { 'idempotency-key': 'con-1' }
    const [one, two] = [await say(id, {}, ana, headers), await say(id, {}, ana, headers)]
    assert.deepEqual(two.body, one.body)
    assert.equal((await history(id)).length, 1)
    is_problem(await say(id, { valor: 'concedido' }, ana, headers), 422)
  })

  test('two patients made one have said all of it', async () => {
    const made = await ana.post('/paciente', { nombre: 'Aurora', apellidos: 'Prima', telefono: '655777111', nacimiento: '1980-05-05' })
    await say(made.body.id, { finalidad: 'encuestas' })
    const theirs = await patient('CONS-6', { nombre: 'Aurora', apellidos: 'Prima', nacimiento: '1980-05-05', telefonos: [{ numero: '655777111' }],
      consentimientos: [{ finalidad: 'cesion', valor: 'denegado', momento: '2026-01-10T09:00:00+01:00' }] })
    const adoption = (await ana.get('/adopciones')).body.elementos.find(({ erp: { id } }) => id === theirs.id)
    assert.equal((await ana.post(`/adopciones/${adoption.id}`, { accion: 'fusionar' })).status, 200)
    assert.deepEqual((await history(theirs.id)).map(({ finalidad }) => finalidad).sort(), ['cesion', 'encuestas'])
  })

  test('everything that is wrong is refused, by pointer', async () => {
    const { id } = await patient('CONS-7')
    for (const [more, pointer] of [
      [{ finalidad: undefined }, '/finalidad'], [{ finalidad: 'todo' }, '/finalidad'], [{ finalidad: 1 }, '/finalidad'], [{ valor: undefined }, '/valor'],
      [{ valor: 'sí' }, '/valor'], [{ canal: 'fax' }, '/canal'], [{ origen: 'rumor' }, '/origen'], [{ momento: 'ayer' }, '/momento'],
      [{ momento: '2999-01-01T00:00:00Z' }, '/momento'], [{ texto_version: '' }, '/texto_version'], [{ texto_version: 'x'.repeat(61) }, '/texto_version'],
      [{ paciente_id: undefined }, '/paciente_id'], [{ paciente_id: 'x' }, '/paciente_id'], [{ otro: 1 }, '/otro'],
    ]) is_problem(await say(id, more), 422, pointer)
    is_problem(await say(999999), 404, '/paciente_id')
    is_problem(await ana.get('/consentimientos'), 422, '/paciente_id')
    is_problem(await ana.get('/consentimientos?paciente_id=999999'), 404)
    is_problem(await stack.client().get(`/consentimientos?paciente_id=${id}`), 401)
    const put = (one) => erp.put('/paciente/erp/CONS-7', { nombre: 'Con', consentimientos: [one] })
    const good = { finalidad: 'comercial', valor: 'denegado', momento: '2026-01-10T09:00:00+01:00' }
    for (const [change, pointer] of [[{ momento: undefined }, '/consentimientos/0/momento'], [{ momento: '2999-01-01T00:00:00Z' }, '/consentimientos/0/momento'],
      [{ valor: 'no' }, '/consentimientos/0/valor'], [{ sello: 1 }, '/consentimientos/0/sello']]) is_problem(await put({ ...good, ...change }), 422, pointer)
    assert.deepEqual(await history(id), [])
  })
})
