// The contact center that the laboratory calls: one that runs already (its DIR), or one of our own on a scratch database.
// Either way the calls get a group, a clinic, agents, a PBX and a patient of their own.
import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { Client } from '../stack/client.mjs'
import { Socket } from '../stack/socket.mjs'
import { identity } from '../stack/process.mjs'

const PASSWORD = randomBytes(12).toString('base64url')
export const PATIENT = { number: '612000001', name: 'Lucía', surname: 'Peña Gil' }
const LINES = ['911000001', '911000002', '911000003', '911000004', '911000005', '911000006', '911000007']
const DESKS = { 101: 'Ana', 102: 'Luis', 103: 'Marta' }

/** Where a running application is, and how to administer it: {url, admin(noun, verb, options), stop()}. */
function running(dir) {
  const text = readFileSync(`${dir}/contact-center.env`, 'utf8')
  const env = Object.fromEntries(
    [...text.matchAll(/^(\w+)=(['"]?)(.*)\2$/gm)].map(([, name, , value]) => [name, value]),
  )
  return { url: env.CC_URL, admin: administrator(`${env.CC_BIN}/cc-admin`, env, statSync(dir)), stop: async () => {} }
}

async function scratch() {
  const { Stack } = await import('../stack/stack.mjs')
  const stack = await Stack.start()
  const admin = administrator(`${stack.binaries}/cc-admin`, stack.env, stack.postgres.owner)
  return { url: stack.url, admin, stack, stop: () => stack.stop() }
}

/** cc-admin as a function: admin('clinica', 'crear', {grupo: 1, nombre: 'Centro'}) → what it prints with --json. */
function administrator(program, env, owner) {
  return (noun, verb, options = {}, input = '') =>
    new Promise((resolve, reject) => {
      const words = Object.entries(options).flatMap(([name, value]) =>
        value === true ? [`--${name}`] : [`--${name}`, String(value)],
      )
      const child = execFile(
        program,
        ['--json', noun, verb, ...words],
        { env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...env }, ...identity(owner) },
        (error, stdout, stderr) =>
          error
            ? reject(new Error(`cc-admin ${noun} ${verb}: ${stderr || error.message}`))
            : resolve(JSON.parse(stdout)),
      )
      child.stdin.end(input)
    })
}

/** url, pbx {url, secreto}, agents {101: Client…} seated at their extensions. */
export class Installation {
  static async open(dir) {
    const installation = Object.assign(new Installation(), dir ? running(dir) : await scratch())
    installation.suffix = randomBytes(3).toString('hex')
    return installation
  }

  /** Makes the laboratory's own group and all that its calls need; `adaptador` is how its PBX speaks. */
  async prepare(adaptador = 'asterisk') {
    const grupo = (await this.admin('grupo', 'crear', { nombre: `Laboratorio ${this.suffix}` })).id
    const clinica = (await this.admin('clinica', 'crear', { grupo, nombre: 'Laboratorio', zona: 'Europe/Madrid' })).id
    this.pbx = await this.admin('centralita', 'crear', { grupo, clinica, nombre: 'Asterisk', adaptador })
    this.pbx.socket = `${this.url.replace(/^http/, 'ws')}/api/contact-center/centralitas/${this.pbx.publico}/ws`
    for (const numero of LINES)
      await this.admin('linea', 'crear', { centralita: this.pbx.id, numero, etiqueta: `Línea ${numero.at(-1)}` })
    for (const [numero, nombre] of Object.entries(DESKS)) {
      await this.admin('extension', 'crear', { centralita: this.pbx.id, numero, etiqueta: nombre })
      await this.admin(
        'agente',
        'crear',
        { grupo, usuario: this.user(numero), nombre, clinica: `${clinica}:agente`, 'clave-stdin': true },
        PASSWORD,
      )
    }
    await this.admin('paciente', 'crear', {
      grupo,
      clinica,
      nombre: PATIENT.name,
      apellidos: PATIENT.surname,
      telefono: PATIENT.number,
      'erp-ref': `lab-${this.suffix}`,
    })
    this.agents = {}
    for (const numero of Object.keys(DESKS)) this.agents[numero] = await this.#seated(numero)
  }

  user(extension) {
    return `${DESKS[extension].toLowerCase()}-${this.suffix}`
  }

  async #seated(extension) {
    const agent = await Client.login(this.url, this.user(extension), PASSWORD)
    if (agent.answer.status !== 201) throw new Error(`login answers ${agent.answer.status}: ${agent.answer.text}`)
    const seat = agent.answer.body.extensiones.find(({ numero }) => numero === extension)
    const { status, text } = await agent.put('/sesion/puesto', { extension_id: seat.id })
    if (status !== 200) throw new Error(`PUT /sesion/puesto answers ${status}: ${text}`)
    return agent
  }

  /** The socket of the agent at an extension. */
  socket(extension) {
    return Socket.open({ url: this.url, cookie: this.agents[extension].credential.cookie })
  }

  /** The dashboard in a new profile of `browser`, with the agent at an extension logged in. */
  async dashboard(browser, extension) {
    const page = await browser.page({ ignoreHTTPSErrors: true })
    await page.goto(this.url)
    const status = await page.evaluate(
      async (body) => {
        const headers = { 'content-type': 'application/json', 'x-contact-center': '1' }
        return (await fetch('/api/contact-center/sesion', { method: 'POST', headers, body: JSON.stringify(body) }))
          .status
      },
      { usuario: this.user(extension), clave: PASSWORD },
    )
    if (status !== 201) throw new Error(`login in the browser answers ${status}`)
    await page.evaluate(async (extension) => {
      const sesion = await (await fetch('/api/contact-center/sesion')).json()
      const { id } = sesion.extensiones.find(({ numero }) => numero === extension)
      const headers = { 'content-type': 'application/json', 'x-contact-center': '1' }
      await fetch('/api/contact-center/sesion/puesto', {
        method: 'PUT',
        headers,
        body: JSON.stringify({ extension_id: id }),
      })
    }, extension)
    await page.reload()
    await page.locator('[data-conexion="conectado"]').waitFor()
    page.problems.length = 0 // the first visit was without a session
    return page
  }

  /** How this PBX dials, and that calls may be made at any hour; only in a contact center of our own. */
  async allow_calls() {
    await this.stack.db.query(`
      UPDATE cc.centralita SET version = version + 1, 
        ajustes = '{"prefijo": "0", "contexto": "contact-center-salida", "contexto_transferencia": "contact-center-transferencia"}' WHERE id = ${this.pbx.id};
      UPDATE cc.linea SET saliente = true WHERE centralita_id = ${this.pbx.id};
      UPDATE cc.grupo SET ajustes = '{"llamar": {"silencio": ["00:00", "00:00"], "fines_de_semana": true, "festivos": true, "intervalo_s": 0}}'
      WHERE id = (SELECT grupo_id FROM cc.centralita WHERE id = ${this.pbx.id})`)
  }

  /** A click-to-call of the agent at an extension; the call as it is answered. */
  async click(extension, body) {
    const headers = { 'idempotency-key': randomUUID() }
    const { status, body: call, text } = await this.agents[extension].post('/llamar', body, { headers })
    if (status !== 202) throw new Error(`POST /llamar answers ${status}: ${text}`)
    return call
  }

  /** Every call of the laboratory's group, newest first. */
  async history() {
    const { status, body, text } = await this.agents[101].get('/historial?limite=200')
    if (status !== 200) throw new Error(`GET /historial answers ${status}: ${text}`)
    return body.elementos
  }
}
