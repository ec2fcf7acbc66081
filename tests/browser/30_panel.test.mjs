import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accesibilidad, Escena, eventually, foto, numeros, problemas, tarjeta } from './escena.mjs'

let escena, ana, bea
before(async () => {
  escena = await Escena.start()
  ana = await escena.sentar('ana', 101)
  bea = await escena.sentar('bea', 102)
})
after(() => escena?.stop())

async function perdida(de) {
  const llamada = escena.llamar(de)
  const hace = segundos => ({ momento: new Date(Date.now() - segundos * 1000).toISOString() })
  await llamada.say('llamada.ofrecida', hace(40))
  await llamada.say('tramo.suena', { extension: '101', ...hace(39) })
  await tarjeta(ana, 'suena').waitFor()
  await llamada.ends(hace(1))
}

test('a missed call stays in red and waits in the queue; who takes it is seen by all; returned, it goes everywhere', async () => {
  await perdida(numeros.maria)
  await tarjeta(ana, 'perdida').waitFor()
  const fila = page => page.locator('[data-seguimiento]').filter({ hasText: 'María García López' })
  for (const page of [ana, bea]) await fila(page).waitFor()
  await foto(ana, 'perdida')
  assert.deepEqual(await accesibilidad(ana), [])
  await fila(bea).getByRole('button', { name: 'Me encargo' }).click()
  await fila(bea).getByText('Te encargas tú').waitFor()
  await fila(ana).getByText('Bea Collado se encarga').waitFor()
  await fila(bea).getByRole('button', { name: 'Devuelta' }).click()
  for (const page of [ana, bea]) await fila(page).waitFor({ state: 'detached' })
  await tarjeta(ana, 'perdida').waitFor({ state: 'detached' })
})

test('live calls follow the PBX in every state, without reloading', async () => {
  const llamada = escena.llamar(numeros.familia)
  await llamada.offered()
  await llamada.rings(102)
  const vivas = ana.getByRole('region', { name: 'Llamadas ahora' })
  await vivas.getByText('Entrante · sonando').waitFor()
  await llamada.answers(102)
  await vivas.getByText('En conversación').waitFor()
  assert.match(await vivas.innerText(), /Bea Collado · 102/)
  await llamada.say('tramo.retiene', { extension: '102' })
  await vivas.getByText('En espera').waitFor()
  await foto(ana, 'panel')
  await llamada.ends()
  await vivas.getByText('Ninguna llamada en este momento').waitFor({ timeout: 10_000 })
  await ana.getByRole('region', { name: 'Hoy' }).getByText('Atendida').first().waitFor()
})

test('the history is filtered by the address, and a call tells its life beside the list', async () => {
  await ana.getByLabel('Buscar en el historial').fill('garcia')
  await ana.keyboard.press('Enter')
  const lista = ana.getByRole('region', { name: 'Historial de llamadas' })
  await lista.getByText('María García López').first().waitFor()
  assert.match(ana.url(), /\/historial\?q=garcia$/)
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'historial')
  await lista.getByText('María García López').first().click()
  const detalle = ana.getByRole('complementary', { name: 'Detalle de la llamada' })
  await detalle.locator('.cc-tiempos li').first().waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'detalle')
  await ana.keyboard.press('Escape')
  await detalle.waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Quitar el filtro «garcia»' }).click()
  await eventually(() => !ana.url().includes('q='))
  await ana.getByRole('link', { name: 'Ahora' }).click()
})

test('without the relay the page says since when; when it is back, it shows what happened meanwhile', async () => {
  await escena.stack.relay.stop()
  await ana.getByText(/^Sin conexión con el servidor desde las/).waitFor()
  await foto(ana, 'sin-conexion')
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await escena.stack.relay.start()
  await ana.getByText('En directo').waitFor({ timeout: 25_000 })
  await tarjeta(ana, 'suena').getByRole('heading', { name: 'María García López' }).waitFor()
  await llamada.ends()
})

test('in the dark it is as legible, and remembered', async () => {
  await bea.getByRole('button', { name: 'Tema oscuro' }).click()
  await bea.reload()
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(102)
  await tarjeta(bea, 'suena').waitFor()
  await bea.setViewportSize({ width: 1920, height: 1080 })
  assert.deepEqual(await accesibilidad(bea), [])
  assert.deepEqual((await problemas(bea)).filter(texto => !/WebSocket|ERR_|status of 50[23]/.test(texto)), [])
  await foto(bea, 'oscuro')
  await llamada.ends()
})
