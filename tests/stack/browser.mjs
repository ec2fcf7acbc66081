// Debian's Chromium, driven by playwright-core.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { faults_of } from '../contrato/respuesta.mjs'

export class Browser {
  static async start() {
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
    if (!executablePath) throw new Error('there is no chromium: scripts/test installs it')
    const browser = new Browser()
    browser.undocumented = []
    browser.chromium = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
    return browser
  }

  /** A context (a profile of its own) with one page; what the page logs as an error is kept in `page.problems`. */
  async page(options = {}) {
    const context = await this.chromium.newContext({ locale: 'es-ES', timezoneId: 'Europe/Madrid', ...options })
    const page = await context.newPage()
    page.problems = []
    context.on('response', (response) => this.#hold(response))
    page.on('pageerror', (error) => page.problems.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()))
    return page
  }

  /** Every answer of the API is held against the written contract; one whose page is gone has no body to look at. */
  async #hold(response) {
    const { pathname } = new URL(response.url())
    if (!pathname.startsWith('/api/contact-center/') || pathname.endsWith('/eventos')) return
    const [text, headers] = await Promise.all([response.text(), response.headersArray()]).catch(() => [])
    if (text === undefined) return
    const answer = { method: response.request().method(), path: pathname, status: response.status(), text }
    const faults = faults_of({ ...answer, headers: new Headers(headers.map(({ name, value }) => [name, value])) })
    if (faults.length > 0) this.undocumented.push(`${answer.method} ${pathname} answers ${answer.status}: ${faults.join('; ')}`)
  }

  /** Closes it; fails when an answer was not as documented. */
  async stop() {
    await this.chromium.close()
    if (this.undocumented.length > 0) throw new Error(`not as app/openapi.yaml says:\n${this.undocumented.join('\n')}`)
  }
}
