import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accesibilidad, Escena, foto, problemas } from './escena.mjs'

let escena
before(async () => { escena = await Escena.start() })
after(() => escena?.stop())

test('a wrong password is told in words, and the page stays', async () => {
  const page = await escena.navegador()
  await page.getByLabel('Usuario').fill('ana')
  await page.getByLabel('Contraseña').fill('no es esta')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /contraseña/i)
  assert.deepEqual(await accesibilidad(page), [])
  await foto(page, 'entrar')
})

test('who logs in is asked where they sit, and then sees what goes on, live', async () => {
  const page = await escena.navegador()
  await page.getByLabel('Usuario').fill('ana')
  await page.getByLabel('Contraseña').fill(escena.stack.demo.CC_DEMO_CLAVE)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('heading', { name: '¿Dónde te sientas hoy?' }).waitFor()
  assert.deepEqual(await accesibilidad(page), [])
  await foto(page, 'puesto')
  await page.getByRole('button', { name: /^101/ }).click()
  await page.getByText('En directo').waitFor()
  await page.getByText('Ninguna llamada en este momento').waitFor()
  await page.getByText('Nada que devolver').waitFor()
  assert.deepEqual(await accesibilidad(page), [])
  assert.deepEqual(await problemas(page), [])
  await foto(page, 'vacio')
})

test('a seat is remembered over a reload, and leaving leads to the login in every tab', async () => {
  const page = await escena.sentar('bea', 102)
  const otra = await escena.otraPestana(page)
  await page.reload()
  await page.getByRole('button', { name: /Bea · 102/ }).click()
  await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
  await page.getByLabel('Usuario').waitFor()
  await otra.getByLabel('Usuario').waitFor()
})

test('whose role changes sees the menu of what they are now, without loading the page again', async () => {
  const page = await escena.sentar('bea', 102)
  const centralitas = page.getByRole('link', { name: 'Centralitas' })
  assert.equal(await centralitas.count(), 0)
  const cambia = rol => escena.stack.db.query(`UPDATE cc.agente_clinica SET rol = '${rol}'
    WHERE agente_id = (SELECT id FROM cc.agente WHERE usuario = 'bea')`)
  await cambia('administrador')
  await centralitas.waitFor()
  await cambia('agente')
  await centralitas.waitFor({ state: 'detached' })
})
