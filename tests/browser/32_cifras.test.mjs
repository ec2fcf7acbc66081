import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { accesibilidad, Escena, foto, numeros, problemas } from './escena.mjs'

let escena, ana
before(async () => {
  escena = await Escena.start()
  ana = await escena.sentar('ana', 101)
})
after(() => escena?.stop())

const hace = segundos => ({ momento: new Date(Date.now() - segundos * 1000).toISOString() })

/** A call that is over: answered after so many seconds, or never. */
async function llamo(de, espera_s) {
  const llamada = escena.llamar(de)
  await llamada.say('llamada.ofrecida', hace(90))
  await llamada.say('tramo.suena', { extension: '101', ...hace(89) })
  if (espera_s !== null) await llamada.say('tramo.contesta', { extension: '101', ...hace(90 - espera_s) })
  await llamada.ends(hace(1))
}

test('the day in figures follows the calls, by the threshold of the clinic, and says so', async () => {
  const nivel = ana.locator('.cc-numero').filter({ hasText: 'Nivel de servicio hoy' })
  await nivel.getByText('–').waitFor()
  await llamo(numeros.maria, 5)
  await nivel.getByText('100 %').waitFor()
  await nivel.getByText('de 1 entrantes, en 20 s').waitFor()
  await llamo(numeros.familia, 45)
  await llamo(numeros.nadie, null)
  await nivel.getByText('33 %').waitFor()
  await nivel.getByText('de 3 entrantes, en 20 s').waitFor()
  assert.match(await nivel.getAttribute('title'), /^Entrantes atendidas en 20 segundos o menos, de cada cien entrantes que cuentan/)
  await ana.locator('.cc-numero').filter({ hasText: 'Espera media hoy' }).getByText('0:25').waitFor()
  await foto(ana, 'cifras')
})

test('the history leaves as a file of what is filtered, that a Spanish spreadsheet opens by itself', async () => {
  await ana.goto(`${escena.stack.url}/historial?q=garcia`)
  const lista = ana.getByRole('region', { name: 'Historial de llamadas' })
  await lista.getByText('María García López').first().waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
  await foto(ana, 'exportar')
  const [descarga] = await Promise.all([ana.waitForEvent('download'), ana.getByRole('button', { name: 'Exportar' }).click()])
  assert.match(descarga.suggestedFilename(), /^llamadas-\d{4}-\d\d-\d\d\.csv$/)
  const texto = readFileSync(await descarga.path(), 'utf8')
  assert.ok(texto.startsWith('\ufeffid;clinica;fecha;hora;inicio;'))
  const [nombres, ...filas] = texto.slice(1).trimEnd().split('\r\n').map(fila => fila.split(';'))
  const columna = nombre => filas.map(fila => fila[nombres.indexOf(nombre)])
  assert.deepEqual(columna('interlocutor'), ['María García López'])
  assert.deepEqual(columna('numero'), ['tel:+34612345678'])
  assert.deepEqual(await problemas(ana), [])
})

test('calls with a recording are a filter, and what cannot be exported is said', async () => {
  await ana.getByRole('switch', { name: 'Grabadas' }).click()
  await ana.getByText('Ninguna llamada con estos filtros').waitFor()
  assert.match(ana.url(), /grabacion=si/)
  await ana.route('**/historial?*', ruta => (ruta.request().headers().accept === 'text/csv' ? ruta.abort() : ruta.continue()))
  await ana.getByRole('button', { name: 'Exportar' }).click()
  await ana.getByRole('alert').getByText('No hay conexión con el servidor.').waitFor()
  assert.deepEqual(await accesibilidad(ana), [])
})
