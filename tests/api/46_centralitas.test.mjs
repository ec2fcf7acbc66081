// PBXs as their administrator makes, watches and changes them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { FakePbx } from '../stack/pbx.mjs'
import { Stack } from '../stack/stack.mjs'
import { is_problem } from './problem.mjs'

describe('centralitas', () => {
  let stack, ana, jefa, clinica, nueva
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana', { puesto: 101 })
    clinica = Number(stack.demo.CC_DEMO_CLINICA_CENTRO)
    jefa = await stack.jefa(clinica)
  })
  after(() => stack?.stop())

  const posts = (secreto, publico = nueva.centralita.publico) =>
    new FakePbx({ url: stack.url, publico, secreto }).event({ tipo: 'llamada.ofrecida', llamada: `c-${Date.now()}`, direccion: 'entrante', origen: '600000001', linea: '911223344' })

  test('the forms of all adapters are there, for administrators', async () => {
    is_problem(await ana.get('/centralitas/adaptadores'), 403)
    const { body } = await jefa.get('/centralitas/adaptadores')
    assert.ok(body.elementos.some((uno) => uno.nombre === 'generica'))
    for (const uno of body.elementos) assert.deepEqual(Object.keys(uno), ['nombre', 'ajustes', 'ayuda_secreto', 'secreto_opcional', 'ayuda_credencial'])
    for (const uno of body.elementos) for (const ajuste of uno.ajustes) assert.ok(ajuste.ayuda.length > 0, `${uno.nombre}.${ajuste.nombre}`)
  })

  test('a new one shows its address and its secret once, and its deliveries are taken at once', async () => {
    is_problem(await ana.post('/centralitas', { nombre: 'Segunda', adaptador: 'generica' }), 403)
    const made = await jefa.post('/centralitas', { nombre: 'Segunda', adaptador: 'generica', clinica_id: clinica })
    assert.equal(made.status, 201, made.text)
    nueva = made.body
    assert.equal(made.headers.get('location'), `/api/contact-center/centralitas/${nueva.centralita.id}`)
    assert.match(nueva.direccion, new RegExp(`/api/contact-center/webhooks/${nueva.centralita.publico}$`))
    assert.equal((await posts(nueva.secreto)).status, 200)
    const seen = await jefa.get(`/centralitas/${nueva.centralita.id}`)
    assert.equal(seen.body.ultimo_evento !== null, true)
    assert.equal(seen.text.includes(nueva.secreto), false)
    assert.equal(await stack.db.value(`SELECT count(*) FROM cc.centralita WHERE position('whsec_'::bytea IN secretos[1]) > 0`), 0)
  })

  test('what cannot be is refused by name, before anything is made', async () => {
    const wrong = async (body, status, pointer) => is_problem(await jefa.post('/centralitas', body), status, pointer)
    await wrong({ nombre: 'X', adaptador: 'ninguno' }, 422, '/adaptador')
    await wrong({ nombre: 'X', adaptador: 'generica', ajustes: { inventado: 1 } }, 422, '/ajustes/inventado')
    await wrong({ nombre: 'X', adaptador: 'asterisk', secreto: 'de-otro-lado' }, 422, '/secreto')
    await wrong({ nombre: 'X', adaptador: 'asterisk', credencial: 'a:b' }, 422, '/credencial')
    await wrong({ nombre: 'X', adaptador: 'generica', zona: 'Europe/Nadie' }, 422, '/zona')
    await wrong({ nombre: 'X', adaptador: 'generica', pais: 'QQ' }, 422, '/pais')
    await wrong({ nombre: 'Segunda', adaptador: 'generica', clinica_id: clinica }, 409, '/nombre')
    await wrong({ nombre: 'X', adaptador: 'generica', clinica_id: Number(stack.demo.CC_DEMO_CLINICA_PALMAS) }, 404, '/clinica_id')
  })

  test('two secrets are good while one is being changed; then only the new one', async () => {
    const { id } = nueva.centralita
    const rotated = await jefa.post(`/centralitas/${id}/secretos`, {})
    assert.equal(rotated.status, 201, rotated.text)
    assert.equal(rotated.body.centralita.secretos, 2)
    assert.equal((await posts(nueva.secreto)).status, 200)
    assert.equal((await posts(rotated.body.secreto)).status, 200)
    assert.equal((await jefa.delete(`/centralitas/${id}/secretos/anterior`)).body.secretos, 1)
    assert.equal((await posts(rotated.body.secreto)).status, 200)
    is_problem(await posts(nueva.secreto), 401)
    is_problem(await jefa.delete(`/centralitas/${id}/secretos/anterior`), 409)
    nueva.secreto = rotated.body.secreto
  })

  test('a change needs its version, leaves what it does not name, and works at the next delivery', async () => {
    const { id } = nueva.centralita
    const { headers } = await jefa.get(`/centralitas/${id}`)
    is_problem(await jefa.patch(`/centralitas/${id}`, { silencio_min: 60 }), 428)
    const changed = await jefa.patch(`/centralitas/${id}`, { silencio_min: 60 }, { headers: { 'if-match': headers.get('etag') } })
    assert.deepEqual([changed.status, changed.body.silencio_min, changed.body.nombre], [200, 60, 'Segunda'])
    is_problem(await jefa.patch(`/centralitas/${id}`, { silencio_min: 5 }, { headers: { 'if-match': headers.get('etag') } }), 412)
    const off = await jefa.patch(`/centralitas/${id}`, { activa: false }, { headers: { 'if-match': changed.headers.get('etag') } })
    assert.equal(off.body.activa, false)
    is_problem(await posts(nueva.secreto), 404)
    const on = await jefa.patch(`/centralitas/${id}`, { activa: true }, { headers: { 'if-match': off.headers.get('etag') } })
    assert.equal(on.body.activa, true)
  })

  test('a test call is followed from the PBX to the screen', async () => {
    const id = Number(await stack.db.value(`SELECT id FROM cc.centralita WHERE publico = '${stack.demo.CC_DEMO_CENTRALITA}'`))
    const desde = encodeURIComponent(new Date().toISOString())
    const pasos = async () => {
      const { body, text } = await jefa.get(`/centralitas/${id}/prueba?desde=${desde}`)
      return Object.fromEntries((body.pasos ?? assert.fail(text)).map((uno) => [uno.paso, uno.estado]))
    }
    assert.equal((await pasos()).llega, 'falta')
    const call = stack.pbx.call({ de: '600000002', a: '911223344' })
    await call.offered()
    await call.rings(101)
    assert.deepEqual(await pasos(), { llega: 'bien', autentica: 'bien', se_entiende: 'bien', linea: 'bien', extension: 'bien', puesto: 'bien', tarjeta: 'bien', fin: 'falta' })
    await call.answers(101)
    await call.ends()
    assert.equal((await pasos()).fin, 'bien')
    is_problem(await jefa.get(`/centralitas/${id}/prueba?desde=2020-01-01T00:00:00Z`), 422, '/desde')
  })

  test('every desk knows which PBXs serve it, whether they speak and can be asked, and no more', async () => {
    const { body } = await ana.get('/centralitas')
    assert.deepEqual(Object.keys(body.elementos[0]).sort(), ['activa', 'adaptador', 'clinica_id', 'disponible', 'id', 'motivo', 'nombre', 'ordenes', 'silenciosa', 'ultimo_evento'])
  })
})
