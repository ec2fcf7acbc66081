import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accesibilidad, Escena, eventually, foto, numeros, problemas, tarjeta } from './escena.mjs'
import { fetch } from '../stack/client.mjs'

let escena, ana, bea
before(async () => {
  escena = await Escena.start()
  ana = await escena.sentar('ana', 101)
  bea = await escena.sentar('bea', 102)
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
})
after(() => escena?.stop())

async function contesta(de) {
  const llamada = escena.llamar(de)
  await llamada.offered()
  await llamada.rings(101)
  await llamada.answers(101)
  await tarjeta(ana, 'hablando').waitFor()
  return llamada
}

const quitar = page => tarjeta(page).getByRole('button', { name: /^Quitar la tarjeta/ }).first().click()

test('what is promised in a call is on top of the next card, late ones in words, and in the queue, until it is done', async () => {
  const primera = await contesta(numeros.maria)
  const ficha = tarjeta(ana, 'hablando')
  await ficha.getByRole('button', { name: 'Prometer…' }).click()
  await ficha.getByLabel('¿Qué se ha prometido?').fill('Quedé en llamarle con el presupuesto')
  await foto(ana, 'prometer')
  assert.deepEqual(await accesibilidad(ana), [])
  await ficha.getByRole('button', { name: 'Mañana' }).click()
  await ficha.getByRole('button', { name: 'Guardar promesa' }).click()
  await ficha.getByRole('status').getByText('Prometido para mañana').waitFor()
  const fila = page => page.locator('[data-seguimiento]').filter({ hasText: 'Quedé en llamarle con el presupuesto' })
  for (const page of [ana, bea]) await fila(page).getByText('Prometido para mañana').waitFor()
  await primera.ends()
  await tarjeta(ana, 'terminada').waitFor()
  await quitar(ana)

  await escena.stack.db.query("UPDATE cc.seguimiento SET vence = vence - interval '2 days' WHERE clase = 'promesa'")
  const segunda = escena.llamar(numeros.maria)
  await segunda.offered()
  await segunda.rings(102)
  await tarjeta(bea, 'suena').waitFor()
  await bea.reload() // the date was moved behind the API's back
  const promesas = tarjeta(bea, 'suena').getByRole('list', { name: 'Promesas pendientes' })
  await promesas.getByText('Prometido para ayer').waitFor()
  assert.match(await promesas.locator('li').getAttribute('class'), /cc-tono-rojo/)
  await bea.mouse.click(700, 650) // a gesture: from now on it may sound
  await foto(bea, 'promesa-ayer')
  assert.deepEqual(await accesibilidad(bea), [])
  await bea.getByRole('button', { name: 'Tema oscuro' }).click()
  assert.deepEqual(await accesibilidad(bea), [])
  await foto(bea, 'promesa-oscuro')
  await bea.getByRole('button', { name: 'Mover a otra esquina' }).click() // the queue is below the card
  await foto(bea, 'promesas-cola')
  await fila(bea).getByRole('button', { name: 'Me encargo' }).click()
  await fila(ana).getByText('Bea Collado se encarga').waitFor()
  await segunda.answers(102)
  await tarjeta(bea, 'hablando').getByRole('button', { name: 'Hecho: Quedé en llamarle con el presupuesto' }).click()
  for (const page of [ana, bea]) await fila(page).waitFor({ state: 'detached' })
  await promesas.waitFor({ state: 'detached' })
  await segunda.ends()
})

test('a call says why it counts as it does, step by step, and the installer gets it without names or numbers', async () => {
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await tarjeta(ana, 'suena').waitFor()
  await llamada.ends()
  await tarjeta(ana).waitFor({ state: 'detached' })
  await ana.goto(`${escena.stack.url}/historial`)
  await ana.getByRole('region', { name: 'Historial de llamadas' }).getByText('María García López').first().click()
  const detalle = ana.getByRole('complementary', { name: 'Detalle de la llamada' })
  await detalle.getByRole('button', { name: '¿Por qué?' }).click()
  const porque = detalle.getByRole('region', { name: 'Por qué cuenta así' })
  await porque.getByText(/La ficha salió a Ana Beltrán, en la 101/).first().waitFor()
  await porque.locator('[data-que=hecho]').first().waitFor()
  await porque.getByText(/en pantalla en \d+ ms/).first().waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await porque.scrollIntoViewIfNeeded()
  await foto(ana, 'porque')
  await porque.getByRole('button', { name: 'Copiar informe para el instalador' }).click()
  await porque.getByText('Copiado, sin nombres ni números enteros').waitFor()
  const informe = await ana.evaluate(() => navigator.clipboard.readText())
  assert.match(informe, /^Llamada .* \(entrante\)/)
  assert.doesNotMatch(informe, /María|Beltrán|612345678/)
})

test('calls of which nobody knows who they were are a list; once somebody says it, they leave it', async () => {
  const llamada = escena.llamar(numeros.nadie)
  await llamada.offered()
  await llamada.rings(101)
  await tarjeta(ana, 'suena').waitFor()
  await llamada.ends()
  await tarjeta(ana).waitFor({ state: 'detached' })
  await ana.goto(`${escena.stack.url}/historial?q=garcia`)
  await ana.getByRole('switch', { name: 'Por identificar' }).check()
  await eventually(() => ana.url().endsWith('/historial?por_identificar=si'))
  const filas = ana.locator('[data-llamada]')
  await eventually(async () => (await filas.count()) === 1)
  await filas.first().click()
  const detalle = ana.getByRole('complementary', { name: 'Detalle de la llamada' })
  await detalle.getByRole('button', { name: '¿Quién era?' }).click()
  await detalle.getByRole('combobox').fill('puig')
  await detalle.getByRole('option', { name: /Núria Puig/ }).waitFor()
  await foto(ana, 'identificar')
  assert.deepEqual(await accesibilidad(ana), [])
  await ana.keyboard.press('Enter')
  await detalle.getByText('Núria Puig i Ferrer').first().waitFor()
  await filas.first().waitFor({ state: 'detached' })
  assert.deepEqual(await problemas(ana), [])
})

test('an administrator says whether somebody made here is the one whom the ERP sent; an agent is not asked', async () => {
  const admin = await escena.sentar('admin', 103, { viewport: { width: 1366, height: 768 } })
  const estados = await admin.evaluate(async () => {
    const enviar = async (method, camino, cuerpo) => {
      const headers = { 'Content-Type': 'application/json', 'X-Contact-Center': '1', 'Idempotency-Key': crypto.randomUUID() }
      return (await fetch(`/api/contact-center${camino}`, { method, headers, body: JSON.stringify(cuerpo) })).status
    }
    const { clinicas } = await (await fetch('/api/contact-center/sesion')).json()
    const persona = { nombre: 'Nuria', apellidos: 'Nueva Alta', clinica_id: clinicas[0].id }
    return [
      await enviar('POST', '/paciente', { ...persona, telefono: '688112233' }),
      await enviar('PUT', '/paciente/erp/P-10', { ...persona, telefonos: [{ numero: '688112233' }] }),
    ]
  })
  assert.deepEqual(estados, [201, 201])
  await admin.getByRole('link', { name: 'Historial' }).click()
  const duplicados = page => page.getByRole('region', { name: 'Posibles duplicados' })
  await duplicados(admin).getByText(/^creada aquí/).waitFor()
  await foto(admin, 'duplicados')
  assert.deepEqual(await accesibilidad(admin), [])
  await bea.getByRole('link', { name: 'Historial' }).click()
  await bea.getByRole('region', { name: 'Historial de llamadas' }).waitFor()
  assert.equal(await duplicados(bea).count(), 0)
  await duplicados(admin).getByRole('button', { name: 'Son la misma' }).click()
  await duplicados(admin).waitFor({ state: 'detached' })
  const vivos = await escena.stack.db.query("SELECT erp_ref FROM cc.paciente WHERE apellidos = 'Nueva Alta' AND borrado IS NULL")
  assert.deepEqual(vivos, [['P-10']])
})

test('what a caller left in the mailbox is heard from the list of calls to return, and from the call', async () => {
  await ana.getByRole('link', { name: 'Ahora' }).click()
  const llamada = escena.llamar('600000077')
  await llamada.offered()
  await llamada.rings(101)
  await llamada.say('buzon.empieza')
  await llamada.say('buzon.mensaje', { duracion_s: 1 })
  await llamada.ends()
  const fila = ana.locator('[data-seguimiento]').filter({ hasText: '600 000 077' })
  await fila.waitFor()
  const { CC_DEMO_CENTRALITA, CC_DEMO_SECRETO } = escena.stack.demo
  const subida = await fetch(`${escena.stack.url}/api/contact-center/grabaciones/subida/${CC_DEMO_CENTRALITA}/${llamada.llamada}`, {
    method: 'PUT', body: silencio(1), headers: { authorization: `Bearer ${CC_DEMO_SECRETO}` },
  })
  assert.equal(subida.status, 201, await subida.text())
  const mensaje = fila.getByLabel('Mensaje de 0:01')
  await mensaje.waitFor()
  assert.equal(await mensaje.evaluate(async audio => {
    await audio.play()
    return Math.round(audio.duration)
  }), 1)
  await foto(ana, 'mensaje')
  assert.deepEqual(await accesibilidad(ana), [])
  await ana.getByRole('link', { name: 'Historial' }).click()
  await ana.getByText('600 000 077').first().click()
  await ana.locator('audio[aria-label="Mensaje de 0:01"]').waitFor()
  assert.deepEqual(await problemas(ana), [])
})

test('a message that the PBX keeps is seen coming, and that it did not', async () => {
  await ana.getByRole('link', { name: 'Ahora' }).click()
  const llamada = escena.llamar('600000078')
  await llamada.offered()
  await llamada.say('buzon.empieza')
  await llamada.say('buzon.mensaje', { url: 'https://pbx.example/1.wav' }) // nobody has said that this PBX has its audio there
  await llamada.ends()
  const fila = ana.locator('[data-seguimiento]').filter({ hasText: '600 000 078' })
  await fila.getByText('El audio del mensaje está en camino').waitFor()
  escena.stack.started.push(await escena.stack.jobs.start())
  await fila.getByText('El audio del mensaje no se pudo traer').waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
})

/** So many seconds of silence: PCM of 8 kHz and 16 bits. */
function silencio(segundos) {
  const bytes = segundos * 16000
  const wav = Buffer.alloc(44 + bytes)
  wav.write('RIFF'), wav.writeUInt32LE(36 + bytes, 4), wav.write('WAVEfmt ', 8), wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20), wav.writeUInt16LE(1, 22), wav.writeUInt32LE(8000, 24), wav.writeUInt32LE(16000, 28)
  wav.writeUInt16LE(2, 32), wav.writeUInt16LE(16, 34), wav.write('data', 36), wav.writeUInt32LE(bytes, 40)
  return wav
}
