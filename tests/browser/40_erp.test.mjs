import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accesibilidad, Escena, eventually, foto, numeros, tarjeta } from './escena.mjs'

let escena
before(async () => { escena = await Escena.start() })
after(() => escena?.stop())

const pagina = `<!doctype html><html lang="es"><meta charset="utf-8"><title>ERP</title>
<h1>Agenda</h1><p>Teléfono: <click-to-call numero="+34612345678" mostrado="612 34 56 78"></click-to-call></p>
<script type="module" src="/contact-center.js"></script><contact-center-popup></contact-center-popup></html>`
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws:; worker-src 'self'; img-src 'self'"

test("a page of the ERP shows the card in its corner, under a CSP without inline styles, and is told what happens", async () => {
  const ana = await escena.sentar('ana', 101)
  const erp = await ana.context().newPage()
  await erp.route('**/erp.html', ruta => ruta.fulfill({ contentType: 'text/html', headers: { 'Content-Security-Policy': csp }, body: pagina }))
  const pedidos = []
  erp.on('request', peticion => pedidos.push(new URL(peticion.url()).pathname))
  await erp.goto(`${escena.stack.url}/erp.html`)
  await erp.evaluate(() => {
    globalThis.dicho = []
    for (const tipo of ['cc:call-start', 'cc:call-answered', 'cc:call-ended']) {
      document.addEventListener(tipo, ({ type, detail }) => globalThis.dicho.push([type, detail.numero]))
    }
  })
  assert.equal(pedidos.some(camino => camino.includes('dibujar')), false, 'the card is loaded before the first call')
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await erp.getByRole('heading', { name: 'María García López' }).waitFor()
  await llamada.answers(101)
  await tarjeta(erp, 'hablando').waitFor()
  await llamada.ends()
  await tarjeta(erp, 'terminada').waitFor()
  assert.deepEqual(await erp.evaluate(() => globalThis.dicho), [
    ['cc:call-start', '+34612345678'],
    ['cc:call-answered', '+34612345678'],
    ['cc:call-ended', '+34612345678'],
  ])
  assert.deepEqual(await erp.evaluate(() => globalThis.__csp), [])
  assert.deepEqual((await accesibilidad(erp)).filter(queja => /cc-/.test(queja)), [])
  assert.equal(await erp.locator('click-to-call a').getAttribute('href'), 'tel:+34612345678')
  await foto(erp, 'erp')
})

test('without SharedWorker one tab leads; when it closes, another goes on', async () => {
  const bea = await escena.sentar('bea', 102, { sinTrabajador: true })
  const otra = await escena.otraPestana(bea)
  const primera = escena.llamar(numeros.maria)
  await primera.offered()
  await primera.rings(102)
  for (const page of [bea, otra]) await tarjeta(page, 'suena').waitFor()
  await bea.close()
  await primera.answers(102)
  await tarjeta(otra, 'hablando').waitFor()
  await primera.ends()
  await eventually(async () => (await tarjeta(otra, 'terminada').count()) === 1)
})
