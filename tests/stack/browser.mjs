// Debian's Chromium, driven by playwright-core.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

export class Browser {
  static async start() {
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
    if (!executablePath) throw new Error('there is no chromium: scripts/test installs it')
    const browser = new Browser()
    browser.chromium = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
    return browser
  }

  /** A context (a profile of its own) with one page; what the page logs as an error is kept in `page.problems`. */
  async page(options = {}) {
    const context = await this.chromium.newContext({ locale: 'es-ES', timezoneId: 'Europe/Madrid', ...options })
    const page = await context.newPage()
    page.problems = []
    page.on('pageerror', (error) => page.problems.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()))
    return page
  }

  stop() {
    return this.chromium.close()
  }
}
