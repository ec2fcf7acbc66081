// What holds on every route: errors, headers, unknown fields, limits.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

describe('every route', () => {
  let stack, ana
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    ana = await stack.login('ana')
  })
  after(() => stack?.stop())

  test('names the field that it does not know', async () => {
    const problem = is_problem(await ana.post('/paciente', { nombre: 'Ana', apellidos: 'Gil', telefono: '699111222', alias: 'x' }), 422)
    assert.ok(problem.errors.some(({ pointer }) => pointer === '/alias'), JSON.stringify(problem))
  })

  test('names the parameter that it does not know', async () => {
    assert.ok([400, 422].includes((await ana.get('/llamadas?clinicas=1')).status))
  })

  test('says by pointer what is wrong with each field', async () => {
    const problem = is_problem(await ana.post('/registrar', { direccion: 'lateral', numero: 7 }), 422)
    assert.ok(problem.errors.length > 0)
    for (const { pointer, detail } of problem.errors) assert.ok(pointer.startsWith('/') && detail.length > 0)
  })

  test('refuses JSON that is broken, has a name twice, is too deep or is not UTF-8', async () => {
    for (const raw of ['{', '{"nota":"a","nota":"b"}', `{"nota":${'['.repeat(40)}${']'.repeat(40)}}`, Buffer.from('{"nota":"\xff"}', 'latin1')]) {
      is_problem(await ana.request('POST', '/registrar', { raw }), 400)
    }
  })

  test('answers 404 and 405 as problems', async () => {
    is_problem(await ana.get('/no-existe'), 404)
    const wrong = await ana.delete('/llamadas')
    is_problem(wrong, 405)
    assert.match(wrong.headers.get('allow'), /GET/)
  })

  test('takes 1 MB and refuses more with 413', async () => {
    const raw = JSON.stringify({ nota: 'x'.repeat(1_100_000) })
    is_problem(await ana.request('POST', '/registrar', { raw }), 413)
  })

  test('is never stored, never sniffed, never framed, and its request can be named', async () => {
    const { headers } = await ana.get('/llamadas')
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('content-security-policy'), /frame-ancestors 'none'/)
    assert.match(headers.get('x-request-id'), /^[0-9a-f]{32}$/)
  })

  test('the request named in the answer is the one in the logs of nginx and of the worker', async () => {
    const { headers } = await ana.get('/no-existe')
    const id = headers.get('x-request-id')
    assert.ok(stack.logs().includes(id))
  })

  test('what is asked for in a query string reaches no log', async () => {
    await ana.get('/historial?q=Garc%C3%ADa&limite=5')
    await ana.get('/paciente?numero=698765432')
    assert.doesNotMatch(stack.logs(), /698765432|Garc/)
  })

  test('metrics are for this machine only, health is for anybody', async () => {
    const anybody = stack.client()
    const answers = [await anybody.get('/livez'), await anybody.get('/readyz'), await anybody.get('/metrics'), await anybody.get('/version')]
    assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 200])
  })

  test('ready wants room on the disk of the database, and says what to do', async () => {
    const full = await Stack.start({ processes: ['api', 'nginx'], env: { CC_DISCO: '/tmp', CC_DISCO_MIN_MB: '1048576' } })
    try {
      const answer = await full.client().get('/readyz')
      assert.equal(answer.status, 503, answer.text)
      assert.deepEqual([answer.body.listo, answer.body.base_de_datos], [false, true])
      assert.ok(answer.body.disco_libre_mb > 0)
      assert.match(answer.body.remedio, /^libere espacio/)
    } finally {
      await full.stop()
    }
  })

  test('a session that asks too fast is told 429, and only that session', async () => {
    const slow = await Stack.start({ processes: ['api', 'nginx'], env: { CC_TASA_SESION: '5' } })
    try {
      const [one, other] = [await slow.login('ana'), await slow.login('bea')]
      const burst = await Promise.all(Array.from({ length: 40 }, () => one.get('/tipificaciones')))
      const refused = burst.filter(({ status }) => status === 429)
      assert.ok(refused.length > 20, `${refused.length} of 40 refused`)
      is_problem(refused[0], 429)
      assert.equal((await other.get('/tipificaciones')).status, 200)
    } finally {
      await slow.stop()
    }
  })

  test('a PBX that posts too fast is told 503 and when to come back, never 429', async () => {
    const slow = await Stack.start({ processes: ['api', 'nginx'], env: { CC_TASA_WEBHOOKS: '5' } })
    try {
      const burst = await Promise.all(Array.from({ length: 40 }, (_, n) => slow.pbx.event({ tipo: 'llamada.ofrecida', llamada: `p-${n}` })))
      assert.deepEqual([...new Set(burst.map(({ status }) => status))].sort(), [200, 503])
      const refused = burst.find(({ status }) => status === 503)
      is_problem(refused, 503)
      assert.match(refused.headers.get('retry-after'), /^\d+$/)
    } finally {
      await slow.stop()
    }
  })
})
