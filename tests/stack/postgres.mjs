// The scratch cluster of scripts/testdb, and one database of it, cloned from a template.
import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { at_exit } from './leftovers.mjs'

const run = promisify(execFile)
const testdb = new URL('../../scripts/testdb', import.meta.url).pathname
let count = 0

export class Postgres {
  /** The cluster that CC_TEST_CLUSTER names (scripts/test starts one for all), else one of our own. */
  static async start() {
    const cluster = new Postgres()
    cluster.shared = process.env.CC_TEST_CLUSTER !== undefined
    cluster.dir = process.env.CC_TEST_CLUSTER ?? mkdtempSync('/tmp/cc-db-')
    if (!cluster.shared) {
      cluster.forget = at_exit(() => {
        execFileSync(testdb, ['stop', cluster.dir], { stdio: 'ignore' })
        rmSync(cluster.dir, { recursive: true, force: true, maxRetries: 5 })
      })
      await run(testdb, ['start', cluster.dir])
    }
    const { uid, gid } = statSync(cluster.dir)
    cluster.owner = { uid, gid }
    return cluster
  }

  async stop() {
    if (this.shared) return
    this.forget()
    await run(testdb, ['stop', this.dir])
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 })
  }

  /** A clone of `template` (`cc_plantilla`: the schema; `cc_demo`: the demo too). */
  async database(template) {
    const name = `t_${process.pid}_${count++}`
    await run('createdb', ['-h', this.dir, '-U', 'postgres', '-T', template, name])
    return new Database(this, name)
  }

  /** What scripts/demo and scripts/testdb say of the demo: {CC_DEMO_CENTRALITA, CC_DEMO_SECRETO, CC_CLAVE, …}. */
  settings() {
    const text = ['contact-center.env', 'demo.env'].map((file) => readFileSync(`${this.dir}/${file}`, 'utf8')).join('\n')
    return Object.fromEntries(
      [...text.matchAll(/^(\w+)=(['"]?)(.*)\2$/gm)].map(([, name, , value]) => [name, value]))
  }

  /** As a crash of the machine would: no process of it survives, nothing is flushed. */
  async crash() {
    await run(testdb, ['stop', this.dir])
  }

  async recover() {
    await run(testdb, ['start', this.dir])
  }
}

export class Database {
  constructor(cluster, name) {
    this.cluster = cluster
    this.name = name
  }

  /** For CC_DB: without a user, each process is its own role. */
  get conninfo() {
    return `host=${this.cluster.dir} port=5432 dbname=${this.name}`
  }

  /** Runs SQL as the superuser; the rows as arrays of text, NULL as ''. */
  async query(sql) {
    const output = await new Promise((resolve, reject) => {
      const psql = spawn('psql', ['-XqAt', '-F', '\x1f', '-R', '\x1e', '-v', 'ON_ERROR_STOP=1', '-f', '-', `${this.conninfo} user=postgres`])
      const heard = { stdout: '', stderr: '' }
      for (const stream of ['stdout', 'stderr']) {
        psql[stream].setEncoding('utf8').on('data', (text) => { heard[stream] += text })
      }
      psql.on('close', (code) => (code === 0 ? resolve(heard.stdout) : reject(new Error(heard.stderr))))
      psql.stdin.end(sql)
    })
    const text = output.replace(/\n$/, '')
    return text === '' ? [] : text.split('\x1e').map((row) => row.replace(/\n$/, '').split('\x1f'))
  }

  /** The same, in the database `postgres` of the cluster: for what is about this one as a whole. */
  cluster_query(sql) {
    return new Database(this.cluster, 'postgres').query(sql)
  }

  /** One value, parsed as JSON where it is. */
  async value(sql) {
    const rows = await this.query(sql)
    const text = rows[0]?.[0]
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }

  async drop() {
    await run('dropdb', ['-h', this.cluster.dir, '-U', 'postgres', '--force', this.name])
  }
}
