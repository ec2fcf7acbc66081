// What a group and its clinics decide: addresses of the ERP, hours, holidays, dispositions; and who changed it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

const any = { headers: { 'if-match': '*' } }

describe('a group and its clinics', () => {
  let stack, admin, ana, jefe, centro, palmas
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    centro = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    palmas = Number(stack.demo.CC_DEMO_CLINICA_PALMAS)
    // yeray administers Las Palmas only: what is the group's is not his.
    await stack.db.query(`UPDATE cc.agente_clinica SET rol = 'administrador' FROM cc.agente a WHERE a.id = agente_id AND a.usuario = 'yeray'`)
    ;[admin, ana, jefe] = await Promise.all(['admin', 'ana', 'yeray'].map((name) => stack.login(name)))
  })
  after(() => stack?.stop())

  const pointers = (answer, status) => is_problem(answer, status).errors.map(({ pointer }) => pointer)
  const missed = async (de, a) => {
    const call = stack.pbx.call({ de, a })
    for (const step of ['offered', 'ends']) assert.equal((await call[step]()).status, 200)
    return stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
  }
  const result = async (id) => (await admin.get(`/llamadas/${id}`)).body.resultado

  test('the addresses of the ERP are checked, used by the next card, and taken away by null', async () => {
    const { body, headers } = await admin.get('/grupo')
    assert.equal(headers.get('etag'), `"${body.version}"`)
    for (const url of ['javascript:alert(1)', '//otro.example/{id}', 'https://erp.example/{nombre}', 'https://erp.example/a b', 'https://{id}.example/'])
      assert.deepEqual(pointers(await admin.patch('/grupo', { url_ficha: url, url_cita: '/cita/{ref}' }, any), 422), ['/url_ficha'], url)
    const changed = await admin.patch('/grupo', { url_ficha: 'https://erp.example/p?id={id}&t={telefono}' }, { headers: { 'if-match': headers.get('etag') } })
    assert.equal(changed.body.url_ficha, 'https://erp.example/p?id={id}&t={telefono}', changed.text)
    is_problem(await admin.patch('/grupo', { nombre: 'Otro' }, { headers: { 'if-match': headers.get('etag') } }), 412)
    const card = async () => (await ana.get('/paciente?numero=612345678')).body.ficha
    const maria = await card()
    assert.equal(maria.url_ficha, `https://erp.example/p?id=${maria.id}&t=%2B34612345678`)
    assert.equal((await admin.patch('/grupo', { url_ficha: null }, any)).body.url_ficha, null)
    assert.equal((await card()).url_ficha, null)
  })

  test('whether the clinics share their patients counts at once', async () => {
    const seen = async () => (await jefe.get('/paciente?numero=612345678')).body.elementos.length
    assert.equal(await seen(), 1)
    await admin.patch('/grupo', { pacientes_compartidos: false }, any)
    assert.equal(await seen(), 0)
    await admin.patch('/grupo', { pacientes_compartidos: true }, any)
  })

  test('what is the whole group\'s is not for who administers one clinic of it', async () => {
    for (const answer of [
      await jefe.patch('/grupo', { nombre: 'Mío' }, any), await jefe.post('/clinicas', { nombre: 'Mía' }), await jefe.delete(`/clinicas/${palmas}`),
      await jefe.post('/tipificaciones', { etiqueta: 'Mía' }), await jefe.patch('/tipificaciones/1', { orden: 3 }, any), await jefe.delete('/tipificaciones/1'),
    ]) is_problem(answer, 403)
    assert.equal((await jefe.patch(`/clinicas/${palmas}`, { abandono_corto_s: 20 }, any)).body.abandono_corto_s, 20)
    is_problem(await jefe.patch(`/clinicas/${centro}`, { abandono_corto_s: 20 }, any), 404)
    is_problem(await jefe.put(`/horarios?clinica_id=${centro}`, { franjas: [] }, any), 404)
    assert.deepEqual((await jefe.get('/clinicas')).body.elementos.map(({ id }) => id), [palmas])
  })

  test('a week is replaced whole, and decides about the next call', async () => {
    const before = await admin.get(`/horarios?clinica_id=${centro}`)
    assert.deepEqual([before.body.franjas, before.body.abierta], [[], true])
    const match = { headers: { 'if-match': before.headers.get('etag') } }
    const at = await stack.db.value(`SELECT extract(isodow FROM now() AT TIME ZONE 'Europe/Madrid')::int`)
    const other = (at % 7) + 1
    const closed = await admin.put(`/horarios?clinica_id=${centro}`, { franjas: [{ dia_semana: other, abre: '09:00', cierra: '24:00' }] }, match)
    assert.deepEqual([closed.status, closed.body.abierta, closed.body.franjas], [200, false, [{ dia_semana: other, abre: '09:00', cierra: '24:00' }]])
    is_problem(await admin.put(`/horarios?clinica_id=${centro}`, { franjas: [] }, match), 412)
    is_problem(await admin.put(`/horarios?clinica_id=${centro}`, { franjas: [] }), 428)
    assert.equal(await result(await missed('699100001', '911223344')), 'fuera_de_horario')
    assert.equal((await admin.put(`/horarios?clinica_id=${centro}`, { franjas: [] }, any)).body.abierta, true)
    assert.notEqual(await result(await missed('699100002', '911223344')), 'fuera_de_horario')
  })

  test('a bad week is refused whole, with a pointer to each bad range', async () => {
    const franja = (dia_semana, abre, cierra) => ({ dia_semana, abre, cierra })
    const put = (franjas) => admin.put(`/horarios?clinica_id=${centro}`, { franjas }, any)
    assert.deepEqual(pointers(await put([franja(1, '09:00', '14:00'), franja(1, '13:30', '18:00')]), 422), ['/franjas/1'])
    assert.deepEqual(pointers(await put([franja(0, '9:00', '14:00'), { ...franja(2, '10:00', '11:00'), color: 'rojo' }]), 422),
      ['/franjas/0/abre', '/franjas/0/dia_semana', '/franjas/1/color'])
    assert.deepEqual(pointers(await put(Array(71).fill(franja(1, '09:00', '14:00'))), 422), ['/franjas'])
    assert.deepEqual((await admin.get(`/horarios?clinica_id=${centro}`)).body.franjas, [])
  })

  test('a holiday closes the clinic that day, and only that one', async () => {
    const dia = await stack.db.value(`SELECT (now() AT TIME ZONE 'Europe/Madrid')::date::text`)
    const made = await admin.post('/festivos', { clinica_id: centro, dia, nombre: 'Fiesta local' })
    assert.equal(made.status, 201, made.text)
    assert.equal(await result(await missed('699100003', '911223344')), 'fuera_de_horario')
    assert.notEqual(await result(await missed('699100004', '928112233')), 'fuera_de_horario')
    assert.deepEqual(pointers(await admin.post('/festivos', { clinica_id: centro, dia }), 409), ['/dia'])
    assert.deepEqual(pointers(await admin.post('/festivos', { dia: '2026-12-25' }), 422), ['/clinica_id'], 'of two clinics, which?')
    const { body: { id } } = await admin.post('/festivos', { clinica_id: centro, dia: '2099-12-25', nombre: 'Navidad' })
    assert.deepEqual(pointers(await admin.patch(`/festivos/${id}`, { dia }, any), 409), ['/dia'])
    assert.equal((await admin.patch(`/festivos/${id}`, { dia: '2099-12-24' }, any)).body.dia, '2099-12-24')
    const listed = async (query) => (await ana.get('/festivos' + query)).body.elementos.map((one) => one.id)
    assert.deepEqual(await listed('?desde=2099-12-24&hasta=2099-12-24'), [id])
    assert.deepEqual(await listed('?hasta=2099-12-23'), [made.body.id])
    assert.equal((await admin.delete(`/festivos/${made.body.id}`)).status, 204)
    assert.notEqual(await result(await missed('699100005', '911223344')), 'fuera_de_horario')
  })

  test('a clinic is made, administered by its maker, and closed only when nothing of it is in use', async () => {
    const made = await admin.post('/clinicas', { nombre: 'Sur', zona: 'Atlantic/Canary', postllamada: true })
    assert.equal(made.status, 201, made.text)
    const { id } = made.body
    assert.deepEqual([made.body.pais, made.body.abandono_corto_s, made.body.postllamada], ['ES', 10, true])
    assert.equal((await admin.get('/sesion')).body.clinicas.find((one) => one.id === id).rol, 'administrador')
    assert.deepEqual(pointers(await admin.post('/clinicas', { nombre: 'Sur' }), 409), ['/nombre'])
    assert.deepEqual(pointers(await admin.patch(`/clinicas/${id}`, { zona: 'Marte/Olimpo' }, any), 422), ['/zona'])
    const [{ centralita_id }] = (await admin.get('/lineas')).body.elementos
    const { body: line } = await admin.post('/lineas', { centralita_id, numero: '922000001', clinica_id: id })
    assert.match(is_problem(await admin.delete(`/clinicas/${id}`), 409).detail, /1 líneas/)
    await admin.delete(`/lineas/${line.id}`)
    assert.equal((await admin.delete(`/clinicas/${id}`)).body.activa, false)
    assert.deepEqual(pointers(await admin.post('/lineas', { centralita_id, numero: '922000002', clinica_id: id }), 409), ['/clinica_id'])
    assert.ok(!(await admin.get('/clinicas')).body.elementos.some((one) => one.id === id))
    assert.ok((await admin.get('/clinicas?todas=true')).body.elementos.some((one) => one.id === id))
    assert.equal((await admin.patch('/grupo', { nombre: 'Clínicas Demo' }, any)).status, 200, 'a closed clinic asks for no administrator')
  })

  test('a disposition that a call has stays, out of use; the desk is offered the others', async () => {
    const made = await admin.post('/tipificaciones', { etiqueta: 'Segunda opinión' })
    const { id } = made.body
    const call = await missed('699100006', '911223344')
    const { headers } = await ana.get(`/llamadas/${call}`)
    const done = await ana.patch(`/llamadas/${call}`, { tipificacion_id: id }, { headers: { 'if-match': headers.get('etag') } })
    assert.equal(done.body.tipificacion?.etiqueta, 'Segunda opinión', done.text)
    assert.equal((await admin.delete(`/tipificaciones/${id}`)).body.activa, false)
    assert.ok(!(await ana.get('/tipificaciones')).body.elementos.some((one) => one.id === id))
    assert.equal((await ana.get(`/llamadas/${call}`)).body.tipificacion.etiqueta, 'Segunda opinión')
    is_problem(await ana.patch(`/llamadas/${await missed('699100007', '911223344')}`, { tipificacion_id: id }, any), 404)
    assert.deepEqual(pointers(await admin.post('/tipificaciones', { etiqueta: ' Segunda opinión ' }), 409), ['/etiqueta'])
    const errata = await admin.post('/tipificaciones', { etiqueta: 'Errata', orden: 0 })
    assert.equal((await ana.get('/tipificaciones')).body.elementos[0].etiqueta, 'Errata')
    assert.equal((await admin.delete(`/tipificaciones/${errata.body.id}`)).status, 204)
  })

  test('who changed what is read page by page, of one\'s clinics', async () => {
    const { body: { id } } = await admin.post('/festivos', { clinica_id: centro, dia: '2098-01-01' })
    for (const nombre of ['Uno', 'Dos', 'Tres']) await admin.patch(`/festivos/${id}`, { nombre }, any)
    const query = `/auditoria?objeto=festivo&objeto_id=${id}`
    const first = await admin.get(`${query}&limite=3`)
    assert.deepEqual(first.body.elementos.map(({ accion, datos }) => [accion, datos.nombre?.at(-1)]),
      [['festivo.editar', 'Tres'], ['festivo.editar', 'Dos'], ['festivo.editar', 'Uno']])
    assert.equal(first.body.elementos[0].agente.nombre, 'Administración')
    assert.match(first.headers.get('link'), /rel="next"/)
    const last = await admin.get(`${query}&limite=3&cursor=${first.body.siguiente}`)
    assert.deepEqual([last.body.elementos.map(({ accion }) => accion), last.body.siguiente], [['festivo.crear'], null])
    assert.deepEqual((await jefe.get(query)).body.elementos, [], 'another clinic of the group')
    assert.ok((await jefe.get('/auditoria')).body.elementos.every(({ clinica_id, agente }) => clinica_id === palmas || agente.nombre === 'Yeray Marrero'))
    assert.ok((await admin.get('/auditoria?accion=grupo.editar')).body.elementos.length > 0, 'the group\'s own')
    assert.deepEqual((await jefe.get('/auditoria?accion=grupo.editar')).body.elementos, [])
    is_problem(await ana.get('/auditoria'), 403)
    is_problem(await jefe.get(`/auditoria?clinica_id=${centro}`), 404)
    assert.deepEqual(pointers(await admin.get('/auditoria?cursor=x'), 422), ['/cursor'])
    assert.deepEqual((await admin.get('/auditoria?hasta=2020-01-01')).body.elementos, [])
  })

  test('a key configures with its scope, and only with it', async () => {
    const { createHash } = await import('node:crypto')
    const key = async (name, scopes) => {
      const token = `cck_${name}`.padEnd(47, 'x')
      await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
        VALUES (${stack.demo.CC_DEMO_GRUPO}, '${name}', '\\x${createHash('sha256').update(token).digest('hex')}', '{${scopes}}')`)
      return stack.client({ key: token })
    }
    const reader = await key('lee', 'config:leer'), writer = await key('escribe', 'config:escribir')
    assert.equal((await reader.get('/grupo')).status, 200)
    is_problem(await reader.post('/tipificaciones', { etiqueta: 'De la clave' }), 403)
    is_problem(await reader.get('/auditoria'), 403)
    is_problem(await writer.get('/grupo'), 403)
    const made = await writer.post('/tipificaciones', { etiqueta: 'De la clave' })
    assert.equal(made.status, 201, made.text)
    const [note] = (await admin.get(`/auditoria?objeto=tipificacion&objeto_id=${made.body.id}`)).body.elementos
    assert.deepEqual([note.agente, note.clave.nombre], [null, 'escribe'])
  })
})
