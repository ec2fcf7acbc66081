// The whole contact center on a scratch folder and a database of its own, each process in the test's hand.
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { Client } from './client.mjs'
import { free_port, nginx } from './nginx.mjs'
import { FakePbx } from './pbx.mjs'
import { Postgres } from './postgres.mjs'
import { Process } from './process.mjs'
import { Socket } from './socket.mjs'

const binaries = process.env.CC_TEST_BIN ?? new URL('../../build/bin', import.meta.url).pathname

const answers = (path) => new Promise((resolve) => {
  const socket = connect(path)
  socket.once('connect', () => { socket.destroy(); resolve(true) })
  socket.once('error', () => resolve(false))
})

export class Stack {
  /**
   * `processes`: which of api, relay, jobs, pbxlink and nginx run (default all); `template`: `cc_demo` or `cc_plantilla`;
   * `env`: more settings for all of them. Members: url, db, api, relay, jobs, pbxlink, nginx, pbx, demo.
   */
  static async start({ processes = ['api', 'relay', 'jobs', 'pbxlink', 'nginx'], template = 'cc_demo', env = {} } = {}) {
    const stack = new Stack()
    stack.postgres = await Postgres.start()
    stack.demo = stack.postgres.settings()
    stack.db = await stack.postgres.database(template)
    stack.dir = mkdtempSync('/tmp/cc-t-')
    chownSync(stack.dir, stack.postgres.owner.uid, stack.postgres.owner.gid)
    stack.port = await free_port()
    stack.url = `http://localhost:${stack.port}`
    stack.env = {
      CC_DB: stack.db.conninfo,
      CC_RUN: stack.dir,
      CC_URL: stack.url,
      CC_CLAVE: stack.demo.CC_CLAVE,
      CC_WORKERS_API: '4',
      CC_WORKERS_WEBHOOKS: '4',
      CC_WORKERS_LARGO: '2',
      CC_TASA_SESION: '2000', // the limits have tests of their own
      ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0',
      UBSAN_OPTIONS: 'print_stacktrace=1',
      ...env,
    }
    stack.api = stack.#process('api', () => answers(`${stack.dir}/api.sock`))
    stack.relay = stack.#process('relay', () => answers(`${stack.dir}/relay.sock`))
    stack.jobs = stack.#process('jobs', () => true)
    stack.pbxlink = stack.#process('pbxlink', () => answers(`${stack.dir}/pbxlink.sock`))
    stack.nginx = nginx({ dir: stack.dir, port: stack.port, owner: stack.postgres.owner, env: stack.env })
    stack.pbx = new FakePbx({ url: stack.url, publico: stack.demo.CC_DEMO_CENTRALITA, secreto: stack.demo.CC_DEMO_SECRETO })
    stack.started = []
    try {
      for (const name of processes) {
        stack.started.push(stack[name])
        await stack[name].start()
      }
    } catch (error) {
      await stack.stop().catch(() => {})
      throw error
    }
    return stack
  }

  #process(name, ready) {
    return new Process(`cc-${name}`, {
      command: [`${binaries}/cc-${name}`],
      env: this.env,
      log: `${this.dir}/${name}.log`,
      owner: this.postgres.owner,
      ready,
    })
  }

  client(credential) {
    return new Client(this.url, credential)
  }

  /** Where the programs are. */
  get binaries() {
    return binaries
  }

  /** Somebody logged in who administers this clinic and no other (the demo's own administers both). */
  async jefa(clinica) {
    await this.db.query(`WITH nueva AS (
      INSERT INTO cc.agente (grupo_id, usuario, nombre, clave_hash) SELECT grupo_id, 'jefa.prueba', 'Jefa', clave_hash FROM cc.agente WHERE usuario = 'ana' RETURNING id, grupo_id)
      INSERT INTO cc.agente_clinica (agente_id, clinica_id, grupo_id, rol) SELECT id, ${clinica}, grupo_id, 'administrador' FROM nueva`)
    return this.login('jefa.prueba')
  }

  /** A logged-in person of the demo; `puesto`: the number of the extension where they sit down. */
  async login(usuario, { puesto } = {}) {
    const person = await Client.login(this.url, usuario, this.demo.CC_DEMO_CLAVE)
    if (person.answer.status !== 201) throw new Error(`login of ${usuario}: ${person.answer.status} ${person.answer.text}`)
    if (puesto !== undefined) {
      const extension = person.answer.body.extensiones.find(({ numero }) => numero === String(puesto))
      const seat = await person.put('/sesion/puesto', { extension_id: extension.id })
      if (seat.status !== 200) throw new Error(`seat of ${usuario}: ${seat.status} ${seat.text}`)
    }
    return person
  }

  /** The socket of a logged-in person. */
  socket(person, options = {}) {
    return Socket.open({ url: this.url, ...person?.credential, ...options })
  }

  /** Everything that any process logged. */
  logs() {
    return readdirSync(this.dir).filter((file) => file.endsWith('.log'))
      .map((file) => readFileSync(`${this.dir}/${file}`, 'utf8')).join('\n')
  }

  /** Ends all (CC_TEST_KEEP=1 leaves the logs behind); fails when a sanitizer had something to say, or a process did not end when it was asked to. */
  async stop() {
    const failures = []
    for (const one of this.started.reverse()) {
      await one.stop().catch((error) => failures.push(error.message))
    }
    const said = this.logs().match(/(ERROR: \w+Sanitizer|runtime error:)[\s\S]{0,1500}/)
    if (said) failures.push(said[0])
    await this.db.drop()
    await this.postgres.stop()
    if (!process.env.CC_TEST_KEEP) rmSync(this.dir, { recursive: true })
    if (failures.length > 0) throw new Error(failures.join('\n'))
  }
}
