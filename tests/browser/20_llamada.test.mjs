import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { accesibilidad, Escena, eventually, foto, numeros, problemas, tarjeta } from './escena.mjs'

let escena, ana, bea
let llamada

before(async () => {
  escena = await Escena.start()
  ana = await escena.sentar('ana', 101)
  bea = await escena.sentar('bea', 102)
})
after(() => escena?.stop())

// A test's call does not ring into the next one's.
afterEach(async () => {
  await llamada?.ends()
  for (const page of [ana, bea]) {
    const quitar = page.getByRole('button', { name: /^(Quitar la tarjeta|Ampliar)/ })
    await eventually(async () => {
      if ((await quitar.count()) > 0) await quitar.first().evaluate(boton => boton.click(), null, { timeout: 500 })
      return (await tarjeta(page).count()) === 0
    })
  }
})

const suena = page => page.locator('html').evaluate(html => html.hasAttribute('data-cc-suena'))

test('the card comes up in every tab, with sound in exactly one, and goes from the others when somebody answers', async () => {
  const otra = await escena.otraPestana(ana)
  await otra.mouse.click(700, 500) // a gesture there as well: two tabs could sound
  llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await llamada.rings(102)
  for (const page of [ana, otra, bea]) {
    await tarjeta(page, 'suena').getByRole('heading', { name: 'María García López' }).waitFor()
  }
  assert.equal((await Promise.all([ana, otra].map(suena))).filter(Boolean).length, 1)
  await llamada.answers(101)
  await llamada.say('tramo.cuelga', { extension: '102', causa: 26 })
  for (const page of [ana, otra]) await tarjeta(page, 'hablando').waitFor()
  await bea.getByText(/la atiende Ana Beltrán \(ext\. 101\)/).waitFor()
  await eventually(async () => (await tarjeta(bea).count()) === 0)
  assert.deepEqual(await Promise.all([ana, otra].map(suena)), [false, false])
  await otra.close()
})

test('a card never takes the focus: what is being typed goes on being typed', async () => {
  const campo = ana.getByLabel('Buscar en el historial')
  await campo.fill('mar')
  llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await tarjeta(ana, 'suena').waitFor()
  await ana.keyboard.type('ia 1 n')
  await ana.keyboard.press('Escape')
  assert.equal(await campo.evaluate(uno => uno === document.activeElement), true)
  await tarjeta(ana, 'suena').waitFor()
  await campo.fill('')
})

test('the card shows what reception needs, is announced once and politely, and is accessible', async () => {
  llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  const ficha = tarjeta(ana, 'suena')
  await ficha.getByText('Próxima cita').waitFor()
  assert.match(await ficha.innerText(), /HC-2041[\s\S]*Revisión de implante[\s\S]*Última visita/)
  const anuncio = ana.locator('[data-cc-popup] [role=status]').first()
  assert.equal(await anuncio.getAttribute('aria-live'), 'polite')
  assert.match(await anuncio.textContent(), /^Llamada entrante de María García López/)
  assert.deepEqual(await accesibilidad(ana), [])
  assert.deepEqual(await problemas(ana), [])
  await foto(ana, 'una')
  await foto(ana.locator('.cc-tarjeta'), 'tarjeta-una')
})

test('several people on one number: a key chooses, every tab follows, the call keeps it', async () => {
  const otra = await escena.otraPestana(ana)
  llamada = escena.llamar(numeros.familia)
  await llamada.offered()
  await llamada.rings(101)
  await tarjeta(ana, 'suena').getByRole('heading', { name: '¿Quién llama?' }).waitFor()
  await foto(ana, 'varias')
  assert.deepEqual(await accesibilidad(ana), [])
  const segundo = await ana.locator('.cc-candidato').nth(1).locator('strong').innerText()
  await ana.bringToFront()
  await ana.keyboard.press('Alt+Shift+KeyL')
  await ana.keyboard.press('2')
  for (const page of [ana, otra]) await tarjeta(page, 'suena').getByRole('heading', { name: segundo }).waitFor()
  const [elegido] = await escena.stack.db.query(`
    SELECT p.nombre || ' ' || p.apellidos AS nombre, l.identificacion FROM cc.llamada l JOIN cc.paciente p ON p.id = l.paciente_id
    WHERE l.raiz = '${llamada.llamada}'`)
  assert.deepEqual(elegido, [segundo, 'elegida'])
  await otra.close()
})

test('an unknown number: Alt+Shift+L then N, the number is filled in, the patient exists', async () => {
  llamada = escena.llamar(numeros.nadie)
  await llamada.offered()
  await llamada.rings(101)
  await tarjeta(ana, 'suena').getByText('Este número no está en ninguna ficha.').waitFor()
  await foto(ana, 'nadie')
  await ana.bringToFront()
  await ana.keyboard.press('Alt+Shift+KeyL')
  await ana.keyboard.press('n')
  const formulario = ana.getByRole('form', { name: 'Crear ficha' })
  assert.match(await formulario.getByLabel('Teléfono').inputValue(), /655443321$/)
  await ana.keyboard.type('Elena')
  await formulario.getByLabel('Apellidos').fill('Prieto Sanz')
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana.locator('.cc-tarjeta'), 'crear')
  await ana.keyboard.press('Enter')
  await tarjeta(ana, 'suena').getByRole('heading', { name: 'Elena Prieto Sanz' }).waitFor()
  const [creado] = await escena.stack.db.query(`
    SELECT t.clave, l.identificacion FROM cc.paciente p JOIN cc.paciente_telefono t ON t.paciente_id = p.id
    JOIN cc.llamada l ON l.paciente_id = p.id WHERE p.nombre = 'Elena' AND p.apellidos = 'Prieto Sanz'`)
  assert.deepEqual(creado, ['+34655443321', 'creada'])
})

test('who seems to be here already is offered instead of a double', async () => {
  llamada = escena.llamar('655443322')
  await llamada.offered()
  await llamada.rings(101)
  await ana.getByRole('button', { name: 'Crear ficha' }).click()
  const formulario = ana.getByRole('form', { name: 'Crear ficha' })
  await formulario.getByLabel('Nombre').fill('María')
  await formulario.getByLabel('Apellidos').fill('García López')
  await formulario.getByLabel('Teléfono').fill(numeros.maria)
  await formulario.getByRole('button', { name: 'Crear ficha' }).click()
  await formulario.getByRole('button', { name: 'Crear de todos modos' }).waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await formulario.getByRole('button', { name: /^Es María García López/ }).click()
  await tarjeta(ana, 'suena').getByText('Hª HC-2041').waitFor()
  const [cuantas] = await escena.stack.db.query("SELECT count(*) FROM cc.paciente WHERE apellidos = 'García López'")
  assert.deepEqual(cuantas, ['1'])
})

test('an unknown caller is found by name and tied to the call', async () => {
  llamada = escena.llamar('655998877')
  await llamada.offered()
  await llamada.rings(101)
  await ana.getByRole('button', { name: 'Buscar paciente' }).click()
  await ana.keyboard.type('navarro')
  await ana.getByRole('option', { name: /Jorge Navarro Díaz/ }).waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await ana.keyboard.press('Enter')
  await tarjeta(ana, 'suena').getByText(/^No llamar/).waitFor()
})

test('the note survives a reload in the middle of the call, and is saved with its reason when it ends', async () => {
  llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await llamada.answers(101)
  await tarjeta(ana, 'hablando').getByRole('textbox', { name: 'Nota' }).fill('Prefiere el jueves')
  await tarjeta(ana, 'hablando').getByText(/Borrador guardado/).waitFor()
  await ana.reload()
  await eventually(async () => (await tarjeta(ana, 'hablando').getByRole('textbox', { name: 'Nota' }).inputValue()) === 'Prefiere el jueves')
  await tarjeta(ana, 'hablando').getByRole('button', { name: 'Cambio de cita' }).click()
  await foto(ana, 'hablando')
  await llamada.ends()
  await tarjeta(ana, 'terminada').waitFor()
  await foto(ana.locator('.cc-tarjeta'), 'terminada')
  await tarjeta(ana, 'terminada').getByRole('textbox', { name: 'Nota' }).press('Control+Enter')
  await eventually(async () => (await tarjeta(ana).count()) === 0)
  const [nota] = await escena.stack.db.query(`
    SELECT n.texto, t.etiqueta FROM cc.llamada l JOIN cc.nota n ON n.llamada_id = l.id JOIN cc.tipificacion t ON t.id = l.tipificacion_id
    WHERE l.raiz = '${llamada.llamada}'`)
  assert.deepEqual(nota, ['Prefiere el jueves', 'Cambio de cita'])
})

test('a second call does not replace the first: it is a line, and Escape makes a pill of the card', async () => {
  llamada = escena.llamar(numeros.maria)
  const segunda = escena.llamar(numeros.familia)
  await llamada.offered()
  await llamada.rings(101)
  await llamada.answers(101)
  await tarjeta(ana, 'hablando').waitFor()
  await segunda.offered()
  await segunda.rings(101)
  await tarjeta(ana, 'suena').waitFor()
  assert.equal(await ana.locator('.cc-tarjeta[data-fase=hablando]').count(), 1)
  await foto(ana, 'dos')
  await segunda.ends()
  await ana.bringToFront()
  await ana.keyboard.press('Alt+Shift+KeyL')
  await ana.keyboard.press('Escape')
  await ana.locator('.cc-tarjeta[data-fase=hablando]').waitFor({ state: 'detached' })
  await tarjeta(ana, 'hablando').waitFor()
})
