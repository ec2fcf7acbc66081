// What goes out over HTTP: nothing of the house can be reached by it, and no machine of somebody else's holds it up.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Receptor } from '../stack/receptor.mjs'
import { Stack } from '../stack/stack.mjs'

const dir = mkdtempSync('/tmp/cc-resolver-')
chmodSync(dir, 0o755) // cc-jobs is another user
execFileSync('cc', ['-shared', '-fPIC', '-o', `${dir}/resolver.so`, new URL('resolver.c', import.meta.url).pathname, '-ldl'])
after(() => rmSync(dir, { recursive: true }))

const resolver = [
  'interno.prueba.example=127.0.0.1', 'v6.prueba.example=::1', 'mapeada.prueba.example=::ffff:127.0.0.1', 'nube.prueba.example=169.254.169.254',
  'cero.prueba.example=0.0.0.0', 'privada.prueba.example=10.1.2.3', 'cgnat.prueba.example=100.64.0.1', 'ula.prueba.example=fd00::1',
  'nat64.prueba.example=64:ff9b::7f00:1', 'rebote.prueba.example=203.0.113.9,127.0.0.1', 'mudo.prueba.example=mudo',
].join(';')

/** A stack whose cc-jobs asks our name server, and a subscription that can be pointed anywhere. */
async function start(env = {}) {
  const stack = await Stack.start({ processes: ['api', 'nginx'], env })
  stack.jobs.options.env = { ...stack.jobs.options.env, LD_PRELOAD: `${dir}/resolver.so`, RESOLVER: resolver,
    http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', all_proxy: 'http://127.0.0.1:9',
    ASAN_OPTIONS: 'detect_leaks=0:verify_asan_link_order=0' }
  stack.started.push(stack.jobs)
  await stack.jobs.start()
  const admin = await stack.login('admin')
  const made = await admin.post('/suscripciones', { nombre: 'Prueba', url: 'https://erp.example/' })
  const { id } = made.body
  return {
    stack,
    /** How it went to post to this address. */
    async post(url, { privada = false } = {}) {
      await stack.db.query(`UPDATE cc.suscripcion SET url = $url$${url}$url$, red_privada = ${privada} WHERE id = ${id};
        DELETE FROM cc.salida; UPDATE cc.trabajo SET estado = 'anulado' WHERE clase = 'enviar' AND estado = 'pendiente'`)
      const { body } = await admin.post(`/suscripciones/${id}/prueba`)
      return eventually(async () => {
        const { body: page } = await admin.get(`/suscripciones/${id}/envios?limite=5`)
        return page.elementos.find((one) => one.id === body.id && one.intentos > 0)
      }, { what: `an attempt at ${url}` })
    },
  }
}

describe('no address of the house', () => {
  let house, inside, hits
  before(async () => {
    hits = 0
    inside = createServer((socket) => { hits++; socket.destroy() })
    await new Promise((resolve) => inside.listen(0, '::', resolve))
    house = await start({ CC_PUERTOS: `443, 8443, ${inside.address().port}` })
  })
  after(async () => {
    await house?.stack.stop()
    inside.close()
  })

  const tricks = (port) => [
    ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '0', '0.0.0.0', '127.127.127.127',
      '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[fe80::1]', '[fd00::1]', '[2002:7f00:1::]',
      'localhost', 'LOCALHOST', 'localhost.', '169.254.169.254', '10.0.0.1', '192.168.1.1', '172.16.0.1', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
      '127。0。0。1', '①②⑦.0.0.1', 'interno.prueba.example', 'v6.prueba.example', 'mapeada.prueba.example', 'nube.prueba.example', 'cero.prueba.example',
      'privada.prueba.example', 'cgnat.prueba.example', 'ula.prueba.example', 'nat64.prueba.example', 'rebote.prueba.example'].map((host) => `https://${host}:${port}/`),
    `http://127.0.0.1:${port}/`, `https://erp.example@127.0.0.1:${port}/`, `https://127.0.0.1:${port}#@erp.example/`, `https://erp.example:${port}@localhost:${port}/`,
    `ftp://127.0.0.1:${port}/`, `gopher://127.0.0.1:${port}/_x`, `file:///etc/passwd`, `dict://127.0.0.1:${port}/`, `ldap://127.0.0.1:${port}/`, `telnet://127.0.0.1:${port}/`, `//127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}\\@erp.example/`, `https:///127.0.0.1:${port}/`, `jar:https://127.0.0.1:${port}/!/`, `unix:///run/api.sock`,
  ]

  test('is reached by any spelling of it, nor by a name that leads to it, nor by one that changes its mind', async (context) => {
    const all = tricks(inside.address().port)
    const reasons = {}
    for (const url of all) {
      for (const privada of [false, true]) { // to ask for private networks opens none that the machine's administrator did not
        const { estado_http, motivo } = await house.post(url, { privada })
        assert.equal(estado_http, null, url)
        reasons[motivo] = (reasons[motivo] ?? 0) + 1
        assert.ok(!/^(plazo|respuesta)/.test(motivo) || /rebote/.test(url), `${url}: ${motivo}`)
      }
    }
    assert.equal(hits, 0)
    context.diagnostic(`${all.length} addresses, twice: ${JSON.stringify(reasons)}`)
  })

  test('a public address on a port that is not open is refused before it is asked', async () => {
    assert.equal((await house.post('https://1.1.1.1:22/')).motivo, 'direccion_prohibida')
    assert.equal((await house.post('https://[2606:4700:4700::1111]:25/')).motivo, 'direccion_prohibida')
  })
})

describe('a network that the machine’s administrator has opened', () => {
  let house, erp
  before(async () => {
    erp = await Receptor.start()
    house = await start({ CC_RED_PERMITIDA: '127.0.0.0/8' })
  })
  after(async () => {
    await house?.stack.stop()
    await erp?.stop()
  })

  test('is open to who says so, and nothing beside it', async () => {
    assert.equal((await house.post(erp.url)).motivo, 'esquema_prohibido')
    assert.equal((await house.post(erp.url.replace('http', 'https'))).motivo, 'direccion_prohibida')
    assert.equal(erp.requests.length, 0)
    assert.equal((await house.post(erp.url, { privada: true })).estado_http, 204)
    assert.equal((await house.post(`http://interno.prueba.example:${erp.port}/`, { privada: true })).estado_http, 204)
    assert.equal(erp.requests.length, 2)
    assert.equal((await house.post(`http://[::1]:${erp.port}/`, { privada: true })).motivo, 'direccion_prohibida')
    assert.equal((await house.post(`http://privada.prueba.example:${erp.port}/`, { privada: true })).motivo, 'direccion_prohibida')
    assert.equal((await house.post('http://93.184.216.34/', { privada: true })).motivo, 'direccion_prohibida')
    assert.ok(erp.requests.every(({ headers }) => !headers.cookie && !headers['accept-encoding'] && !headers.expect && !headers.authorization))
  })

  test('redirects are not followed, whatever they lead to', async () => {
    for (const location of [`${erp.url}/otra`, 'file:///etc/passwd', 'https://127.0.0.1/']) {
      erp.answer = ({ path }) => (path === '/otra' ? { status: 204 } : { status: 302, headers: { location } })
      assert.equal((await house.post(erp.url, { privada: true })).motivo, 'http_302')
    }
    assert.ok(!erp.requests.some(({ path }) => path === '/otra'))
    erp.answer = () => ({ status: 204 })
  })

  test('a body without end is cut at its limit, and its status counts', async () => {
    erp.answer = () => ({ status: 200, body: 'x'.repeat(5_000_000) })
    assert.equal((await house.post(erp.url, { privada: true })).estado_http, 200)
    erp.answer = () => ({ status: 204 })
  })

  test('who speaks no HTTP, or a drop at a time, is a failure within its time', async () => {
    const nonsense = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2\r\n'))
    const drip = createServer((socket) => {
      socket.on('error', () => {})
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n')
      const every = setInterval(() => socket.write('x'), 200)
      socket.on('close', () => clearInterval(every))
    })
    for (const server of [nonsense, drip]) await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    assert.equal((await house.post(`http://127.0.0.1:${nonsense.address().port}/`, { privada: true })).motivo, 'respuesta_ilegible')
    const slow = await house.post(`http://127.0.0.1:${drip.address().port}/`, { privada: true })
    assert.equal(slow.motivo, 'plazo')
    assert.ok(slow.ms >= 9_900 && slow.ms < 20_000, `${slow.ms} ms`)
    nonsense.close()
    drip.close()
  })

  test('a certificate that is nobody’s we know is refused before a word is said', async () => {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${dir}/key`, '-out', `${dir}/cert`, '-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' })
    const secure = await Receptor.start({ tls: { key: readFileSync(`${dir}/key`), cert: readFileSync(`${dir}/cert`) } })
    assert.equal((await house.post(secure.url, { privada: true })).motivo, 'tls')
    assert.equal(secure.requests.length, 0)
    await house.stack.jobs.stop()
    house.stack.jobs.options.env.CC_CA = `${dir}/cert`
    await house.stack.jobs.start()
    assert.equal((await house.post(secure.url, { privada: true })).estado_http, 204)
    await secure.stop()
  })

  test('a name server that is silent holds up nobody: others are told meanwhile', async () => {
    const { stack } = house
    const admin = await stack.login('admin')
    const other = (await admin.post('/suscripciones', { nombre: 'Otra', url: erp.url, red_privada: true })).body
    erp.requests = []
    const silent = house.post('https://mudo.prueba.example/')
    await eventually(() => stack.db.value(`SELECT count(*) FROM cc.trabajo WHERE estado = 'enviando'`))
    const begin = performance.now()
    await admin.post(`/suscripciones/${other.id}/prueba`)
    await erp.next()
    const waited_ms = performance.now() - begin
    const failed = await silent
    assert.equal(failed.motivo, 'plazo_conexion')
    assert.ok(failed.ms >= 1_900, `${failed.ms} ms`)
    assert.ok(waited_ms < failed.ms, `${Math.round(waited_ms)} ms while the other took ${failed.ms}`)
    assert.equal((await stack.jobs.stop()).code, 0)
    await stack.jobs.start()
  })

  test('one that is dead keeps no more than its share of requests, and the rest go out', async () => {
    const { stack } = house
    const admin = await stack.login('admin')
    const [first, other] = (await admin.get('/suscripciones')).body.elementos.sort((a, b) => b.id - a.id)
    const hung = await Receptor.start({ answer: () => 'hang' })
    await stack.db.query(`UPDATE cc.suscripcion SET url = '${hung.url}', red_privada = true WHERE id = ${other.id}; DELETE FROM cc.salida`)
    await Promise.all(Array.from({ length: 10 }, () => admin.post(`/suscripciones/${other.id}/prueba`)))
    await eventually(() => hung.requests.length === 2)
    erp.requests = []
    await Promise.all(Array.from({ length: 10 }, () => admin.post(`/suscripciones/${first.id}/prueba`)))
    await eventually(() => erp.requests.length === 10)
    assert.equal(hung.requests.length, 2, 'two at once for one place')
    await hung.stop()
  })
})
