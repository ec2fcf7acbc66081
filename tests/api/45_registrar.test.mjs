// POST /registrar: a call by hand, and what is said about one that exists; two who say it at once lose nothing.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

describe('POST /registrar', () => {
  let stack, ana, bea, yeray, erp, dispositions
  const patients = {}
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ;[ana, bea, yeray] = await Promise.all(['ana', 'bea', 'yeray'].map((who) => stack.login(who)))
    const key = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
      VALUES (${stack.demo.CC_DEMO_GRUPO}, 'erp', sha256('${key}'), '{llamadas:escribir,pacientes:leer}')`)
    erp = stack.client({ key })
    dispositions = (await ana.get('/tipificaciones')).body.elementos.map(({ id }) => id)
    const rows = await stack.db.query(`SELECT id, nombre FROM cc.paciente WHERE clinica_id = ${stack.demo.CC_DEMO_CLINICA_CENTRO} ORDER BY id LIMIT 4`)
    for (const [i, [id]] of rows.entries()) patients['abcd'[i]] = Number(id)
  })
  after(() => stack?.stop())

  const by_hand = { direccion: 'entrante', numero: '612345678', inicio: '2026-03-10T10:00:00+01:00' }
  const register = (body, who = ana, headers = {}) => who.post('/registrar', body, { headers })
  const here = () => ({ clinica_id: Number(stack.demo.CC_DEMO_CLINICA_CENTRO) })
  const fresh = async () => (await register({ ...by_hand, numero: '655000111' })).body
  const notes = (id) => stack.db.query(`SELECT coalesce(a.usuario, 'erp'), n.texto FROM cc.nota n LEFT JOIN cc.agente a ON a.id = n.agente_id
    WHERE n.llamada_id = ${id} ORDER BY 1, n.id`)

  test('a call by hand, by a person: identified, finished, theirs, in the history', async () => {
    const { status, headers, body } = await register({ ...by_hand, duracion_s: 75, nota: 'Vino al mostrador', tipificacion_id: dispositions[0] })
    assert.equal(status, 201)
    assert.equal(headers.get('location'), `/api/contact-center/llamadas/${body.id}`)
    assert.equal(headers.get('etag'), `"${body.version}"`)
    assert.deepEqual([body.estado, body.resultado, body.conversacion_s, body.fuente, body.identificacion, body.interlocutor.nombre, body.atiende.nombre, body.tipificacion.id],
      ['finalizada', 'atendida', 75, 'manual', 'unica', 'María García López', ana.answer.body.agente.nombre, dispositions[0]])
    const { body: found } = await ana.get('/historial?desde=2026-03-10&hasta=2026-03-10')
    assert.ok(found.elementos.some(({ id }) => id === body.id))
  })

  test('a call by hand, by the ERP: as its own, where it says', async () => {
    const { status, body } = await register({ ...by_hand, ...here(), direccion: 'saliente', resultado: 'no_contesta' }, erp)
    assert.deepEqual([status, body.fuente, body.resultado, body.clinica_id, body.atiende], [201, 'erp', 'no_contesta', here().clinica_id, null])
    is_problem(await register(by_hand, erp), 422, '/clinica_id')
  })

  test('onto one that exists, by a person and by the ERP', async () => {
    const call = await fresh()
    const mine = await register({ llamada_id: call.id, interlocutor_id: patients.a, nota: 'Quiere cambiar la cita' })
    assert.deepEqual([mine.status, mine.body.interlocutor.id], [200, patients.a])
    assert.equal(mine.headers.get('etag'), `"${mine.body.version}"`)
    const theirs = await register({ llamada_id: call.id, asuntos: [patients.b], nota: 'Cita cambiada al jueves' }, erp)
    assert.deepEqual([theirs.status, theirs.body.asuntos.map(({ id }) => id)], [200, [patients.b]])
    assert.deepEqual(await notes(call.id), [['ana', 'Quiere cambiar la cita'], ['erp', 'Cita cambiada al jueves']])
  })

  test('two wrap-ups at once lose neither: both notes, both people', async () => {
    for (let round = 0; round < 10; round++) {
      const call = await fresh()
      const both = await Promise.all([
        register({ llamada_id: call.id, nota: `De Ana ${round}`, asuntos: [patients.a] }, ana),
        register({ llamada_id: call.id, nota: `De Bea ${round}`, asuntos: [patients.b, patients.c] }, bea)])
      assert.deepEqual(both.map(({ status }) => status), [200, 200])
      assert.deepEqual(await notes(call.id), [['ana', `De Ana ${round}`], ['bea', `De Bea ${round}`]])
      const { body } = await ana.get(`/llamadas/${call.id}`)
      assert.deepEqual(body.asuntos.map(({ id }) => id).sort((x, y) => x - y), [patients.a, patients.b, patients.c].sort((x, y) => x - y))
      assert.equal(body.version, call.version + 4, 'each of the four changes raised it')
    }
  })

  test('of two dispositions at once one stands, and the other is told who said which', async () => {
    for (let round = 0; round < 10; round++) {
      const call = await fresh()
      const both = await Promise.all([[ana, 0], [bea, 1]].map(([who, i]) => register({ llamada_id: call.id, tipificacion_id: dispositions[i], nota: 'x' }, who)))
      const refused = both.findIndex(({ status }) => status === 409)
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
      is_problem(both[refused], 409, '/tipificacion_id')
      const winner = [ana, bea][1 - refused]
      assert.match(both[refused].body.detail, new RegExp(`^${winner.answer.body.agente.nombre} ya ha indicado «.+»\\.$`))
      assert.equal((await notes(call.id)).length, 1, 'a refused wrap-up leaves nothing half done')
      assert.equal((await ana.get(`/llamadas/${call.id}`)).body.tipificacion.id, dispositions[1 - refused])
    }
  })

  test('one’s own disposition may be changed, another’s by whoever has seen it', async () => {
    const call = await fresh()
    const say = (who, i, headers) => register({ llamada_id: call.id, tipificacion_id: dispositions[i] }, who, headers)
    assert.equal((await say(ana, 0)).status, 200)
    const mine = await say(ana, 1)
    assert.equal(mine.status, 200)
    is_problem(await say(bea, 0), 409)
    is_problem(await register({ llamada_id: call.id, tipificacion_id: null }, bea), 409)
    is_problem(await say(bea, 0, { 'if-match': `"${mine.body.version - 1}"` }), 412)
    const seen = await say(bea, 0, { 'if-match': `W/"${mine.body.version}"` })
    assert.deepEqual([seen.status, seen.body.tipificacion.id], [200, dispositions[0]])
    is_problem(await say(erp, 1), 409)
    assert.equal((await say(erp, 0)).status, 200, 'saying the same is no conflict')
  })

  test('the ERP speaks for many: each of its notes stays, the same one once', async () => {
    const call = await fresh()
    const say = (nota) => register({ llamada_id: call.id, nota }, erp)
    assert.deepEqual((await Promise.all(['una', 'dos', 'una'].map(say))).map(({ status }) => status), [200, 200, 200])
    assert.deepEqual((await notes(call.id)).map(([, text]) => text).sort(), ['dos', 'una'])
    await stack.db.query(`INSERT INTO cc.nota (grupo_id, llamada_id, texto) SELECT 1, ${call.id}, 'n' || i FROM generate_series(1, 48) i`)
    is_problem(await say('una más'), 409, '/nota')
  })

  test('the same request with the same key is answered the same, and does nothing', async () => {
    const headers = { 'idempotency-key': 'reg-1' }
    const first = await register({ ...by_hand, nota: 'x' }, ana, headers)
    const again = await register({ ...by_hand, nota: 'x' }, ana, headers)
    assert.deepEqual([again.status, again.body], [201, first.body])
    is_problem(await register({ ...by_hand, nota: 'y' }, ana, headers), 422)
    const at_once = await Promise.all(Array.from({ length: 6 }, () => register(by_hand, erp, { 'idempotency-key': 'reg-2' })))
    assert.ok(at_once.every(({ status }) => status === 422 || status === 409))
    const many = await Promise.all(Array.from({ length: 6 }, () => register({ ...by_hand, ...here() }, erp, { 'idempotency-key': 'reg-3' })))
    assert.equal(new Set(many.filter(({ status }) => status === 201).map(({ body }) => body.id)).size, 1)
    assert.ok(many.every(({ status }) => status === 201 || status === 409))
  })

  test('a missed one is owed, and an answered one settles it', async () => {
    const number = '655000222'
    const owed = async () => (await ana.get('/seguimientos')).body.elementos.filter(({ numero }) => numero === '+34655000222').length
    await register({ ...by_hand, numero: number, resultado: 'perdida_sin_respuesta' })
    await eventually(async () => (await owed()) === 1)
    await register({ ...by_hand, numero: number, direccion: 'saliente', inicio: '2026-03-10T10:30:00+01:00' })
    assert.equal(await owed(), 0)
  })

  test('everything that is wrong is refused, by pointer', async () => {
    const call = await fresh()
    const onto = { llamada_id: call.id }
    const elsewhere = Number(stack.demo.CC_DEMO_CLINICA_PALMAS)
    for (const [body, status, pointer] of [
      [{}, 422, '/direccion'], [{ ...by_hand, direccion: undefined }, 422, '/direccion'], [{ ...by_hand, inicio: undefined }, 422, '/inicio'],
      [{ ...by_hand, direccion: 'interna' }, 422, '/direccion'], [{ ...by_hand, direccion: 7 }, 422, '/direccion'],
      [{ ...by_hand, numero: 612345678 }, 422, '/numero'], [{ ...by_hand, numero: '6'.repeat(65) }, 422, '/numero'],
      [{ ...by_hand, inicio: '2026-03-10' }, 422, '/inicio'], [{ ...by_hand, inicio: '2026-03-10T10:00:00' }, 422, '/inicio'],
      [{ ...by_hand, inicio: '2026-02-30T10:00:00Z' }, 422, '/inicio'], [{ ...by_hand, inicio: '2999-01-01T00:00:00Z' }, 422, '/inicio'],
      [{ ...by_hand, duracion_s: -1 }, 422, '/duracion_s'], [{ ...by_hand, duracion_s: 86401 }, 422, '/duracion_s'], [{ ...by_hand, duracion_s: '75' }, 422, '/duracion_s'],
      [{ ...by_hand, duracion_s: 1.5 }, 422, '/duracion_s'],
      [{ ...by_hand, resultado: 'ocupado' }, 422, '/resultado'], [{ ...by_hand, resultado: 'bien' }, 422, '/resultado'],
      [{ ...by_hand, clinica_id: elsewhere }, 404, '/clinica_id'], [{ ...by_hand, clinica_id: 'Centro' }, 422, '/clinica_id'],
      [{ ...by_hand, nota: 'x'.repeat(4001) }, 422, '/nota'], [{ ...by_hand, nota: ['x'] }, 422, '/nota'],
      [{ ...by_hand, tipificacion_id: 999999 }, 404, '/tipificacion_id'], [{ ...by_hand, tipificacion_id: 0 }, 422, '/tipificacion_id'],
      [{ ...by_hand, interlocutor_id: 999999 }, 404, '/interlocutor_id'], [{ ...by_hand, interlocutor_id: '9' }, 422, '/interlocutor_id'],
      [{ ...by_hand, asuntos: 9 }, 422, '/asuntos'], [{ ...by_hand, asuntos: [999999] }, 404, '/asuntos'], [{ ...by_hand, asuntos: ['x'] }, 422, '/asuntos'],
      [{ ...by_hand, asuntos: Array(21).fill(1) }, 422, '/asuntos'], [{ ...by_hand, otra: 1 }, 422, '/otra'],
      [{ llamada_id: 999999, nota: 'x' }, 404, undefined], [{ llamada_id: 'x' }, 422, '/llamada_id'], [{ llamada_id: 1.5 }, 422, '/llamada_id'],
      [{ ...onto, direccion: 'entrante' }, 422, '/direccion'], [{ ...onto, numero: '612345678' }, 422, '/numero'], [{ ...onto, agente_id: 1 }, 422, '/agente_id'],
      [{ ...onto, interlocutor_id: 999999 }, 404, '/interlocutor_id'],
    ]) {
      const answer = await register(body)
      is_problem(answer, status, pointer)
    }
    assert.equal((await ana.get(`/llamadas/${call.id}`)).body.version, call.version, 'and nothing of it was done')
  })

  test('what is no request is refused as such', async () => {
    const raw = (text, headers = {}) => ana.post('/registrar', undefined, { raw: text, headers })
    is_problem(await raw('{"direccion": "entrante"'), 400)
    is_problem(await raw('[]'), 400)
    is_problem(await raw(''), 400)
    is_problem(await raw('{"nota": "a", "nota": "b"}'), 400)
    is_problem(await raw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400)
    is_problem(await raw('{}', { 'content-type': 'text/plain' }), 415)
    is_problem(await raw(JSON.stringify({ ...by_hand, nota: 'x'.repeat(1_100_000) })), 413)
    is_problem(await raw('{"nota": "\\u0000"}'), 400)
  })

  test('who may not, and whose it is not', async () => {
    const call = await fresh()
    is_problem(await register(by_hand, stack.client()), 401)
    is_problem(await register({ llamada_id: call.id, nota: 'x' }, yeray), 404)
    const reader = `cck_${randomBytes(32).toString('base64url')}`
    await stack.db.query(`INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos) VALUES (${stack.demo.CC_DEMO_GRUPO}, 'lee', sha256('${reader}'), '{llamadas:leer}')`)
    is_problem(await register(by_hand, stack.client({ key: reader })), 403)
  })
})
