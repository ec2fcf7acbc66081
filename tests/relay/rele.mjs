// The relay alone on its unix socket, over the real schema with a handful of people in it, and a browser's side of it.
import { createHash, randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import WebSocket from 'ws'
import { eventually, within } from '../stack/eventually.mjs'
import { Postgres } from '../stack/postgres.mjs'
import { Process } from '../stack/process.mjs'

const binaries = process.env.CC_TEST_BIN ?? new URL('../../build/bin', import.meta.url).pathname
export const url = 'http://localhost:8080'
export const path = '/api/contact-center/eventos'

const token = (prefix) => prefix + randomBytes(32).toString('base64url')
const hex = (text) => createHash('sha256').update(text).digest('hex')

export class Rele {
  /** Two clinics and a second group: ana (agent of 1), sara (supervisor of 1), bea (agent of 1 and 2), zoe (agent of 3). */
  static async start({ env = {} } = {}) {
    const rele = new Rele()
    rele.postgres = await Postgres.start()
    rele.db = await rele.postgres.database('cc_plantilla')
    const { uid, gid } = rele.postgres.owner
    rele.dir = mkdtempSync('/tmp/cc-r-')
    chownSync(rele.dir, uid, gid)
    rele.process = rele.another('relay.log', env)
    await rele.db.query(`
      SET ROLE cc_owner; SET search_path = cc, pg_catalog;
      INSERT INTO grupo (nombre) VALUES ('Uno'), ('Otro');
      INSERT INTO clinica (grupo_id, nombre) VALUES (1, 'Centro'), (1, 'Norte'), (2, 'Ajena');
      INSERT INTO agente (grupo_id, usuario, nombre) VALUES (1, 'ana', 'Ana'), (1, 'sara', 'Sara'), (1, 'bea', 'Bea'), (2, 'zoe', 'Zoe');
      INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol)
      VALUES (1, 1, 1, 'agente'), (2, 1, 1, 'supervisor'), (3, 1, 1, 'agente'), (3, 2, 1, 'agente'), (4, 3, 2, 'agente');
      -- Present already, so that no event of presence mixes with a test's own.
      INSERT INTO presencia (agente_id, grupo_id, estado, conectado, visto)
      SELECT id, grupo_id, 'disponible', true, now() + interval '1 day' FROM agente;`)
    await rele.process.start()
    return rele
  }

  /** One more relay on the same socket folder. */
  another(log = 'otro.log', env = {}) {
    const settings = {
      CC_DB: this.db.conninfo, CC_RUN: this.dir, CC_URL: url, CC_ORIGENES: 'https://erp.example, https://otro.example:8443',
      CC_LOG_NIVEL: 'depura', ASAN_OPTIONS: 'detect_leaks=1', UBSAN_OPTIONS: 'print_stacktrace=1', ...env,
    }
    const relay = new Process('cc-relay', {
      command: [`${binaries}/cc-relay`], env: settings, log: `${this.dir}/${log}`, owner: this.postgres.owner,
      ready: async () => new RegExp(`"pid":${relay.pid},"suceso":"listo"`).test(relay.log()) && (await this.page('/readyz')).status === 200,
    })
    return relay
  }

  get socket() {
    return `${this.dir}/relay.sock`
  }

  async stop() {
    await this.process.stop()
    const said = readFileSync(`${this.dir}/relay.log`, 'utf8')
    await this.db.drop()
    await this.postgres.stop()
    rmSync(this.dir, { recursive: true })
    if (/Sanitizer|runtime error:/.test(said)) throw new Error(said.slice(-4000))
  }

  page(name) {
    return new Promise((resolve, reject) => {
      request({ socketPath: this.socket, path: name, agent: false }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (data) => { text += data }).on('end', () => resolve({ status: answer.statusCode, text }))
      }).on('error', reject).end()
    })
  }

  /** A number of the relay's own. */
  async metric(name) {
    const { text } = await this.page('/metrics')
    return Number(text.match(new RegExp(`^cc_relay_${name} (.*)$`, 'm'))[1])
  }

  /** A session of an agent; its cookie. */
  async login(agente) {
    const secret = token('ccs_')
    const id = await this.db.value(`INSERT INTO cc.sesion (grupo_id, agente_id, token_hash, caduca)
      SELECT grupo_id, id, '\\x${hex(secret)}', now() + interval '1 hour' FROM cc.agente WHERE id = ${agente} RETURNING id`)
    return { id, cookie: `__Host-cc=${secret}` }
  }

  async ticket({ id }, lasts = '30 seconds') {
    const secret = token('cct_')
    await this.db.query(`INSERT INTO cc.sesion_ticket VALUES ('\\x${hex(secret)}', ${id}, now() + interval '${lasts}')`)
    return secret
  }

  /** One event as a writing transaction makes it; answers [epoca, seq]. */
  async emit(clinica, entregas, { hint = true } = {}) {
    const [[epoca, seq]] = await this.db.query(`
      WITH f AS (
        INSERT INTO cc.flujo AS f (clinica_id, grupo_id, seq) SELECT id, grupo_id, 1 FROM cc.clinica WHERE id = ${clinica}
        ON CONFLICT (clinica_id) DO UPDATE SET seq = f.seq + 1 RETURNING *), e AS (
        INSERT INTO cc.evento (clinica_id, seq, epoca, grupo_id, entregas)
        SELECT clinica_id, seq, epoca, grupo_id, $json$${JSON.stringify(entregas)}$json$ FROM f RETURNING epoca, seq)
      SELECT epoca, seq FROM e;
      ${hint ? "NOTIFY cc_evento;" : ''}`)
    return [Number(epoca), Number(seq)]
  }

  /** Many small events for the panel in one transaction. */
  emit_many(clinica, n, bytes = 10) {
    return this.db.query(`
      WITH f AS (UPDATE cc.flujo SET seq = seq + ${n} WHERE clinica_id = ${clinica} RETURNING *)
      INSERT INTO cc.evento (clinica_id, seq, epoca, grupo_id, entregas)
      SELECT clinica_id, seq - ${n} + i, epoca, grupo_id, json_build_array(json_build_object('tema', 'panel', 'tipo', 'llamada',
        'accion', 'actualizar', 'cuerpo', json_build_object('n', i, 'relleno', repeat('x', ${bytes}))))
      FROM f, generate_series(1, ${n}) i;
      NOTIFY cc_evento;`)
  }

  async position(clinica) {
    const rows = await this.db.query(`SELECT epoca, seq FROM cc.flujo WHERE clinica_id = ${clinica}`)
    return rows[0]?.map(Number)
  }

  connect({ cookie, origin = url, protocol = 'cc.v1', to = path, headers = {} } = {}) {
    return new Navegador(this.socket, { cookie, origin, protocol, to, headers })
  }

  /** Connected and welcomed. */
  async enter(session, { ticket, ...hola } = {}) {
    const browser = this.connect({ cookie: ticket ? undefined : session.cookie })
    await browser.opened
    browser.hola({ ...hola, ...(ticket && { ticket }) })
    browser.welcome = await browser.next(({ tipo }) => tipo === 'bienvenida')
    return browser
  }

  /** Raw bytes to the socket; what came back until it closed, or until it matched `enough`. */
  raw(text, enough = /$^/) {
    let heard = ''
    const socket = connect(this.socket, () => socket.write(text))
    return within(new Promise((resolve) => {
      socket.on('data', (data) => {
        heard += data.toString('latin1')
        if (enough.test(heard)) resolve(heard)
      })
      socket.on('close', () => resolve(heard)).on('error', () => {})
    }), `hung up on after ${JSON.stringify(text.slice(0, 60))}`).finally(() => socket.destroy())
  }
}

/** A browser: keeps what it was sent, and answers the pings. */
export class Navegador {
  frames = []

  constructor(socket, { cookie, origin, protocol, to, headers }) {
    this.ws = new WebSocket(`ws+unix:${socket}:${to}`, protocol, {
      headers: { ...(cookie && { cookie }), ...headers }, ...(origin && { origin }), perMessageDeflate: true })
    this.opened = within(new Promise((resolve, reject) => this.ws.once('open', resolve).once('error', reject)), 'the socket opens')
    this.opened.catch(() => {})
    this.ended = new Promise((resolve) => this.ws.once('close', (code) => resolve(code)))
    this.ws.on('message', (data) => this.frames.push(JSON.parse(data)))
    this.ws.on('error', () => {})
  }

  /** The code that it is closed with. */
  get closed() {
    return within(this.ended, 'the socket closes')
  }

  hola({ posiciones = {}, temas = ['panel'], ...more } = {}) {
    this.ws.send(JSON.stringify({ tipo: 'hola', posiciones, temas, ...more }))
  }

  /** The first frame, past or to come, that satisfies; each is given once. */
  next(predicate = () => true, seconds = 30) {
    return eventually(() => {
      const index = this.frames.findIndex(predicate)
      return index >= 0 && this.frames.splice(index, 1)[0]
    }, { seconds, every_ms: 2, what: `a frame like ${predicate}; heard ${JSON.stringify(this.frames).slice(0, 600)}` })
  }

  close() {
    this.ws.close()
    return this.closed
  }
}

export const al_panel = (cuerpo, more = {}) => [{ tema: 'panel', tipo: 'llamada', accion: 'actualizar', cuerpo, ...more }]
export const a_agentes = (agentes, cuerpo, accion = 'mostrar') => [{ agentes, tipo: 'llamada', accion, cuerpo }]
