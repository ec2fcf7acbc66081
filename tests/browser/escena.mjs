// People at their browsers, in front of the whole contact center.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Browser } from '../stack/browser.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

export { eventually }

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = new URL('../../build/screenshots/', import.meta.url).pathname
const reglas = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Numbers of the demo (sql/demo/pacientes.sql). */
export const numeros = { linea: '911223344', maria: '612345678', familia: '622334455', nadie: '655443321' }

export class Escena {
  static async start({ processes = ['api', 'relay', 'nginx'], env } = {}) {
    const escena = new Escena()
    escena.stack = await Stack.start({ processes, env })
    escena.browser = await Browser.start()
    return escena
  }

  async stop() {
    await this.browser?.stop()
    await this.stack?.stop()
  }

  /** A browser profile with one page, before the login. What the CSP refuses is kept, too. */
  async navegador({ sinTrabajador = false, ...opciones } = {}) {
    const page = await this.browser.page({ viewport: { width: 1366, height: 768 }, ...opciones })
    await this.#vigilar(page.context(), sinTrabajador)
    await this.#abrir(page)
    return page
  }

  /** Logs in and sits down, as a person does. */
  async sentar(usuario, extension, opciones) {
    const page = await this.navegador(opciones)
    await page.getByLabel('Usuario').fill(usuario)
    await page.getByLabel('Contraseña').fill(this.stack.demo.CC_DEMO_CLAVE)
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByRole('heading', { name: '¿Dónde te sientas hoy?' }).waitFor()
    await page.getByRole('button', { name: new RegExp(`^${extension}`) }).click()
    await page.getByText('En directo').waitFor()
    return page
  }

  /** One more tab of the same browser, already logged in. */
  async otraPestana(page) {
    const otra = await page.context().newPage()
    otra.problems = page.problems
    anotar(otra)
    await this.#abrir(otra)
    await otra.getByText('En directo').waitFor()
    return otra
  }

  llamar(de, a = numeros.linea) {
    return this.stack.pbx.call({ de, a })
  }

  async #abrir(page) {
    await page.goto(this.stack.url)
  }

  async #vigilar(context, sinTrabajador) {
    context.setDefaultTimeout(30_000)
    await context.addInitScript(() => {
      globalThis.__csp = []
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        globalThis.__csp.push(`${violatedDirective} ${blockedURI}`)
      })
    })
    if (sinTrabajador) await context.addInitScript(() => delete globalThis.SharedWorker)
  }
}

function anotar(page) {
  page.on('pageerror', error => page.problems.push(String(error)))
  page.on('console', message => message.type() === 'error' && page.problems.push(message.text()))
}

/** The card, or the line or pill that stands for it. */
export const tarjeta = (page, fase) => page.locator(fase ? `[data-cc-popup] [data-fase="${fase}"]` : '[data-cc-popup] [data-fase]')

/** What axe finds against WCAG 2.2 AA, one line each; shadow roots included. Without motion: a card that is still fading in has no contrast. */
export async function accesibilidad(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(`${axe};0`)
  const { violations } = await page.evaluate(runOnly => globalThis.axe.run({ runOnly }), reglas)
  await page.emulateMedia({ reducedMotion: null })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 120)} ${any[0]?.message ?? ''}`))
}

/** What went wrong in this page since it was opened; a refused session before the login is an answer, not a fault. */
export async function problemas(page) {
  const csp = await page.evaluate(() => globalThis.__csp)
  return [...csp, ...page.problems.filter(texto => !/status of 401/.test(texto))]
}

/** Keeps what the page looks like under build/screenshots, for people. */
export async function foto(que, nombre) {
  mkdirSync(shots, { recursive: true })
  await que.screenshot({ path: `${shots}${nombre}.png`, animations: 'disabled' })
}
