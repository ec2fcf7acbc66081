// A part of the page that breaks says so; the rest, and above all the card of who calls, lives on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accesibilidad, Escena, foto, numeros, tarjeta } from './escena.mjs'

let escena
before(async () => { escena = await Escena.start() })
after(() => escena?.stop())

const roto = page => page.getByRole('alert').filter({ hasText: 'Esta parte ha fallado; el resto sigue funcionando.' })
const reintentar = page => page.getByRole('button', { name: 'Volver a intentarlo' })

// A leap second: the contract allows it, no Date of a browser knows it.
const salto = '2016-12-31T23:59:60Z'

async function suena(extension) {
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(extension)
  return llamada
}

test('a section that breaks says so, the card of a call is shown beside it, and the section comes back when it is tried again', async () => {
  const ana = await escena.sentar('ana', 101)
  const primera = await suena(101)
  await primera.answers(101)
  await primera.ends()
  await ana.route('**/api/contact-center/historial*', async ruta => {
    const respuesta = await ruta.fetch()
    const { elementos, ...resto } = await respuesta.json()
    await ruta.fulfill({ response: respuesta, json: { ...resto, elementos: elementos.map(una => ({ ...una, inicio: salto })) } })
  })
  await ana.getByRole('link', { name: 'Historial' }).click()
  await roto(ana).waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  const llamada = await suena(101)
  await tarjeta(ana, 'suena').getByRole('heading', { name: 'María García López' }).waitFor()
  await foto(ana, 'seccion-rota')
  await llamada.ends()
  await ana.unroute('**/api/contact-center/historial*')
  await reintentar(ana).click()
  await ana.getByRole('table').waitFor()
  assert.equal(await roto(ana).count(), 0)
})

test('the page of the PBXs that did not arrive is fetched again', async () => {
  const admin = await escena.sentar('admin', 103)
  await admin.route('**/assets/Centralitas-*.js', ruta => ruta.abort())
  await admin.getByRole('link', { name: 'Centralitas' }).click()
  await roto(admin).waitFor()
  await admin.getByRole('link', { name: 'Ahora' }).click()
  await admin.getByRole('heading', { name: 'Ahora', exact: true }).waitFor({ state: 'attached' })
  assert.equal(await roto(admin).count(), 0, 'the other sections are whole')
  await admin.getByRole('link', { name: 'Centralitas' }).click()
  await roto(admin).waitFor()
  await admin.unroute('**/assets/Centralitas-*.js')
  await reintentar(admin).click()
  await admin.getByRole('button', { name: 'Nueva centralita' }).waitFor()
})

test("in a page of the ERP a card that breaks says so, and is there when it is tried again", async () => {
  const bea = await escena.sentar('bea', 102)
  const erp = await bea.context().newPage()
  const body = `<!doctype html><html lang="es"><meta charset="utf-8"><title>ERP</title><h1>Agenda</h1>
    <script type="module" src="/contact-center.js"></script><contact-center-popup></contact-center-popup></html>`
  await erp.route('**/erp.html', ruta => ruta.fulfill({ contentType: 'text/html', body }))
  await erp.addInitScript(() => {
    const { DateTimeFormat } = Intl
    globalThis.sinCalendario = true
    Intl.DateTimeFormat = function (...como) {
      if (globalThis.sinCalendario) throw new RangeError('no calendar')
      return new DateTimeFormat(...como)
    }
    document.addEventListener('cc:session-start', () => { globalThis.dentro = true })
  })
  await erp.goto(`${escena.stack.url}/erp.html`)
  await erp.waitForFunction(() => globalThis.dentro)
  const llamada = await suena(102)
  await roto(erp).waitFor()
  await foto(erp, 'tarjeta-rota')
  await erp.evaluate(() => { globalThis.sinCalendario = false })
  await reintentar(erp).click()
  await tarjeta(erp, 'suena').getByRole('heading', { name: 'María García López' }).waitFor()
  await llamada.ends()
})
