// The popup in the page of an ERP whose users never log in here.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { Erp } from '../stack/erp.mjs'
import { free_port } from '../stack/nginx.mjs'
import { Escena, eventually, numeros, tarjeta } from './escena.mjs'

let escena, erp
before(async () => {
  const port = await free_port()
  escena = await Escena.start({ env: { CC_ORIGENES: `http://localhost:${port}`, CC_PROXIES: '127.0.0.1 ::1' } })
  const key = `cck_${randomBytes(32).toString('base64url')}`
  await escena.stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
    VALUES (${escena.stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{sesion:crear}')`)
  erp = await Erp.start({ stack: escena.stack, port, key, usuario: 'ana', extension: '101' })
})
after(async () => {
  await erp?.stop()
  await escena?.stop()
})

const sesiones = () => escena.stack.db.value(`SELECT count(*) FROM cc.sesion WHERE cerrada IS NULL AND clave_api_id IS NOT NULL`).then(Number)

test('a page of the ERP that never saw our login form shows who is calling', async () => {
  const page = await escena.browser.page()
  await page.goto(`${erp.url}/agenda`)
  const popup = page.locator('contact-center-popup')
  await eventually(async () => (await sesiones()) === 1)
  assert.equal(await popup.getAttribute('codigo'), null, 'a code that was used does not stay in the page')
  const cookies = await page.context().cookies()
  assert.deepEqual(cookies.map(({ name, httpOnly, secure, sameSite }) => [name, httpOnly, secure, sameSite]), [['__Host-cc', true, true, 'Strict']])
  await eventually(() => escena.stack.db.value('SELECT count(*) FROM cc.presencia WHERE conectado').then(Number), { what: 'the socket is open' })

  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await page.getByRole('heading', { name: 'María García López' }).waitFor()
  await llamada.answers(101)
  await tarjeta(page, 'hablando').waitFor()
  await llamada.ends()
  await tarjeta(page, 'terminada').waitFor()

  await page.reload()
  await popup.waitFor({ state: 'attached' })
  await eventually(() => erp.asked === 2)
  assert.equal(await sesiones(), 1, 'the second page goes on with the session of the first')

  await escena.stack.db.query(`UPDATE cc.sesion SET cerrada = now() WHERE clave_api_id IS NOT NULL`)
  await eventually(async () => (await sesiones()) === 1, { what: 'a new session in place of the one that was closed', seconds: 20 })
  await eventually(async () => (await popup.getAttribute('sin-sesion')) === null)
  const otra = escena.llamar(numeros.maria)
  await otra.offered()
  await otra.rings(101)
  await tarjeta(page, 'suena').waitFor()
  await otra.ends()
  assert.deepEqual(page.problems.filter((texto) => !/status of 401/.test(texto)), [])
})

test('a code that is refused leaves the page without a session, and says so', async () => {
  const page = await escena.browser.page()
  const cuerpo = `<contact-center-popup codigo="ccc_nunca"></contact-center-popup><script type="module" src="/contact-center/contact-center.js"></script>`
  await page.route('**/otra.html', (ruta) => ruta.fulfill({ contentType: 'text/html', body: cuerpo }))
  await page.addInitScript(() => document.addEventListener('cc:session-needed', () => { globalThis.pedida = (globalThis.pedida ?? 0) + 1 }))
  await page.goto(`${erp.url}/otra.html`)
  await page.locator('contact-center-popup[sin-sesion]').waitFor({ state: 'attached' })
  assert.equal(await page.evaluate(() => globalThis.pedida), 1)
  assert.equal(await page.locator('contact-center-popup').evaluate((popup) => popup.entrar('ccc_tampoco')), false)
})

test('behind the ERP’s proxy people are known by their own address, not by what they say of themselves', async () => {
  const cuerpo = JSON.stringify({ codigo: await erp.code() })
  const estado = await new Promise((resolve, reject) => request({ host: '127.0.0.1', port: erp.port, localAddress: '127.0.0.5', method: 'POST',
    path: '/api/contact-center/sesion/canje', headers: { 'content-type': 'application/json', 'content-length': cuerpo.length,
      'x-contact-center': '1', origin: erp.url, 'x-forwarded-for': '203.0.113.9' } }, ({ statusCode }) => resolve(statusCode))
    .on('error', reject).end(cuerpo))
  assert.equal(estado, 201)
  assert.equal(await escena.stack.db.value('SELECT host(ip) FROM cc.sesion ORDER BY id DESC LIMIT 1'), '127.0.0.5')
})
