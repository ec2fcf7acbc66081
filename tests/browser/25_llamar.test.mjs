import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { accesibilidad, Escena, eventually, foto, numeros, problemas, tarjeta } from './escena.mjs'
import { Puente } from './puente.mjs'

let escena, puente, ana

before(async () => {
  escena = await Escena.start({ processes: ['api', 'relay', 'nginx'] })
  puente = await Puente.start(escena.stack)
  ana = await escena.sentar('ana', 101)
})
after(async () => {
  await puente?.stop()
  await escena?.stop()
})
// What one test leaves in the corner does not cover what the next one presses.
afterEach(async () => {
  await puente.limpiar()
  const quitar = ana.getByRole('button', { name: /^(Quitar |Ampliar|Cerrar el aviso)/ })
  await eventually(async () => {
    if ((await quitar.count()) > 0) await quitar.first().evaluate(uno => uno.click(), null, { timeout: 500 })
    return (await tarjeta(ana).count()) + (await marcador(ana).count()) === 0
  })
})

const marcador = (page, cual) => page.locator(cual === undefined ? '[data-marcador]' : `[data-marcador="${cual}"]`)

/** The button of somebody in the list of calls to return. */
const boton = (page, numero) => page.locator('.cc-devolucion').filter({ hasText: numero }).getByRole('button', { name: /^Llamar al/ })

test('one click: our telephone rings, we pick up, the other side is called; every tab follows, and the card comes with the voice', async () => {
  await puente.devolver(numeros.maria)
  const otra = await escena.otraPestana(ana)
  await boton(ana, 'María García').click()
  for (const page of [ana, otra]) await marcador(page, 1).waitFor()
  assert.match(await marcador(ana, 1).innerText(), /Suena tu teléfono \(ext\. 101\)[\s\S]*Descuelga[\s\S]*Llamando a María García López/)
  assert.equal(await boton(ana, 'María García').isDisabled(), true, 'one call at a time')
  const llamada = await puente.recibe()
  assert.deepEqual([llamada.orden.extension, llamada.orden.marcar], ['101', '612345678'])
  await llamada.acepta()
  await llamada.suena()
  await marcador(otra, 2).waitFor()
  assert.equal(await tarjeta(ana).count(), 0, 'our own telephone is no incoming call')
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'llamar-descuelga')
  await llamada.descuelga()
  await marcador(ana, 3).waitFor()
  await tarjeta(ana, 'hablando').getByRole('heading', { name: 'María García López' }).waitFor()
  await llamada.contesta()
  await marcador(ana, 4).waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'llamar-hablan')
  await ana.getByRole('button', { name: 'Transferir' }).click()
  await ana.getByLabel('Extensión o número').fill('806123456')
  await ana.getByRole('button', { name: 'Pasar' }).click()
  await ana.getByText('Es un número de tarificación adicional').waitFor()
  await ana.getByLabel('Extensión o número').fill('102')
  await ana.getByRole('button', { name: 'Pasar' }).click()
  assert.equal((await puente.recibe('transferir')).orden.destino, '102')
  await ana.getByRole('button', { name: 'Colgar' }).click()
  assert.equal((await puente.recibe('colgar')).orden.llamada, llamada.id)
  await llamada.termina({ causa: 16, colgo: 'agente' })
  await marcador(otra, 5).waitFor()
  await otra.close()
  assert.deepEqual((await problemas(ana)).filter(texto => !/status of 409/.test(texto)), [])
})

test('a hang-up or a transfer that the PBX refused is said where it was asked for, in words, until it is asked again', async () => {
  await puente.devolver('699000111')
  await boton(ana, '699 000 111').click()
  const llamada = await puente.recibe()
  await llamada.acepta()
  await llamada.suena()
  await llamada.descuelga()
  await llamada.contesta()
  const pasos = marcador(ana, 4)
  const dicho = pasos.locator('.cc-reparo[role="status"]')
  await pasos.getByRole('button', { name: 'Colgar' }).click()
  await (await puente.recibe('colgar')).rechaza('no_soportado')
  await dicho.getByText('No se ha podido colgar. La centralita no sabe hacer eso.').waitFor()
  assert.equal(await ana.getByText('No se ha podido colgar').count(), 1, 'it is said once')
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'llamar-no-cuelga')
  await pasos.getByRole('button', { name: 'Transferir' }).click()
  await ana.getByLabel('Extensión o número').fill('102')
  await ana.getByRole('button', { name: 'Pasar' }).click()
  const pase = await puente.recibe('transferir')
  await eventually(async () => (await dicho.innerText()) === '')
  await pase.rechaza('numero_erroneo')
  await dicho.getByText('No se ha podido transferir. La centralita no reconoce ese número.').waitFor()
  await llamada.termina({ causa: 16 })
  await marcador(ana, 5).waitFor()
  assert.equal(await dicho.count(), 0)
})

test('of a call that came in, the card says it', async () => {
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await llamada.answers(101)
  await tarjeta(ana, 'hablando').waitFor()
  const id = await escena.stack.db.value("SELECT max(id) FROM cc.llamada WHERE direccion = 'entrante'")
  const headers = { 'X-Contact-Center': '1', 'Idempotency-Key': crypto.randomUUID() }
  const estado = await ana.evaluate(async ([camino, cabeceras]) => (await fetch(camino, { method: 'POST', headers: cabeceras })).status,
    [`/api/contact-center/llamadas/${id}/colgar`, headers])
  assert.equal(estado, 202)
  await (await puente.recibe('colgar')).rechaza('no_soportado')
  await tarjeta(ana, 'hablando').getByRole('status').getByText('No se ha podido colgar. La centralita no sabe hacer eso.').waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await llamada.ends()
  await tarjeta(ana, 'terminada').waitFor()
})

test('given up while it is asked for: the PBX never hears of it', async () => {
  await puente.devolver('699000222')
  await boton(ana, '699 000 222').click()
  await marcador(ana, 1).waitFor()
  await ana.getByRole('button', { name: 'Cancelar' }).click()
  await marcador(ana, 5).getByText('Cancelada').waitFor()
  assert.equal(await puente.pendientes(), 0)
})

test('a refusal says why in words, and what may be confirmed is asked once', async () => {
  await puente.devolver('699000333')
  await puente.ajustar({ silencio: ['00:00', '23:59:59.9'] })
  await boton(ana, '699 000 333').click()
  await ana.getByText(/No es hora de llamar/).waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'llamar-silencio')
  await ana.getByRole('button', { name: 'Llamar de todos modos' }).click()
  await marcador(ana, 1).waitFor()
  const llamada = await puente.recibe()
  await llamada.rechaza('extension_no_registrada')
  await marcador(ana, 5).getByText('Tu teléfono no está conectado a la centralita').waitFor()
  await foto(ana, 'llamar-sin-registrar')
})

test('an answer that is lost is asked for again with the same key, over a reload: nothing is dialled twice', async () => {
  await puente.devolver('699000444')
  await ana.route('**/api/contact-center/llamar', async ruta => {
    await ruta.fetch() // the server gets it, the browser never hears
    await ruta.abort()
  })
  await boton(ana, '699 000 444').click()
  await ana.getByText(/No se sabe si la petición llegó/).waitFor()
  await ana.unroute('**/api/contact-center/llamar')
  await ana.reload()
  await ana.getByText(/No se sabe si la petición llegó/).waitFor()
  await ana.getByRole('button', { name: 'Reintentar' }).click()
  await marcador(ana, 1).waitFor()
  assert.equal(await escena.stack.db.value("SELECT count(*) FROM cc.orden WHERE numero = '+34699000444'"), 1)
  await (await puente.recibe()).rechaza('numero_erroneo')
  await marcador(ana, 5).waitFor()
})

test('a request of unknown fate says so, and is not sent again by itself', async () => {
  await puente.devolver('699000555')
  await boton(ana, '699 000 555').click()
  await (await puente.recibe()).calla()
  await marcador(ana, 1).getByText(/no se sabe si llamará/).waitFor()
  assert.equal(await puente.pendientes(), 0)
  await foto(ana, 'llamar-incierta')
})

// Before the next one, which opens a `tel:` address: the browser's own question about it takes the keyboard.
test('somebody with several numbers: from a call of the history, the one to call is chosen by keyboard', async () => {
  const { db } = escena.stack
  await db.query(`INSERT INTO cc.paciente_telefono (grupo_id, paciente_id, clave, original, etiqueta)
    SELECT grupo_id, paciente_id, '+34911000999', '911000999', 'Trabajo' FROM cc.paciente_telefono WHERE clave = '+34612345678' LIMIT 1`)
  await puente.devolver(numeros.maria)
  const id = await db.value("SELECT max(id) FROM cc.llamada WHERE numero = '+34612345678' AND direccion = 'entrante'")
  await ana.goto(`${escena.stack.url}/historial?llamada=${id}`)
  const elegir = ana.getByRole('button', { name: 'Elegir otro número' })
  await elegir.click()
  await ana.keyboard.press('Escape')
  await eventually(() => elegir.evaluate(uno => uno === document.activeElement))
  await elegir.click()
  assert.deepEqual(await accesibilidad(ana), [])
  await ana.keyboard.press('Tab')
  await ana.keyboard.press('Enter')
  await marcador(ana, 1).waitFor()
  const { orden } = await puente.recibe()
  assert.equal(orden.numero, '+34911000999')
  await ana.goto(escena.stack.url)
  await marcador(ana, 1).waitFor()
})

test('where nobody dials for us, we do, and are asked how it went until we tell', async () => {
  await puente.devolver('699000666')
  await puente.marca(false)
  await boton(ana, '699 000 666').click()
  const pregunta = marcador(ana, 'contar')
  await pregunta.getByText(/¿Cómo fue la llamada a 699 000 666\?/).waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'llamar-contar')
  const otra = await escena.otraPestana(ana)
  await marcador(otra, 'contar').getByRole('button', { name: 'No contesta' }).click()
  await otra.close()
  await eventually(async () => (await pregunta.count()) === 0)
  assert.equal(await escena.stack.db.value("SELECT resultado FROM cc.llamada WHERE numero = '+34699000666' AND direccion = 'saliente'"), 'no_contesta')
})

test('a PBX that is down disables the buttons, and says so', async () => {
  await puente.devolver('699000777')
  await puente.disponible(false)
  await eventually(async () => (await boton(ana, '699 000 777').getAttribute('title')) === 'La centralita no responde')
  assert.equal(await boton(ana, '699 000 777').isDisabled(), true)
  await puente.disponible(true)
  await eventually(async () => !(await boton(ana, '699 000 777').isDisabled()))
})

test("in a page of the ERP: the number is called, the page is told, the steps are shown under a CSP without inline styles", async () => {
  const csp = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws:; worker-src 'self'; img-src 'self'"
  const body = `<!doctype html><html lang="es"><meta charset="utf-8"><title>ERP</title><h1>Agenda</h1>
    <p><click-to-call numero="+34612345678" mostrado="612 34 56 78"></click-to-call></p>
    <script type="module" src="/contact-center.js"></script><contact-center-popup></contact-center-popup></html>`
  const erp = await ana.context().newPage()
  await erp.route('**/erp.html', ruta => ruta.fulfill({ contentType: 'text/html', headers: { 'Content-Security-Policy': csp }, body }))
  await erp.addInitScript(() => {
    globalThis.dicho = []
    for (const tipo of ['cc:call-start', 'cc:call-answered', 'cc:call-ended'])
      document.addEventListener(tipo, ({ type, detail }) => globalThis.dicho.push([type, detail.direccion, detail.resultado]))
    document.addEventListener('cc:session-start', () => { globalThis.dentro = true })
  })
  await erp.goto(`${escena.stack.url}/erp.html`)
  await erp.waitForFunction(() => globalThis.dentro)
  await erp.getByRole('link', { name: '612 34 56 78' }).click()
  await marcador(erp, 1).waitFor()
  const llamada = await puente.recibe()
  await llamada.acepta()
  await llamada.suena()
  await marcador(erp, 2).waitFor()
  await foto(erp, 'llamar-erp')
  await llamada.descuelga()
  await llamada.contesta()
  await marcador(erp, 4).getByRole('button', { name: 'Colgar' }).click()
  await (await puente.recibe('colgar')).rechaza('no_soportado')
  await marcador(erp, 4).getByRole('status').getByText('No se ha podido colgar. La centralita no sabe hacer eso.').waitFor()
  await llamada.termina({ causa: 16 })
  await marcador(erp, 5).waitFor()
  assert.deepEqual(await erp.evaluate(() => globalThis.dicho), [
    ['cc:call-start', 'saliente', null],
    ['cc:call-answered', 'saliente', null],
    ['cc:call-ended', 'saliente', 'atendida'],
  ])
  assert.deepEqual(await erp.evaluate(() => globalThis.__csp), [])
  assert.deepEqual((await accesibilidad(erp)).filter(queja => /cc-/.test(queja)), [])
  await erp.close()
})
