// What browsers are made to keep to: whose pages may call, what they keep, when a session ends (app/api/auth.c, cors.c, sesion.c).
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Client } from '../stack/client.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

const listed = 'https://erp.example'
const strangers = ['https://evil.example', 'null', '*', 'https://erp.example.evil.example', 'https://evil-erp.example', 'https://erp.exampl',
  'http://erp.example', 'https://erp.example:8443', 'HTTPS://ERP.EXAMPLE', `${listed}/`, `${listed}, https://otro.example`]

describe('browsers', () => {
  let stack, ana
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'relay', 'nginx'], env: { CC_ORIGENES: `${listed}, https://otro.example`,
      CC_SESION_INACTIVA_MIN: '30', CC_SESION_MAXIMA_MIN: '90' } })
    ana = await stack.login('ana')
  })
  after(() => stack?.stop())

  const stand_up = (headers, raw = '{"extension_id":null}') => ana.request('PUT', '/sesion/puesto', { raw, headers })
  const cors = (answer) => ['access-control-allow-origin', 'access-control-allow-credentials', 'vary'].map((name) => answer.headers.get(name))
  const token_of = (person) => person.credential.cookie.split('=')[1]
  const where = (person) => `token_hash = sha256('${token_of(person)}')`

  describe('whose pages may change something', () => {
    test('ours, said by Sec-Fetch-Site or, where a browser has none, by Origin', async () => {
      for (const headers of [{ origin: stack.url }, { origin: stack.url, 'sec-fetch-site': 'same-origin' }, { origin: '', 'sec-fetch-site': 'same-origin' },
        { origin: listed }, { origin: listed, 'sec-fetch-site': 'same-site' }, { origin: 'https://otro.example' }]) {
        assert.equal((await stand_up(headers)).status, 200, JSON.stringify(headers))
      }
    })

    test('nobody else’s, and nobody who does not say', async () => {
      for (const origin of strangers) is_problem(await stand_up({ origin }), 403)
      for (const site of ['', 'cross-site', 'same-site', 'none', 'SAME-ORIGIN', 'same-origin, cross-site']) {
        is_problem(await stand_up({ origin: '', 'sec-fetch-site': site }), 403)
        is_problem(await stand_up({ origin: 'https://evil.example', 'sec-fetch-site': site }), 403)
      }
    })

    test('with the custom header and as JSON, exactly', async () => {
      for (const marker of ['', '0', 'true', '11']) is_problem(await stand_up({ 'x-contact-center': marker }), 403)
      for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', 'text/json']) {
        is_problem(await stand_up({ 'content-type': type }), 415)
      }
      assert.equal((await stand_up({ 'content-type': 'application/json; charset=utf-8' })).status, 200)
    })

    test('the login too: nobody is logged in by somebody else’s page', async () => {
      const login = (headers) => stack.client().post('/sesion', { usuario: 'ana', clave: stack.demo.CC_DEMO_CLAVE }, { headers })
      for (const headers of [{ origin: 'https://evil.example' }, { origin: '' }, { origin: 'null' }, { 'x-contact-center': '' }]) is_problem(await login(headers), 403)
      is_problem(await login({ 'content-type': 'text/plain' }), 415)
    })

    test('reading changes nothing, and methods that do not fit are refused', async () => {
      for (const path of ['/sesion/puesto', '/registrar', '/sesion/ticket', '/sesion/canje']) is_problem(await ana.get(path), 405)
    })
  })

  describe('CORS', () => {
    test('an origin of the list is answered with its own name and may bring its cookie', async () => {
      for (const answer of [await ana.get('/sesion', { headers: { origin: listed } }), await ana.get('/nada', { headers: { origin: listed } }),
        await stack.client().get('/sesion', { headers: { origin: listed } })]) {
        assert.deepEqual(cors(answer).slice(0, 2), [listed, 'true'])
      }
    })

    test('others are not, the site’s own is none, and every answer varies by origin', async () => {
      for (const origin of [...strangers, '', stack.url]) {
        const [allowed, credentials, vary] = cors(await ana.get('/sesion', { headers: { origin } }))
        assert.deepEqual([allowed, credentials], [null, null], origin)
        assert.match(vary, /Origin/)
      }
    })

    test('a preflight names what is there, to whom it may concern', async () => {
      const preflight = (origin, path) => stack.client().request('OPTIONS', path, { headers: { origin, 'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,x-contact-center' } })
      const mine = await preflight(listed, '/sesion/puesto')
      assert.equal(mine.status, 204)
      assert.deepEqual(cors(mine).slice(0, 2), [listed, 'true'])
      assert.equal(mine.headers.get('access-control-allow-methods'), 'PUT')
      assert.equal(mine.headers.get('access-control-allow-headers'), 'Content-Type, If-Match, Idempotency-Key, X-Contact-Center')
      for (const origin of strangers) {
        const other = await preflight(origin, '/sesion/puesto')
        assert.deepEqual([other.headers.get('access-control-allow-origin'), other.headers.get('access-control-allow-methods'),
          other.headers.get('access-control-allow-headers')], [null, null, null], origin)
      }
      is_problem(await preflight(listed, '/nada'), 404)
    })

    test('a socket has the same list', async () => {
      const other = stack.socket(ana, { origin: listed })
      await (await other).close()
      await assert.rejects(stack.socket(ana, { origin: 'https://evil.example' }), /403/)
    })
  })

  describe('what a browser keeps', () => {
    test('nothing of ours in a cache, errors included', async () => {
      for (const path of ['/sesion', '/llamadas', '/paciente/999999', '/nada', '/livez', '/historial?cursor=x']) {
        assert.equal((await ana.get(path)).headers.get('cache-control'), 'no-store', path)
      }
    })

    test('a token that is new at each login, of 256 bits, kept here as its hash', async () => {
      const [one, two] = [await stack.login('bea'), await stack.login('bea')]
      assert.notEqual(token_of(one), token_of(two))
      assert.equal(Buffer.from(token_of(one).slice(4), 'base64url').length, 32)
      assert.equal(Number(await stack.db.value(`SELECT count(*) FROM cc.sesion WHERE ${where(one)} AND length(token_hash) = 32`)), 1)
    })

    test('logging out takes the cookie and what the page stored, but never what is the ERP’s', async () => {
      const leave = async (headers) => (await (await stack.login('bea')).delete('/sesion', { headers })).headers
      const left = await leave({ origin: stack.url })
      assert.match(left.getSetCookie()[0], /^__Host-cc=; .*Max-Age=0$/)
      assert.equal(left.get('clear-site-data'), '"storage"')
      assert.equal((await leave({ origin: listed })).get('clear-site-data'), null)
      assert.equal((await leave({ origin: '', 'sec-fetch-site': 'same-origin' })).get('clear-site-data'), null)
    })
  })

  describe('when a session ends', () => {
    test('without use, and in all, after as long as the settings say', async () => {
      const bea = await stack.login('bea')
      assert.equal(await stack.db.value(`SELECT extract(epoch FROM inactividad) / 60 || ' ' || round(extract(epoch FROM caduca - creada) / 60)
        FROM cc.sesion WHERE ${where(bea)}`), '30.0000000000000000 90')
      await stack.db.query(`UPDATE cc.sesion SET ultimo_uso = now() - interval '29 minutes' WHERE ${where(bea)}`)
      assert.equal((await bea.get('/llamadas')).status, 200)
      await eventually(() => stack.db.value(`SELECT count(*) FROM cc.sesion WHERE ${where(bea)} AND ultimo_uso > now() - interval '1 minute'`).then(Number),
        { what: 'use is noted' })
      await stack.db.query(`UPDATE cc.sesion SET ultimo_uso = now() - interval '31 minutes' WHERE ${where(bea)}`)
      is_problem(await bea.get('/llamadas'), 401)
      await stack.db.query(`UPDATE cc.sesion SET ultimo_uso = now(), caduca = now() WHERE ${where(bea)}`)
      is_problem(await bea.get('/llamadas'), 401)
    })

    test('one’s own are listed, and ended one by one or all at once', async () => {
      const [here, there, third] = await Promise.all(['sara', 'sara', 'sara'].map((who) => stack.login(who)))
      const { elementos } = (await here.get('/sesiones')).body
      assert.equal(elementos.length, 3)
      assert.deepEqual(elementos.filter(({ actual }) => actual).length, 1)
      assert.deepEqual(Object.keys(elementos[0]), ['id', 'actual', 'creada', 'ultimo_uso', 'caduca', 'ip', 'de'])
      assert.match(elementos[0].ip, /^(127\.0\.0\.1|::1)$/)
      const other = Number(await stack.db.value(`SELECT id FROM cc.sesion WHERE ${where(there)}`))
      assert.equal((await here.delete(`/sesiones/${other}`)).status, 204)
      is_problem(await there.get('/sesion'), 401)
      is_problem(await here.delete(`/sesiones/${other}`), 404)
      is_problem(await here.delete(`/sesiones/${await stack.db.value(`SELECT id FROM cc.sesion WHERE ${where(ana)}`)}`), 404)
      const all = await third.delete('/sesiones')
      assert.equal(all.status, 204)
      assert.match(all.headers.getSetCookie()[0], /^__Host-cc=; .*Max-Age=0$/)
      for (const person of [here, third]) is_problem(await person.get('/sesion'), 401)
    })

    test('its sockets close within 5 s, whatever ended it', async () => {
      const entry = (usuario) => stack.login(usuario)
      const cases = {
        'logging out': { ends: (one) => one.delete('/sesion') },
        'ending all of mine': { ends: (one) => one.delete('/sesiones') },
        'from another of mine': { ends: async (one) => (await entry('yeray')).delete(`/sesiones/${await stack.db.value(`SELECT id FROM cc.sesion WHERE ${where(one)}`)}`) },
        'another password': { ends: async () => {
          const other = await entry('yeray')
          const changed = await other.put('/sesion/clave', { actual: stack.demo.CC_DEMO_CLAVE, nueva: 'otra clave más' })
          assert.equal(changed.status, 204, changed.text)
          assert.equal((await other.get('/sesion')).status, 200, 'the session that changed it goes on')
          assert.equal((await other.put('/sesion/clave', { actual: 'otra clave más', nueva: stack.demo.CC_DEMO_CLAVE })).status, 204)
        } },
        'being switched off': { ends: () => stack.db.query(`UPDATE cc.agente SET activo = false WHERE usuario = 'yeray'`) },
      }
      for (const [what, { ends }] of Object.entries(cases)) {
        const yeray = await entry('yeray')
        const socket = await stack.socket(yeray)
        await ends(yeray)
        const begin = performance.now()
        assert.equal(await socket.closed, 4401, what)
        const took_ms = performance.now() - begin
        assert.ok(took_ms < 5000, `${what}: ${took_ms} ms`)
        assert.deepEqual(socket.frames.map(({ tipo }) => tipo).filter((tipo) => tipo === 'sesion_fin'), ['sesion_fin'], what)
        is_problem(await yeray.get('/sesion'), 401)
      }
      await stack.db.query(`UPDATE cc.agente SET activo = true WHERE usuario = 'yeray'`)
    })
  })

  describe('passwords', () => {
    const enter = (usuario, clave) => stack.client().post('/sesion', { usuario, clave }).then(({ status }) => status)
    const change = (who, nueva, actual = stack.demo.CC_DEMO_CLAVE) => who.put('/sesion/clave', { actual, nueva })

    test('the same letters are the same password, however a keyboard composes them', async () => {
      const sara = await stack.login('sara')
      assert.equal((await change(sara, 'Ñandú à la mañana'.normalize('NFD'))).status, 204)
      assert.equal(await enter('sara', 'Ñandú à la mañana'.normalize('NFC')), 201)
      assert.equal(await enter('sara', 'Nandu a la manana'), 401)
      assert.equal((await change(sara, stack.demo.CC_DEMO_CLAVE, 'Ñandú à la mañana')).status, 204)
    })

    test('one that was hashed with other parameters is hashed anew at the next login', async () => {
      const former = '$argon2id$v=19$m=8192,t=1,p=1$0Jf9xwC/Qc2ggElONVngjw$Tloe2h0sMl7vKizZk9RBPrsJYMPpx/m61qHni7yIF6c' // of 'de otro tiempo'
      const hash = () => stack.db.value(`SELECT clave_hash FROM cc.agente WHERE usuario = 'sara'`)
      const old = await hash()
      await stack.db.query(`UPDATE cc.agente SET clave_hash = '${former}' WHERE usuario = 'sara'`)
      assert.equal(await enter('sara', 'mal'), 401)
      assert.equal(await hash(), former)
      assert.equal(await enter('sara', 'de otro tiempo'), 201)
      assert.match(await hash(), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      assert.equal(await enter('sara', 'de otro tiempo'), 201)
      await stack.db.query(`UPDATE cc.agente SET clave_hash = '${old}' WHERE usuario = 'sara'`)
    })

    test('a new one is long enough, not one’s name, and not what is tried first', async () => {
      const sara = await stack.login('sara')
      for (const nueva of ['1234567', 'ññññññ7', 'x'.repeat(129), 'Password1', 'CONTRASEÑA1', '12345678']) is_problem(await change(sara, nueva), 422, '/nueva')
      is_problem(await change(sara, 'otra clave más', 'no es esta'), 422, '/actual')
      for (const body of [{}, { actual: 'x' }, { actual: 7, nueva: 'otra clave más' }, { actual: 'x', nueva: 'y', mas: 1 }]) is_problem(await sara.put('/sesion/clave', body), 422)
      is_problem(await change(stack.client(), 'otra clave más'), 401)
      const long = 'ñ'.repeat(128)
      assert.equal((await change(sara, long)).status, 204)
      assert.equal((await change(sara, stack.demo.CC_DEMO_CLAVE, long)).status, 204)
    })

    test('guessing it at somebody’s open screen is slowed down as at the login', async () => {
      const bea = await stack.login('bea')
      const answers = []
      for (let i = 0; i < 6; i++) answers.push((await change(bea, 'otra clave más', `mala-${i}`)).status)
      assert.deepEqual(answers.slice(0, 3), [422, 422, 422])
      assert.ok(answers.includes(429), answers)
      await stack.db.query(`UPDATE cc.agente SET fallos = 0, fallo_ultimo = NULL WHERE usuario = 'bea'`)
    })

    test('who has none is told so', async () => {
      const bea = await stack.login('bea')
      const hash = await stack.db.value(`SELECT clave_hash FROM cc.agente WHERE usuario = 'bea'`)
      await stack.db.query(`UPDATE cc.agente SET clave_hash = NULL WHERE usuario = 'bea'`)
      is_problem(await change(bea, 'otra clave más'), 409)
      await stack.db.query(`UPDATE cc.agente SET clave_hash = '${hash}' WHERE usuario = 'bea'`)
    })
  })

  test('thirty people behind one address log in while somebody there guesses one account: that one is slow, the others are not', async () => {
    const N = 30
    await stack.db.query(`INSERT INTO cc.agente (grupo_id, usuario, nombre, clave_hash)
        SELECT grupo_id, 'persona' || i, 'Persona ' || i, clave_hash FROM cc.agente, generate_series(1, ${N}) i WHERE usuario = 'ana';
      INSERT INTO cc.agente_clinica SELECT id, ${stack.demo.CC_DEMO_CLINICA_CENTRO}, grupo_id, 'agente' FROM cc.agente WHERE usuario LIKE 'persona%'`)
    // Limits by address spare this machine's usual ones.
    const login = (usuario, clave) => new Promise((resolve, reject) => {
      const body = JSON.stringify({ usuario, clave })
      request({ host: '127.0.0.1', port: stack.port, localAddress: '127.0.0.2', method: 'POST', path: '/api/contact-center/sesion',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-contact-center': '1', origin: stack.url } },
      (answer) => { answer.resume(); answer.on('end', () => resolve({ status: answer.statusCode, wait: answer.headers['retry-after'], nginx: !answer.headers['content-type']?.includes('json') })) })
        .on('error', reject).end(body)
    })
    const guesses = []
    let over = false
    const attacker = (async () => {
      while (!over) {
        guesses.push(await login('yeray', `mala-${guesses.length}`))
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })()
    await eventually(() => guesses.some(({ status }) => status === 429), { what: 'the guesser is slowed down' })
    const people = await Promise.all(Array.from({ length: N }, (_, i) => login(`persona${i + 1}`, stack.demo.CC_DEMO_CLAVE)))
    over = true
    await attacker
    assert.deepEqual(people.map(({ status }) => status), Array(N).fill(201))
    assert.ok(guesses.every(({ status }) => status === 401 || status === 429))
    const looked_at = guesses.filter(({ status }) => status === 401).length
    assert.ok(looked_at <= 6, `${looked_at} of ${guesses.length} guesses were looked at`)
    for (const { status, wait } of guesses) if (status === 429) assert.ok(Number(wait) >= 1 && Number(wait) <= 8, wait)
    assert.equal((await Client.login(stack.url, 'persona1', stack.demo.CC_DEMO_CLAVE)).answer.status, 201)
    is_problem((await Client.login(stack.url, 'yeray', 'mala')).answer, 429)
  })

  test('a flood of logins from one address is stopped before it costs anything', async () => {
    const answers = await Promise.all(Array.from({ length: 260 }, () => new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: stack.port, localAddress: '127.0.0.3', method: 'POST', path: '/api/contact-center/sesion',
        headers: { 'content-type': 'application/json', 'content-length': 2, 'x-contact-center': '1', origin: stack.url } },
      (answer) => { answer.resume(); answer.on('end', () => resolve(answer.statusCode)) }).on('error', reject).end('{}')
    })))
    assert.ok(answers.includes(429))
    assert.deepEqual([...new Set(answers)].sort(), [422, 429])
  })
})
