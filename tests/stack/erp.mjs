// An ERP: pages behind an nginx of its own, whose lines for the contact center are those of the page for its programmer.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { free_port } from './nginx.mjs'
import { Process } from './process.mjs'

const page = readFileSync(new URL('../../app/dashboard/docs/erp.md', import.meta.url), 'utf8')
const fenced = (language) => [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text)

export class Erp {
  /** `usuario`: who is logged in to the ERP; `extension`: where it knows them to sit. */
  static async start({ stack, port, key, usuario, extension }) {
    const erp = Object.assign(new Erp(), { stack, key, usuario, extension, port, asked: 0 })
    erp.url = `http://localhost:${port}`
    erp.backend = createServer((request, response) => erp.#answer(request, response).catch((error) => response.writeHead(500).end(String(error))))
    await new Promise((resolve) => erp.backend.listen(0, '127.0.0.1', resolve))
    writeFileSync(`${stack.dir}/erp.conf`, erp.#site())
    erp.nginx = new Process('nginx of the ERP', {
      command: ['nginx', '-p', stack.dir, '-c', `${stack.dir}/erp.conf`, '-e', `${stack.dir}/erp-error.log`],
      env: { PATH: `${process.env.PATH}:/usr/sbin` },
      log: `${stack.dir}/erp.log`,
      owner: stack.postgres.owner,
      ready: () => fetch(`http://127.0.0.1:${port}/`),
    })
    await erp.nginx.start()
    return erp
  }

  #site() {
    const [inside, outside] = fenced('nginx').map((text) => text.replaceAll('https://contact-center.example', this.stack.url))
    return `daemon off; worker_processes 1; pid "${this.stack.dir}/erp.pid"; error_log stderr alert;
      events { worker_connections 64; }
      http {
        access_log off; default_type text/html;
        ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((what) => `${what}_temp_path "${this.stack.dir}/erp-${what}";`).join(' ')}
        ${outside}
        server { listen 127.0.0.1:${this.port}; ${inside} location / { proxy_pass http://127.0.0.1:${this.backend.address().port}; } }
      }`
  }

  /** A code for whoever is logged in, as the ERP's backend gets it. */
  async code() {
    this.asked++
    const answer = await this.stack.client({ key: this.key }).post('/sesion/erp',
      { usuario: this.usuario, origen: this.url, extension: this.extension })
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.body.codigo
  }

  async #answer(request, response) {
    if (request.url === '/contact-center-code') return response.end(await this.code())
    if (request.url === '/erp.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(fenced('js')[0])
    if (request.url !== '/agenda') return response.end('ERP')
    const popup = fenced('html')[0].replace('ccc_…', await this.code())
    response.writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><html lang="es"><meta charset="utf-8"><title>ERP</title><h1>Agenda</h1>${popup}<script type="module" src="/erp.js"></script></html>`)
  }

  async stop() {
    this.backend.close()
    this.backend.closeAllConnections()
    await this.nginx.stop()
  }
}
