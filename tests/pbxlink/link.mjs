// cc-pbxlink alone on its unix socket, over the real schema with one clinic and its centralitas in it.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { eventually } from '../stack/eventually.mjs'
import { Postgres } from '../stack/postgres.mjs'
import { Process, identity } from '../stack/process.mjs'
import { Asterisk } from './asterisk.mjs'

const binaries = process.env.CC_TEST_BIN ?? new URL('../../build/bin', import.meta.url).pathname
const run = promisify(execFile)

export class Link {
  #pbxs = []

  static async start({ env = {} } = {}) {
    const link = new Link()
    link.postgres = await Postgres.start()
    link.db = await link.postgres.database('cc_plantilla')
    link.dir = mkdtempSync('/tmp/cc-l-')
    chownSync(link.dir, link.postgres.owner.uid, link.postgres.owner.gid)
    link.env = {
      CC_DB: link.db.conninfo, CC_RUN: link.dir, CC_CLAVE: randomBytes(32).toString('base64'), CC_URL: 'http://localhost',
      CC_LOG_NIVEL: 'depura', ASAN_OPTIONS: 'detect_leaks=1', UBSAN_OPTIONS: 'print_stacktrace=1', ...env,
    }
    link.grupo = (await link.admin('grupo', 'crear', { nombre: 'Uno' })).id
    link.clinica = (await link.admin('clinica', 'crear', { grupo: link.grupo, nombre: 'Centro', zona: 'Europe/Madrid' })).id
    link.process = link.another('pbxlink.log')
    await link.process.start()
    return link
  }

  /** One more on the same socket folder. */
  another(log) {
    const one = new Process('cc-pbxlink', {
      command: [`${binaries}/cc-pbxlink`], env: this.env, log: `${this.dir}/${log}`, owner: this.postgres.owner,
      ready: async () => new RegExp(`"pid":${one.pid},"suceso":"listo"`).test(one.log()) && (await this.page('/readyz')).status === 200,
    })
    return one
  }

  async admin(noun, verb, options) {
    const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    const { stdout } = await run(`${binaries}/cc-admin`, ['--json', noun, verb, ...words],
      { env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...this.env }, ...identity(this.postgres.owner) })
    return JSON.parse(stdout)
  }

  /** A centralita of adapter ari with line 911000001 and telephones 101 and 102, and the Asterisk that it is, not started. */
  async pbx(nombre = `PBX ${this.#pbxs.length + 1}`) {
    const row = await this.admin('centralita', 'crear', { grupo: this.grupo, clinica: this.clinica, nombre, adaptador: 'ari' })
    await this.admin('linea', 'crear', { centralita: row.id, numero: '911000001', etiqueta: 'Principal' })
    for (const numero of ['101', '102']) await this.admin('extension', 'crear', { centralita: row.id, numero, etiqueta: numero })
    const pbx = Object.assign(new Asterisk(`${this.dir}/pbxlink.sock`, row), { id: row.id })
    this.#pbxs.push(pbx)
    await eventually(async () => (await this.knows(pbx)) !== 404, { what: 'the new centralita is known' })
    return pbx
  }

  /** What somebody without a secret is told at a PBX's door. */
  knows({ publico }) {
    return this.knock(`/api/contact-center/centralitas/${publico}/ws`)
  }

  /** The status that an upgrade is answered with. */
  knock(path, { authorization, protocol = 'ari', upgrade = 'websocket' } = {}) {
    return new Promise((resolve, reject) => {
      const headers = { connection: 'Upgrade', upgrade, 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...(protocol && { 'sec-websocket-protocol': protocol }), ...(authorization && { authorization }) }
      request({ socketPath: `${this.dir}/pbxlink.sock`, path, headers, agent: false }, (answer) => resolve(answer.resume().statusCode))
        .on('upgrade', (answer, socket) => { socket.destroy(); resolve(101) }).on('error', reject).end()
    })
  }

  page(path) {
    return new Promise((resolve, reject) => {
      request({ socketPath: `${this.dir}/pbxlink.sock`, path, agent: false }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (data) => { text += data }).on('end', () => resolve({ status: answer.statusCode, text }))
      }).on('error', reject).end()
    })
  }

  async metric(name) {
    const { text } = await this.page('/metrics')
    return Number(text.match(new RegExp(`^cc_pbxlink_${name} (.*)$`, 'm'))[1])
  }

  /** What is written of a call: {estado, resultado, cierre, es_perdida, …}, or undefined. */
  record(call) {
    return this.db.value(`SELECT to_json(l) FROM cc.llamada l WHERE raiz = '${call.id}' AND fusionada_en IS NULL`)
  }

  async stop() {
    for (const pbx of this.#pbxs) pbx.stop()
    await this.process.stop()
    const said = readFileSync(`${this.dir}/pbxlink.log`, 'utf8')
    await this.db.drop()
    await this.postgres.stop()
    rmSync(this.dir, { recursive: true })
    if (/Sanitizer|runtime error:/.test(said)) throw new Error(said.slice(-4000))
  }
}
