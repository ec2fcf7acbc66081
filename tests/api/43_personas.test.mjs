// The people of a call: numbers of patients, contacts, and what is still to be identified.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('people of a call', () => {
  let stack, ana
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
  })
  after(() => stack?.stop())

  async function called(de) {
    const call = stack.pbx.call({ de, a: '911223344' })
    for (const step of ['offered', 'ends']) assert.equal((await call[step]()).status, 200)
    return stack.db.value(`SELECT id FROM cc.llamada WHERE raiz = '${call.llamada}'`)
  }
  const pending = async () => (await ana.get('/llamadas?estado=por_identificar')).body.elementos.map(({ id }) => id)
  const speaker = async (id) => (await ana.get(`/llamadas/${id}`)).body.interlocutor

  test('a number that is saved takes its earlier calls along; undone, it gives them back', async () => {
    const id = await called('699444555')
    assert.ok((await pending()).includes(id))
    const maria = (await ana.get('/paciente?numero=612345678')).body.elementos[0]
    const saved = await ana.post(`/paciente/${maria.id}/telefonos`, { numero: '699 444 555', etiqueta: 'Trabajo' })
    assert.equal(saved.status, 201, saved.text)
    const { clave } = saved.body.telefonos.find(({ etiqueta }) => etiqueta === 'Trabajo')
    assert.equal(clave, '+34699444555')
    assert.equal((await speaker(id)).id, maria.id)
    assert.ok(!(await pending()).includes(id))
    const undone = await ana.post(`/paciente/${maria.id}/telefonos/${encodeURIComponent(clave)}/deshacer`)
    assert.equal(undone.status, 200, undone.text)
    assert.equal(await speaker(id), null)
    assert.ok((await pending()).includes(id))
  })

  test('a number that is taken away leaves the past where it was', async () => {
    const id = await called('699444556')
    const maria = (await ana.get('/paciente?numero=612345678')).body.elementos[0]
    await ana.post(`/paciente/${maria.id}/telefonos`, { numero: '699444556' })
    const ended = await ana.delete(`/paciente/${maria.id}/telefonos/+34699444556`)
    assert.equal(ended.status, 200, ended.text)
    assert.ok(!ended.body.telefonos.some(({ clave }) => clave === '+34699444556'))
    assert.equal((await speaker(id)).id, maria.id)
    is_problem(await ana.delete(`/paciente/${maria.id}/telefonos/+34699444556`), 404)
  })

  test('a contact is named, renamed and taken away', async () => {
    const id = await called('911777888')
    const made = await ana.post('/contactos', { numero: '911777888', nombre: 'Laboratorio Sur', clase: 'laboratorio' })
    assert.equal(made.status, 201, made.text)
    assert.equal((await ana.get(`/llamadas/${id}`)).body.contacto.nombre, 'Laboratorio Sur')
    assert.ok(!(await pending()).includes(id))
    const { id: contacto } = made.body
    is_problem(await ana.patch(`/contactos/${contacto}`, { clase: 'proveedor' }), 428)
    const changed = await ana.patch(`/contactos/${contacto}`, { clase: 'proveedor' }, { headers: { 'if-match': made.headers.get('etag') } })
    assert.equal(changed.body.clase, 'proveedor', changed.text)
    assert.deepEqual((await ana.get('/contactos?q=labor&clase=proveedor')).body.elementos.map((one) => one.id), [contacto])
    is_problem(await ana.patch(`/contactos/${contacto}`, { clase: 'bloqueado' }, { headers: { 'if-match': '*' } }), 403)
    assert.equal((await ana.delete(`/contactos/${contacto}`)).status, 204)
    is_problem(await ana.delete(`/contactos/${contacto}`), 404)
    assert.equal((await ana.get(`/llamadas/${id}`)).body.contacto, null)
  })

  test('the calls of a blocked number are blocked ones, and nobody has to return them', async () => {
    await stack.db.query("INSERT INTO cc.contacto (grupo_id, clave, nombre, clase) SELECT grupo_id, '+34911777999', 'Publicidad', 'bloqueado' FROM cc.agente WHERE usuario = 'ana'")
    const id = await called('911777999')
    const { body } = await ana.get(`/llamadas/${id}`)
    assert.deepEqual([body.resultado, body.es_perdida], ['bloqueada', false])
    assert.ok(!(await ana.get('/seguimientos')).body.elementos.some(({ numero }) => numero === '+34911777999'))
  })
})
