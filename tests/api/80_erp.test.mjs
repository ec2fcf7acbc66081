// The ERP's feed through nginx: patients by its references, with a key.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('the ERP', () => {
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

  const elena = () => ({ nombre: 'Elena', apellidos: 'Vidal Mora', nacimiento: '1990-04-02', clinica_id, saldo_cent: -150,
    telefonos: [{ numero: '699 88 77 66' }], citas: [{ erp_ref: 'C-7', inicio: '2031-12-01T10:00:00+01:00' }],
    avisos: [{ nivel: 'atencion', texto: 'Alergia al látex' }] })

  test('a document makes a patient, whom the next call finds', async () => {
    const made = await erp.put('/paciente/erp/P-7', elena())
    assert.equal(made.status, 201, made.text)
    assert.equal(made.body.erp_ref, 'P-7')
    assert.match(made.headers.get('location'), new RegExp(`/paciente/${made.body.id}$`))
    const { body } = await ana.get('/paciente?numero=699887766')
    assert.deepEqual(body.elementos.map(({ id, erp_ref }) => [id, erp_ref]), [[made.body.id, 'P-7']])
    const seen = await ana.get('/paciente/erp/P-7')
    assert.equal(seen.status, 200)
    assert.equal(seen.headers.get('etag').replace('W/', ''), made.headers.get('etag').replace('W/', ''))
  })

  test('the same document again is 200 and the same version; a change is the next one', async () => {
    const same = await erp.put('/paciente/erp/P-7', elena())
    assert.equal(same.status, 200, same.text)
    const other = await erp.put('/paciente/erp/P-7', { ...elena(), telefonos: [] })
    assert.equal(other.body.version, same.body.version + 1)
    assert.deepEqual(other.body.telefonos, [])
    is_problem(await erp.put('/paciente/erp/P-7', elena(), { headers: { 'if-match': same.headers.get('etag') } }), 412)
  })

  test('eight at once make one patient', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => erp.put('/paciente/erp/P-8', { ...elena(), citas: [] })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 200, 200, 200, 200, 201])
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  })

  test('a reference may hold what a path must escape', async () => {
    const made = await erp.put(`/paciente/erp/${encodeURIComponent('Ñ 1#2')}`, { nombre: 'Íñigo', clinica_id })
    assert.equal(made.body.erp_ref, 'Ñ 1#2')
  })

  test('what is wrong is said by pointer, also inside lists', async () => {
    const answer = await erp.put('/paciente/erp/P-9', { ...elena(), citas: [], telefonos: [{ numero: '12' }] })
    assert.deepEqual(is_problem(answer, 422).errors.map(({ pointer }) => pointer), ['/telefonos/0/numero'])
    assert.deepEqual(is_problem(await erp.put('/paciente/erp/P-9', { nombre: 'X', alias: 1, telefonos: 7 }), 422)
      .errors.map(({ pointer }) => pointer), ['/alias', '/telefonos'])
    is_problem(await erp.get('/paciente/erp/P-9'), 404)
    is_problem(await ana.put('/paciente/erp/P-9', { nombre: 'X' }), 403)
  })

  test('an appointment comes, moves and goes, and the card shows it', async () => {
    const cita = { inicio: '2031-05-01T09:00:00+02:00', profesional: 'Dra. Ruiz' }
    const made = await erp.put('/citas/erp/A%201', { paciente_ref: 'P-7', ...cita })
    assert.equal(made.status, 201, made.text)
    assert.equal(made.body.erp_ref, 'A 1')
    assert.equal(made.body.paciente.erp_ref, 'P-7')
    assert.equal((await erp.get('/paciente/erp/P-7')).body.proxima_cita.profesional, 'Dra. Ruiz')
    const same = await erp.put('/citas/erp/A%201', { paciente_id: made.body.paciente.id, ...cita })
    assert.deepEqual([same.status, same.body.version], [200, 1])
    const moved = await erp.put('/citas/erp/A%201', { paciente_ref: 'P-7', ...cita, estado: 'anulada' })
    assert.deepEqual([moved.status, moved.body.version], [200, 2])
    is_problem(await erp.put('/citas/erp/A%201', cita), 422)
    is_problem(await erp.put('/citas/erp/A%201', { paciente_ref: 'nadie', ...cita }), 404)
    assert.equal((await erp.delete('/citas/erp/A%201')).status, 204)
    is_problem(await erp.delete('/citas/erp/A%201'), 404)
  })

  test('somebody made from the popup whom the ERP sends later becomes one patient when a person says so', async () => {
    const person = { nombre: 'Nuria', apellidos: 'Nueva Alta', clinica_id }
    const popup = await ana.post('/paciente', { ...person, telefono: '688 11 22 33', email: 'nuria@example.org' })
    const sent = await erp.put('/paciente/erp/P-10', { ...person, telefonos: [{ numero: '688112233' }] })
    const { body } = await ana.get('/adopciones')
    assert.deepEqual(body.elementos.map(({ propio, erp: theirs }) => [propio.id, theirs.id]), [[popup.body.id, sent.body.id]])
    const [{ id }] = body.elementos
    is_problem(await erp.post(`/adopciones/${id}`, { accion: 'fusionar' }), 403)
    const both = await Promise.all([1, 2].map(() => ana.post(`/adopciones/${id}`, { accion: 'fusionar' })))
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
    assert.deepEqual((await ana.get('/adopciones')).body.elementos, [])
    is_problem(await ana.get(`/paciente/${popup.body.id}`), 404)
    const { body: one } = await ana.get(`/paciente/${sent.body.id}`)
    assert.deepEqual([one.erp_ref, one.email, one.telefonos.length], ['P-10', 'nuria@example.org', 1])
    is_problem(await ana.post('/adopciones/999999', { accion: 'distintos' }), 404)
  })

  test('somebody who is deleted is gone, and their reference free', async () => {
    assert.equal((await erp.delete('/paciente/erp/P-8')).status, 204)
    is_problem(await erp.get('/paciente/erp/P-8'), 404)
    is_problem(await erp.delete('/paciente/erp/P-8'), 404)
    assert.equal((await erp.put('/paciente/erp/P-8', { nombre: 'Otra', clinica_id })).status, 201)
  })
})
