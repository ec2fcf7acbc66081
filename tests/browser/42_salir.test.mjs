import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Escena, eventually, numeros, tarjeta } from './escena.mjs'

let escena
before(async () => { escena = await Escena.start() })
after(() => escena?.stop())

test('who leaves loses no note that they wrote and did not save, and leaves nothing in the browser', async () => {
  const ana = await escena.sentar('ana', 101)
  const llamada = escena.llamar(numeros.maria)
  await llamada.offered()
  await llamada.rings(101)
  await llamada.answers(101)
  await tarjeta(ana, 'hablando').getByRole('textbox', { name: 'Nota' }).fill('Le duele desde el lunes')
  await tarjeta(ana, 'hablando').getByText(/Borrador guardado/).waitFor()
  assert.match(await ana.evaluate(() => JSON.stringify(localStorage)), /desde el lunes/)
  await tarjeta(ana, 'hablando').getByRole('textbox', { name: 'Nota' }).press('Escape')
  await ana.getByRole('button', { name: /^Ana · 101|· 101/ }).click()
  await ana.getByRole('menuitem', { name: /salir|cerrar sesión/i }).click()
  await ana.getByRole('button', { name: 'Entrar' }).waitFor()
  await eventually(async () => !/desde el lunes/.test(await ana.evaluate(() => JSON.stringify(localStorage))), { what: 'the browser forgets' })
  assert.equal(await escena.stack.db.value(`SELECT string_agg(n.texto, '|') FROM cc.nota n JOIN cc.llamada l ON l.id = n.llamada_id WHERE l.raiz = '${llamada.llamada}'`),
    'Le duele desde el lunes')
})
