// The same socket over TLS, with an authority of the clinic's own: Asterisk believes that one, and no other.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import tls from 'node:tls'
import { promisify } from 'node:util'
import { after, before, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Installation } from './installation.mjs'
import { install, Laboratory } from './lab.mjs'
import { SCENARIOS } from './scenarios.mjs'

const run = promisify(execFile)
let dir, installation, server, port

/** An authority, and a certificate of it for `localhost`. */
async function certificates() {
  dir = await mkdtemp('/tmp/pbx-ca-')
  const openssl = (...words) => run('openssl', words, { cwd: dir })
  for (const name of ['ca', 'otra']) {
    await openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`)
  }
  await openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'site.key', '-out', 'site.csr')
  await openssl('x509', '-req', '-in', 'site.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '2', '-copy_extensions', 'copy', '-out', 'site.pem')
}

before(async () => {
  await install()
  await certificates()
  installation = await Installation.open()
  await installation.prepare('ari')
  const behind = Number(new URL(installation.url).port)
  server = tls.createServer({ key: readFileSync(`${dir}/site.key`), cert: readFileSync(`${dir}/site.pem`) }, (client) => {
    const site = connect(behind, 'localhost')
    for (const [one, other] of [[client, site], [site, client]]) one.on('error', () => other.destroy()).on('close', () => other.destroy()).pipe(other)
  })
  server.on('tlsClientError', () => {})
  server.listen(0, 'localhost')
  await once(server, 'listening')
  port = server.address().port
})
after(async () => {
  server?.close()
  server?.closeAllConnections?.()
  await installation?.stop()
  await rm(dir, { recursive: true, force: true })
})

const linked = () => installation.stack.db.value(`SELECT enlace IS NOT NULL FROM cc.centralita_salud WHERE centralita_id = ${installation.pbx.id}`)
const dial = (ca) => Laboratory.start(installation.pbx.socket.replace(/^ws:\/\/localhost:\d+/, `wss://localhost:${port}`), installation.pbx.secreto, { env: { CA_FILE: `${dir}/${ca}.pem` } })

test('a certificate of an authority that it does not know is refused by Asterisk', async () => {
  const lab = await dial('otra')
  await eventually(async () => /certificate/i.test(await readFile(`${lab.dir}/log/messages`, 'utf8')), { what: 'Asterisk says why', seconds: 10 })
  assert.equal(await linked(), 'f')
  await lab.stop()
})

test('a call over TLS becomes its record', async () => {
  const lab = await dial('ca')
  await eventually(async () => (await linked()) === 't', { what: 'the PBX is let in' })
  await SCENARIOS[0].play(lab)
  await eventually(async () => (await installation.history())[0]?.resultado === 'atendida', { what: 'the record' })
  await lab.stop()
})
