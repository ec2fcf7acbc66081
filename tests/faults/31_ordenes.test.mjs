// Orders to a PBX over HTTP: whatever it answers and whoever dies, nobody is called twice, and nobody is told that they were not called
// when they were.
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Process } from '../stack/process.mjs'
import { Receptor } from '../stack/receptor.mjs'
import { Stack } from '../stack/stack.mjs'

const KILLS = Number(process.env.GOLPES ?? 100) // of each step
const taken = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"status": "success", "from": "101", "to": "1", "time": 1}' }

describe('orders', () => {
  let stack, mock, centralita, next = 0
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx', 'jobs'], env: { CC_RED_PERMITIDA: '127.0.0.0/8' } })
    mock = await Receptor.start()
    const admin = await stack.login('admin')
    const made = await admin.post('/centralitas', { nombre: 'Nube', adaptador: 'zadarma', clinica_id: Number(stack.demo.CC_DEMO_CLINICA_CENTRO),
      secreto: 'secreto-de-zadarma', credencial: 'llave:secreto', ajustes: { url_api: mock.url, red_privada: true } })
    assert.equal(made.status, 201, made.text)
    centralita = made.body.centralita.id
    // An order as POST /llamar leaves it, without its limits for one agent.
    await stack.db.query(`CREATE FUNCTION cc.prueba_pedir(numero text, pbx bigint DEFAULT ${centralita}, linea bigint DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql SET search_path = cc, pg_catalog AS $$
      DECLARE
        c centralita;
        llamada bigint;
      BEGIN
        SELECT x.* INTO c FROM centralita x WHERE x.id = pbx;
        llamada := llamar_pedir(ROW(c.grupo_id, (SELECT a.id FROM agente a WHERE a.usuario = 'ana'), NULL, NULL, ARRAY[c.clinica_id],
          ARRAY[c.clinica_id], ARRAY[c.clinica_id])::quien, '{}',
          ROW(NULL, numero, numero, 'movil', false, c.clinica_id, NULL, '101', c.id, 'centralita', linea, 0, '{}')::peticion);
        RETURN (SELECT o.id FROM orden o WHERE o.llamada_id = llamada);
      END $$`)
  })
  after(async () => {
    await stack?.stop()
    await mock?.stop()
  })
  beforeEach(async () => {
    mock.requests = []
    mock.answer = () => taken
    await stack.db.query('DELETE FROM cc.salida')
  })

  /** Asked for in one transaction, so that one claim takes them all. */
  const calls = async (count) => {
    const numbers = Array.from({ length: count }, () => `+346${String(10_000_000 + next++)}`)
    const rows = await stack.db.query(`SELECT cc.prueba_pedir(n) FROM unnest('{${numbers.join()}}'::text[]) n`)
    return numbers.map((number, index) => ({ number, id: Number(rows[index][0]) }))
  }
  const call = async () => (await calls(1))[0]
  const state = async ({ id }) => {
    const [[estado, motivo]] = await stack.db.query(`SELECT estado, motivo FROM cc.orden WHERE id = ${id}`)
    return { estado, motivo }
  }
  const ends = (order) => eventually(async () => {
    const now = await state(order)
    return !['pedida', 'enviando'].includes(now.estado) && now
  }, { what: `order ${order.id} ends`, seconds: 60 })
  const dials = ({ number }) => mock.requests.filter(({ path }) => path.includes(`to=${number.slice(3)}`) || path.includes(`to=${number.slice(1)}`)).length
  const point = (url) => stack.db.query(`UPDATE cc.centralita SET ajustes = ajustes || '{"url_api": "${url}"}' WHERE id = ${centralita}`)

  describe('each answer has its outcome', () => {
    const outcomes = {
      'success': [() => taken, 'aceptada', '', 1],
      'a refusal': [() => ({ ...taken, body: '{"status": "error", "message": "Wrong parameters!"}' }), 'rechazada', 'numero_erroneo', 1],
      'a wrong password': [() => ({ status: 401 }), 'rechazada', 'credencial_rechazada', 1],
      'an error of its own': [() => ({ status: 500 }), 'incierta', 'respuesta_ilegible', 1],
      'nonsense': [() => ({ status: 200, body: '<html>' }), 'incierta', 'respuesta_ilegible', 1],
      'a body without end': [() => ({ status: 200, body: `{"status": "success", "x": "${'x'.repeat(600_000)}"}` }), 'incierta', 'respuesta_ilegible', 1],
      'a hang-up in place of an answer': [() => 'cut', 'incierta', 'sin_respuesta', 1],
      'half an answer': [() => 'half', 'incierta', 'sin_respuesta', 1],
      'silence': [() => 'hang', 'incierta', 'sin_respuesta', 1],
      'a redirect': [() => ({ status: 302, headers: { location: '/otra' } }), 'incierta', 'respuesta_ilegible', 1],
    }
    for (const [name, [answer, estado, motivo, times]] of Object.entries(outcomes)) {
      test(`${name}: ${estado}`, async () => {
        mock.answer = answer
        const order = await call()
        assert.deepEqual(await ends(order), { estado, motivo })
        assert.equal(dials(order), times)
      })
    }

    test('“too many” and “later”: certainly not taken, asked again, and taken', async () => {
      const answers = [{ status: 429 }, { status: 503, headers: { 'retry-after': '1' } }, taken]
      mock.answer = () => answers.shift() ?? taken
      const order = await call()
      assert.deepEqual(await ends(order), { estado: 'aceptada', motivo: '' })
      assert.equal(dials(order), 3)
    })

    test('the words that a PBX needs: key, signature, numbers', async () => {
      const order = await call()
      await ends(order)
      const { method, path, headers } = mock.requests[0]
      assert.equal(method, 'GET')
      assert.match(path, /^\/v1\/request\/callback\/\?from=101&to=346/)
      assert.match(headers.authorization, /^llave:[A-Za-z0-9+/=]+$/)
    })

    test('nobody there: tried again while the agent waits, then refused; the desks know, and when it is back', async (context) => {
      const gone = await Receptor.start()
      await gone.stop()
      await point(gone.url)
      const begin = performance.now()
      const order = await call()
      const told = () => stack.db.query(`SELECT e ->> 'cuerpo' FROM cc.evento v, json_array_elements(v.entregas) e WHERE e ->> 'tipo' = 'centralita' AND (e #>> '{cuerpo,disponible}')::boolean = false AND v.creado > now() - interval '10 s'`)
      await eventually(async () => (await told()).length > 0)
      const ms = performance.now() - begin
      assert.deepEqual(await ends(order), { estado: 'rechazada', motivo: 'centralita_caida' })
      const refused = await call()
      assert.deepEqual(await ends(refused), { estado: 'rechazada', motivo: 'centralita_caida' })
      await point(mock.url)
      await stack.db.query(`UPDATE cc.salida SET hasta = now(); UPDATE cc.trabajo SET vence = now() WHERE clase = 'salida_vence' AND estado = 'pendiente'; NOTIFY cc_trabajo`)
      const probe = await call()
      assert.deepEqual(await ends(probe), { estado: 'aceptada', motivo: '' })
      assert.equal(Number(await stack.db.value('SELECT count(*) FROM cc.salida')), 0)
      context.diagnostic(`told after ${Math.round(ms)} ms`)
    })

    test('a name that leads nowhere, an address that is not allowed: nothing leaves', async () => {
      await point('https://no.existe.invalid')
      assert.equal((await ends(await call())).estado, 'rechazada')
      await stack.db.query('DELETE FROM cc.salida')
      await stack.db.query(`UPDATE cc.centralita SET ajustes = ajustes || '{"red_privada": false}' WHERE id = ${centralita}`)
      await point(mock.url)
      assert.deepEqual(await ends(await call()), { estado: 'rechazada', motivo: 'centralita_caida' })
      assert.equal(mock.requests.length, 0)
      await stack.db.query(`UPDATE cc.centralita SET ajustes = ajustes || '{"red_privada": true}' WHERE id = ${centralita}`)
    })

    test('the database goes away while the PBX answers: what it answered is not forgotten', async () => {
      let answer
      mock.answer = () => new Promise((resolve) => { answer = () => resolve(taken) })
      const order = await call()
      await eventually(() => answer)
      await stack.db.query(`REVOKE CONNECT ON DATABASE ${stack.db.name} FROM PUBLIC;
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'cc-jobs%'`)
      answer()
      await eventually(() => /"suceso":"sin_base","conexion":"cc-jobs"/.test(stack.jobs.log()))
      await stack.db.query(`GRANT CONNECT ON DATABASE ${stack.db.name} TO PUBLIC`)
      assert.deepEqual(await ends(order), { estado: 'aceptada', motivo: '' })
      assert.equal(dials(order), 1)
    })

    test('one that is slow keeps no more than four orders waiting, and nobody else', async () => {
      const release = []
      mock.answer = () => new Promise((resolve) => release.push(() => resolve(taken)))
      const orders = []
      for (let i = 0; i < 6; i++) orders.push(await call())
      await eventually(() => release.length === 4)
      const other = await stack.db.value(`SET search_path = cc, pg_catalog; SELECT trabajo_programar('salida_vence', 'x', '{"destino": "x"}', now())`)
      await eventually(async () => (await stack.db.value(`SELECT estado FROM cc.trabajo WHERE id = ${other}`)) === 'hecho')
      assert.equal(release.length, 4)
      mock.answer = () => taken
      for (const one of release) one()
      for (const order of orders) assert.deepEqual(await ends(order), { estado: 'aceptada', motivo: '' })
    })
  })

  describe(`kill -9 at each step, ${KILLS} times each`, () => {
    /** What a dead process leaves is taken over after 10 s: the test does not wait for them. */
    const bury = () => stack.db.query(`UPDATE cc.ejecutor SET visto = visto - interval '1 minute'; UPDATE cc.trabajo SET tomado = tomado - interval '1 minute' WHERE estado IN ('tomado', 'enviando')`)
    /** What its connections were doing is undone. */
    const bereave = () => stack.db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'cc-jobs%'`)
    const gone = (pid) => eventually(async () => { try { process.kill(pid, 0); return false } catch { return true } })

    /** Leaves orders, waits until they are where `reached` says, kills, lets go, and has somebody else take over. */
    async function strike(context, { reached, hold = async () => async () => {}, orders = 4, expected }) {
      const outcomes = {}
      for (let struck = 0; struck < KILLS;) {
        await stack.db.query('DELETE FROM cc.salida')
        const release = await hold()
        const all = await calls(Math.min(orders, KILLS - struck))
        await eventually(() => reached(all), { every_ms: 2, seconds: 20 })
        const { pid } = stack.jobs
        await stack.jobs.kill()
        await gone(pid)
        await release()
        mock.answer = () => taken
        await bereave()
        await bury()
        await stack.jobs.start()
        for (const order of all) {
          const { estado } = await ends(order)
          const times = dials(order)
          outcomes[`${estado}, dialled ${times}`] = (outcomes[`${estado}, dialled ${times}`] ?? 0) + 1
          assert.ok(times <= 1, `order ${order.id} was dialled ${times} times`)
          assert.ok(times === 0 || estado !== 'rechazada', `order ${order.id} was dialled and is said to be refused`)
          assert.ok(times === 1 || estado !== 'aceptada', `order ${order.id} is said to be accepted and was not dialled`)
        }
        struck += all.length
      }
      context.diagnostic(`${KILLS} orders struck: ${JSON.stringify(outcomes)}`)
      for (const one of Object.keys(outcomes)) assert.ok(expected.includes(one), one)
    }
    /** A lock that the next statement about these orders waits for: `LOCK` by a session of our own. */
    const barrier = (table) => async () => {
      const { spawn } = await import('node:child_process')
      const psql = spawn('psql', ['-XqAt', `${stack.db.conninfo} user=postgres`], { stdio: ['pipe', 'pipe', 'ignore'] })
      psql.stdin.write(`BEGIN; LOCK TABLE ${table} IN SHARE MODE; SELECT 'held';\n`)
      await new Promise((resolve) => psql.stdout.once('data', resolve))
      return async () => {
        psql.stdin.end('ROLLBACK;\n')
        await new Promise((resolve) => psql.once('close', resolve))
      }
    }
    const counted = (where) => async (all) => Number(await stack.db.value(`SELECT count(*) FROM cc.trabajo t JOIN cc.orden o ON o.id = (t.datos ->> 'orden_id')::bigint
      WHERE t.clase = 'originar' AND o.id IN (${all.map(({ id }) => id).join()}) AND ${where}`)) === all.length
    const waiting = () => stack.db.value(`SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'cc-jobs' AND wait_event_type = 'Lock'`)

    test('claimed, before it is marked', (context) => strike(context, {
      // The orders' rows are kept from being marked; the jobs are claimed by then.
      hold: async () => {
        await stack.db.query(`CREATE OR REPLACE FUNCTION cc.prueba_espera() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NEW; END';
          CREATE OR REPLACE TRIGGER prueba_espera BEFORE UPDATE ON cc.orden FOR EACH ROW WHEN (NEW.estado = 'enviando') EXECUTE FUNCTION cc.prueba_espera()`)
        return async () => {
          await bereave()
          await stack.db.query('DROP TRIGGER prueba_espera ON cc.orden')
        }
      },
      reached: counted(`t.estado = 'tomado' AND o.estado = 'pedida'`),
      expected: ['aceptada, dialled 1'],
    }))

    test('marked, before it is sent', async (context) => {
      // Connected, but the handshake that comes first is never answered.
      const deaf = createServer((socket) => socket.on('error', () => {}))
      await new Promise((resolve) => deaf.listen(0, '127.0.0.1', resolve))
      await point(`https://127.0.0.1:${deaf.address().port}`)
      await strike(context, { reached: counted(`o.estado = 'enviando'`), expected: ['incierta, dialled 0'] })
      deaf.close()
      await point(mock.url)
    })

    test('sent, before it is answered', (context) => strike(context, {
      hold: async () => {
        mock.requests = []
        mock.answer = () => 'hang'
        return async () => {}
      },
      reached: (all) => mock.requests.length === all.length,
      expected: ['incierta, dialled 1'],
    }))

    test('answered, before the result is written', (context) => strike(context, {
      hold: async () => {
        mock.requests = []
        const release = []
        mock.answer = () => new Promise((resolve) => release.push(() => resolve(taken)))
        const locked = eventually(() => release.length > 0).then(async () => {
          const unlock = await barrier('cc.orden')()
          for (const one of release) one()
          return unlock
        })
        return async () => {
          const unlock = await locked
          await bereave()
          await unlock()
        }
      },
      reached: async () => waiting(),
      orders: 1,
      expected: ['incierta, dialled 1'],
    }))

    test('after the result is written', (context) => strike(context, {
      reached: counted(`o.estado = 'aceptada'`),
      expected: ['aceptada, dialled 1'],
    }))

    test('at any moment', (context) => strike(context, {
      hold: async () => {
        mock.requests = []
        const delay_ms = Math.random() * 40
        mock.answer = () => new Promise((resolve) => setTimeout(() => resolve(taken), delay_ms))
        return async () => {}
      },
      reached: () => new Promise((resolve) => setTimeout(() => resolve(true), Math.random() * 60)),
      expected: ['aceptada, dialled 1', 'incierta, dialled 1', 'incierta, dialled 0'],
    }))
  })

  describe('a PBX that can be asked', () => {
    const made = []
    let twilio, linea
    before(async () => {
      const admin = await stack.login('admin')
      const answer = await admin.post('/centralitas', { nombre: 'Twilio', adaptador: 'twilio', clinica_id: Number(stack.demo.CC_DEMO_CLINICA_CENTRO), secreto: 'f'.repeat(32),
        ajustes: { cuenta: `AC${'a'.repeat(32)}`, url_api: mock.url, red_privada: true } })
      assert.equal(answer.status, 201, answer.text)
      twilio = answer.body.centralita.id
      linea = await stack.db.value(`INSERT INTO cc.linea (grupo_id, clinica_id, centralita_id, clave, numero) SELECT grupo_id, clinica_id, id, '+34911999888', '911999888' FROM cc.centralita WHERE id = ${twilio} RETURNING id`)
    })
    beforeEach(() => { made.length = 0 })

    /** Dials, and does as `then` says; asked, it lists what it dialled. */
    const behaves = (then, listed = () => made) => {
      mock.answer = ({ method }) => {
        if (method === 'GET') return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ calls: listed() }) }
        made.push({ sid: `CA${String(made.length).padStart(32, '0')}`, direction: 'outbound-api', date_created: new Date().toUTCString().replace('GMT', '+0000') })
        return then(made.at(-1))
      }
    }
    const order = async () => ({ id: await stack.db.value(`SELECT cc.prueba_pedir('+34611000111', ${twilio}, ${linea})`) })

    test('it hung up without an answer, and says that it dials: accepted, with its id', async () => {
      behaves(() => 'cut')
      const one = await order()
      assert.deepEqual(await ends(one), { estado: 'aceptada', motivo: '' })
      assert.equal(made.length, 1)
      assert.equal(await stack.db.value(`SELECT ids ->> 'llamada' FROM cc.orden WHERE id = ${one.id}`), made[0].sid)
    })

    test('it answered nonsense, and knows nothing of it: uncertain', async () => {
      behaves(() => ({ status: 500 }), () => [])
      const one = await order()
      assert.equal((await ends(one)).estado, 'incierta')
      assert.equal(made.length, 1)
    })

    test('cc-jobs was killed before the answer: whoever takes over asks, and does not dial again', async () => {
      behaves(() => 'hang')
      const one = await order()
      await eventually(() => made.length === 1)
      await stack.jobs.kill()
      await stack.db.query(`UPDATE cc.ejecutor SET visto = visto - interval '1 minute'; UPDATE cc.trabajo SET tomado = tomado - interval '1 minute' WHERE estado = 'enviando'`)
      await stack.jobs.start()
      assert.deepEqual(await ends(one), { estado: 'aceptada', motivo: '' })
      assert.equal(made.length, 1)
    })
  })

  test('stopped until another takes over, it sends nothing when it wakes', async () => {
    await stack.db.query(`CREATE FUNCTION cc.prueba_pausa() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NEW; END';
      CREATE TRIGGER prueba_pausa BEFORE UPDATE ON cc.orden FOR EACH ROW WHEN (NEW.estado = 'enviando') EXECUTE FUNCTION cc.prueba_pausa()`)
    const order = await call()
    await eventually(() => stack.db.value(`SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'cc-jobs' AND wait_event = 'PgSleep'`))
    stack.jobs.pause()
    await eventually(async () => (await state(order)).estado === 'enviando')
    await stack.db.query('DROP TRIGGER prueba_pausa ON cc.orden')
    const other = await new Process('cc-jobs', { ...stack.jobs.options, log: `${stack.dir}/otro.log` }).start()
    assert.equal((await ends(order)).estado, 'incierta') // 10 s after the first was last seen
    await other.stop()
    stack.jobs.resume()
    await ends(await call()) // which it does when it has woken up
    assert.equal(dials(order), 0)
  })
})
