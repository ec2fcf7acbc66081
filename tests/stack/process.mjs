// One process of ours that a test may start, stop, kill and pause.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { eventually } from './eventually.mjs'
import { at_exit } from './leftovers.mjs'

/** Whoever owns the scratch cluster: root may not be PostgreSQL, and one user owns all sockets. */
export function identity(owner) {
  return process.getuid() === 0 ? { uid: owner.uid, gid: owner.gid } : {}
}

export class Process {
  /** `options`: {command: [program, …arguments], env, log: path, owner: {uid, gid}, ready: async () => truthy} */
  constructor(name, options) {
    this.name = name
    this.options = options
  }

  get running() {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  get pid() {
    return this.child.pid
  }

  async start() {
    const { command, env, log, owner, ready } = this.options
    const output = openSync(log, 'a')
    this.child = spawn(command[0], command.slice(1), {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', output, output],
      ...identity(owner),
    })
    closeSync(output)
    const { child } = this
    const forget = at_exit(() => child.kill('SIGKILL'))
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => {
      forget()
      resolve({ code, signal })
    }))
    await eventually(() => {
      if (!this.running) throw Object.assign(new Error(`${this.name} ended at once`), { final: true })
      return ready()
    }, { what: `${this.name} is ready`, seconds: 60 }).catch((error) => {
      throw new Error(`${error.message}\n${this.log().slice(-2000)}`)
    })
    return this
  }

  /** Everything it has written so far. */
  log() {
    return readFileSync(this.options.log, 'utf8')
  }

  signal(name) {
    if (this.running) this.child.kill(name)
  }

  /** Asks it to end; whoever does not within 30 s is killed, which is a failure of its own. */
  async stop(signal = 'SIGTERM') {
    if (!this.running) return this.ended
    this.signal(signal)
    const late = setTimeout(() => this.child.kill('SIGKILL'), 30_000)
    const end = await this.ended
    clearTimeout(late)
    if (end.signal === 'SIGKILL') throw new Error(`${this.name} did not end on ${signal}`)
    return end
  }

  async kill() {
    this.signal('SIGKILL')
    return this.ended
  }

  pause() {
    this.signal('SIGSTOP')
  }

  resume() {
    this.signal('SIGCONT')
  }

  /** The processes it forked. */
  workers() {
    return readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  }
}
