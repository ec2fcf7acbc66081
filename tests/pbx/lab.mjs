// The laboratory from node: an Asterisk of our own, its three phones and its carrier.
import { execFile } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { promisify } from 'node:util'
import WebSocket from 'ws'
import { Phone } from './sip.mjs'

const run = promisify(execFile)
const tick = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
const here = new URL('lab/', import.meta.url).pathname

/** Puts Asterisk in its cache and answers where; the error's message says why it cannot be had. `suite`: of Debian, its newest by default. */
export async function install({ suite = 'sid' } = {}) {
  const place = suite === 'sid' ? (process.env.ASTERISK_DIR ?? '') : `${homedir()}/.cache/contact-center/asterisk-${suite}`
  try {
    const { stdout } = await run(`${here}install`, place ? [place] : [], { env: { ...process.env, ASTERISK_SUITE: suite } })
    return stdout.trim()
  } catch (error) {
    throw new Error(error.stderr?.trim() || error.message)
  }
}

/** Asterisk posting to `url` (or dialling it, when it is a WebSocket's) with `secret`; `carrier` (127.0.0.2) and `phones` (by extension) once opened. */
export class Laboratory {
  phones = {}
  /** A test that ends early leaves no Asterisk behind. */
  #kill = () => process.kill(Number(this.env.PID))
  /** `dir`: of another Asterisk; `env`: more for lab/start. */
  static async start(url, secret, { dir, env } = {}) {
    const lab = new Laboratory()
    lab.env = { ...env, ...(dir && { ASTERISK_DIR: dir }) }
    lab.dir = await mkdtemp('/tmp/pbx-')
    lab.arguments = [lab.dir, url, secret]
    await lab.#boot()
    process.once('exit', lab.#kill)
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
    lab.pbx = { host: '127.0.0.1', port: Number(lab.env.SIP_PORT) }
    lab.carrier = await Phone.open({
      user: 'operador',
      host: '127.0.0.2',
      port: Number(lab.env.CARRIER_PORT),
      pbx: lab.pbx,
    })
    return lab
  }
  async #boot() {
    await run(`${here}start`, this.arguments, { env: { ...process.env, ...this.env } })
    const text = await readFile(`${this.dir}/lab.env`, 'utf8')
    const { ASTERISK_DIR } = this.env ?? {}
    this.env = Object.fromEntries(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    )
    if (ASTERISK_DIR) this.env.ASTERISK_DIR = ASTERISK_DIR
  }
  /** Asterisk is killed and started again, on the same ports; its phones register anew. */
  async restart() {
    process.kill(Number(this.env.PID), 'SIGKILL')
    await rm(`${this.dir}/lab.env`)
    await this.#boot()
    for (const phone of Object.values(this.phones)) {
      phone.drop()
      await phone.register()
    }
    this.carrier.drop()
  }
  /** Registers the phone of an extension, anew when it was open. */
  async phone(extension) {
    this.phones[extension] ??= await Phone.open({ user: extension, password: `pw${extension}`, pbx: this.pbx })
    return this.phones[extension]
  }
  /** The phone of an extension is unplugged. */
  async unregister(extension) {
    await this.phones[extension]?.close()
    delete this.phones[extension]
  }
  /** An incoming call from the outside, as the carrier would offer it. */
  incoming(from, to, name = '') {
    return this.carrier.call(to, { from: `${name ? `"${name}" ` : ''}<sip:${from}@127.0.0.2>` })
  }
  /** Resolves once the mailbox's recording has begun (its file grows), within 30 s. */
  async recording(mailbox) {
    const folder = `${this.dir}/spool/voicemail/default/${mailbox}/tmp`
    for (const deadline = Date.now() + 30000; Date.now() < deadline; await tick()) {
      const names = await readdir(folder).catch(() => [])
      for (const name of names) if (name.endsWith('.wav') && (await stat(`${folder}/${name}`)).size > 8000) return
    }
    throw new Error(`mailbox ${mailbox}: nothing recorded within 30 s`)
  }
  /** All that Asterisk says over its classical websocket, as events 'event' with heard_ms; close() ends it. */
  async listen() {
    const key = encodeURIComponent(`cti:${this.env.ARI_PASSWORD}`)
    const ws = new WebSocket(`ws://127.0.0.1:${this.env.HTTP_PORT}/ari/events?app=bare&subscribeAll=true&api_key=${key}`)
    const events = Object.assign(new EventEmitter(), { close: () => ws.close() })
    ws.on('message', (text) => events.emit('event', { ...JSON.parse(text), heard_ms: performance.now() }))
    await once(ws, 'open')
    return events
  }
  /** A click-to-call as a program asks for it over ARI: the agent's phone rings, then the number is dialled. */
  async originate({ extension, dials, request }) {
    const query = new URLSearchParams({
      endpoint: `PJSIP/${extension}`,
      extension: dials,
      context: 'from-internal',
      priority: '1',
      channelId: request,
    })
    const response = await fetch(`http://127.0.0.1:${this.env.HTTP_PORT}/ari/channels?${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`cti:${this.env.ARI_PASSWORD}`).toString('base64')}`,
      },
      body: JSON.stringify({ variables: { CC_PETICION: request } }),
    })
    if (!response.ok) throw new Error(`ARI answers ${response.status}: ${await response.text()}`)
  }

  /** What the contact center last answered to the dialplan, for a failure's message. */
  async last_answer() {
    const text = await readFile(`${this.dir}/log/messages`, 'utf8')
    return [...text.matchAll(/LOCAL\(respuesta\)=(.*)"\)/g)].at(-1)?.[1] || 'nothing'
  }
  async stop() {
    for (const phone of [...Object.values(this.phones), this.carrier]) await phone?.close()
    await run(`${here}stop`, [this.dir])
    process.off('exit', this.#kill)
    if (!process.env.PBX_KEEP) await rm(this.dir, { recursive: true, force: true })
  }
}
