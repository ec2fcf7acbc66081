// PBXs, as their administrator makes one, tries it and changes its secret.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fetch } from '../stack/client.mjs'
import { FakePbx } from '../stack/pbx.mjs'
import { accesibilidad, Escena, eventually, foto, problemas } from './escena.mjs'

let escena, admin
before(async () => {
  escena = await Escena.start()
  admin = await escena.sentar('admin', 103)
})
after(() => escena?.stop())

const paso = (cual, estado) => admin.locator(`[data-paso="${cual}"][data-estado="${estado}"]`)

test('an agent has no such page', async () => {
  const ana = await escena.sentar('ana', 101)
  assert.equal(await ana.getByRole('link', { name: 'Centralitas' }).count(), 0)
})

test('a new PBX shows its address and its secret once, and speaks with them', async () => {
  await admin.getByRole('link', { name: 'Centralitas' }).click()
  await admin.getByRole('button', { name: 'Nueva centralita' }).click()
  await admin.getByLabel('Nombre').fill('La de la sala')
  await admin.getByRole('combobox', { name: 'Tipo de centralita' }).click()
  await admin.getByRole('option', { name: 'asterisk', exact: true }).click()
  assert.deepEqual(await accesibilidad(admin), [])
  await foto(admin, 'centralita-nueva')
  await admin.getByRole('button', { name: 'Crear' }).click()
  await admin.getByText('el secreto no se vuelve a mostrar').waitFor()
  const [direccion, secreto] = await admin.locator('code').allTextContents()
  assert.match(secreto, /^whsec_/)
  await foto(admin, 'centralita-secreto')
  assert.deepEqual(await accesibilidad(admin), [])
  const answer = await fetch(direccion, { method: 'POST', headers: { authorization: `Bearer ${secreto}`, 'content-type': 'application/json' }, body: '{}' })
  assert.equal(answer.status, 200, 'the PBX is believed')
  await admin.getByRole('button', { name: 'Hecho' }).click()
  await admin.getByRole('button', { name: /^La de la sala/, expanded: true }).waitFor()
  assert.equal(await admin.getByText(secreto).count(), 0)
})

test('a test call ticks its steps from the PBX to the screen', async () => {
  await admin.getByRole('button', { name: /generica/ }).click()
  await admin.getByRole('button', { name: 'Empezar la prueba' }).click()
  await paso('llega', 'falta').waitFor()
  const call = escena.llamar('600000009')
  await call.offered()
  await call.rings(103)
  await paso('tarjeta', 'bien').waitFor()
  await paso('fin', 'falta').waitFor()
  await foto(admin, 'centralita-prueba')
  await call.answers(103)
  await call.ends()
  await admin.getByText('Todo funciona, de la centralita a la pantalla.').waitFor()
  assert.deepEqual(await accesibilidad(admin), [])
})

test('what came is seen with what became of it, and what was refused with why', async () => {
  const { url, demo } = escena.stack
  await new FakePbx({ url, publico: demo.CC_DEMO_CENTRALITA, secreto: 'whsec_b3Rybw==' }).event({ tipo: 'llamada.fin', llamada: 'x' })
  await escena.stack.pbx.post('{"tipo": "llamada.ofrecida"}')
  const entregas = admin.getByRole('region', { name: 'Últimas entregas' })
  await entregas.getByRole('button', { name: 'Ver las últimas 50' }).click()
  await entregas.locator('[data-veredicto=aplicada]').first().waitFor()
  await entregas.locator('[data-veredicto=rechazada]').getByText('firma_incorrecta').waitFor()
  const rara = entregas.locator('[data-veredicto=cuarentena]')
  await rara.locator('summary').click()
  await rara.getByText('{"tipo": "llamada.ofrecida"}').waitFor()
  await rara.getByRole('button', { name: 'Leer otra vez' }).click()
  await rara.getByText('Leída otra vez').waitFor()
  await foto(admin, 'centralita-entregas')
  assert.deepEqual(await accesibilidad(admin), [])
})

test('while the secret is changed both are good; then only the new one', async () => {
  const publico = escena.stack.demo.CC_DEMO_CENTRALITA
  const manda = async (secreto) =>
    (await new FakePbx({ url: escena.stack.url, publico, secreto }).event({ tipo: 'llamada.fin', llamada: `r-${Date.now()}` })).status
  await admin.getByRole('button', { name: 'Crear otro secreto' }).click()
  await admin.getByText('Valen dos secretos').waitFor()
  const nuevo = (await admin.locator('code').allTextContents()).find((texto) => texto.startsWith('whsec_'))
  await eventually(async () => (await manda(nuevo)) === 200) // within 2 s: a worker asks about a false signature no oftener
  assert.equal(await manda(escena.stack.demo.CC_DEMO_SECRETO), 200)
  await admin.getByRole('button', { name: 'Quitar el anterior' }).click()
  await admin.getByText('Valen dos secretos').waitFor({ state: 'detached' })
  assert.deepEqual([await manda(nuevo), await manda(escena.stack.demo.CC_DEMO_SECRETO)], [200, 401])
})

test('what is changed is kept; out of use it answers nobody', async () => {
  await admin.getByLabel('Avisar tras tantos minutos de apertura sin noticias').fill('60')
  await admin.getByRole('switch', { name: 'En uso' }).uncheck({ force: true })
  await admin.getByRole('button', { name: 'Guardar cambios' }).click()
  await admin.getByText('Fuera de uso').waitFor()
  await admin.reload()
  assert.equal(await admin.getByLabel('Avisar tras tantos minutos de apertura sin noticias').inputValue(), '60')
  await admin.getByRole('button', { name: 'Tema oscuro' }).click()
  await foto(admin, 'centralita-oscuro')
  assert.deepEqual(await accesibilidad(admin), [])
  assert.deepEqual(await problemas(admin), [])
})
