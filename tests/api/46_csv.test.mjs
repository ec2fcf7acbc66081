// Lists as text/csv: all of a list, whole or visibly cut, and nothing in it that a spreadsheet would run.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { fetch } from '../stack/client.mjs'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

/** RFC 4180, as strictly as it is written; `separador` apart. */
function leer(texto, separador = ',') {
  const filas = [], fila = []
  let at = 0
  const campo = () => {
    if (texto[at] !== '"') {
      const fin = at + texto.slice(at).search(separador === ',' ? /[,\r]/ : /[;\r]/)
      const valor = texto.slice(at, fin)
      assert.doesNotMatch(valor, /["\n]/)
      at = fin
      return valor
    }
    let valor = ''
    for (at += 1; texto[at] !== '"' || texto[at + 1] === '"'; at += 1) {
      if (texto[at] === '"') at += 1
      valor += texto[at]
    }
    at += 1
    return valor
  }
  while (at < texto.length) {
    fila.push(campo())
    if (texto.startsWith('\r\n', at)) filas.push(fila.splice(0))
    else assert.equal(texto[at], separador)
    at += texto[at] === separador ? 1 : 2
  }
  assert.equal(fila.length, 0, 'the last line ends')
  const [nombres, ...resto] = filas
  return resto.map((valores) => {
    assert.equal(valores.length, nombres.length)
    return Object.fromEntries(nombres.map((nombre, i) => [nombre, valores[i]]))
  })
}

describe('lists as text/csv', () => {
  let stack, ana, clinica
  before(async () => {
    // One worker for what is long: whoever holds it keeps the next one waiting, and its memory is the memory of all.
    // What ASan keeps of freed memory is held low, so that the measure is the program's.
    stack = await Stack.start({ processes: ['api', 'nginx'], env: { CC_WORKERS_LARGO: '1',
      ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=64' } })
    ana = await stack.login('ana')
    clinica = stack.demo.CC_DEMO_CLINICA_CENTRO
  })
  after(() => stack?.stop())

  const csv = (path, headers = {}) => ana.get(path, { headers: { accept: 'text/csv', ...headers } })
  const calls = (from, to, columns = '', values = '') => stack.db.query(`
    INSERT INTO cc.llamada (grupo_id, clinica_id, raiz, direccion, estado, resultado, inicio, numero, extension, cierre${columns})
    SELECT grupo_id, id, 'csv' || i, 'entrante', 'finalizada', 'atendida', timestamptz '2026-10-26 00:00+01' - i * interval '1 minute',
      '+346' || lpad((i % 1000)::text, 8, '0'), '10' || i % 4, 'normal'${values}
    FROM cc.clinica, generate_series(${from}, ${to}) i WHERE id = ${clinica}`)
  /** A client that reads as it likes: {status, headers, complete, bytes}; `leido` sees each piece. */
  const bajar = (path, leido = () => {}) => new Promise((resolve) => {
    const peticion = request(`${stack.url}/api/contact-center${path}`, { headers: { cookie: ana.credential.cookie, accept: 'text/csv' } })
    peticion.on('error', () => {})
    peticion.on('response', (respuesta) => {
      let bytes = 0
      respuesta.on('data', (pieza) => { bytes += pieza.length; leido(respuesta, bytes) })
      respuesta.on('error', () => {})
      respuesta.on('close', () => resolve({ status: respuesta.statusCode, headers: respuesta.headers, complete: respuesta.complete, bytes }))
    })
    peticion.end()
  })
  const is_refused = (answer, pointer) => assert.deepEqual(is_problem(answer, 422).errors.map((error) => error.pointer), [pointer])
  /** The worker for what is long. */
  const largo = () => stack.api.workers().find((pid) => new RegExp(`"pid":${pid},.*"cola":"largo"`).test(stack.api.log()))
  const peak_kb = () => Number(readFileSync(`/proc/${largo()}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1])

  test('the history is what the pages are, one line a call, under Spanish names, in the clock of the clinic', async () => {
    await calls(1, 2500)
    const answer = await csv('/historial?desde=2026-10-24&hasta=2026-10-25')
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type'), /^text\/csv; charset=utf-8/)
    assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="historial.csv"')
    assert.match(answer.headers.get('vary'), /Accept/)
    const filas = leer(answer.text)
    const ids = []
    for (let cursor = ''; cursor !== null;) {
      const { body } = await ana.get(`/historial?desde=2026-10-24&hasta=2026-10-25&limite=200&cursor=${cursor}`)
      ids.push(...body.elementos.map(({ id }) => String(id)))
      cursor = body.siguiente
    }
    assert.equal(ids.length, 2500)
    assert.deepEqual(filas.map(({ id }) => id), ids)
    const dos = filas.filter(({ hora }) => hora === '02:30:00').map(({ fecha, inicio }) => [fecha, inicio])
    assert.deepEqual(dos, [['2026-10-25', '2026-10-25T02:30:00+01:00'], ['2026-10-25', '2026-10-25T02:30:00+02:00']],
      'the hour that comes twice is there twice')
    const { numero, numero_mostrado, perdida, conversacion_s, espera_s } = filas[0]
    assert.deepEqual([numero, numero_mostrado, perdida, conversacion_s, espera_s], ['tel:+34600000001', '600 000 001', 'no', '0', ''])
  })

  test('filters narrow it as they narrow the list', async () => {
    const filas = leer((await csv('/historial?desde=2026-10-25&hasta=2026-10-25&extension=102&resultado=atendida&duracion_min_s=0&perdida=false')).text)
    assert.ok(filas.length > 300 && filas.every(({ extension, fecha }) => extension === '102' && fecha === '2026-10-25'), `${filas.length}`)
    assert.deepEqual(leer((await csv('/historial?desde=1999-01-01&hasta=1999-01-02')).text), [], 'an empty list is a line of names')
  })

  test('a semicolon and a BOM for the spreadsheet that wants them, and fields that need it are quoted', async () => {
    await calls(9000001, 9000001, ', cola', `, 'a;b,"c"'`)
    const { body: { elementos: [{ id }] } } = await ana.get('/historial?extension=101&cola=a;b,%22c%22')
    await stack.db.query(`INSERT INTO cc.nota (grupo_id, llamada_id, texto) SELECT grupo_id, id, E'dos\nlíneas' FROM cc.llamada WHERE id = ${id};
      INSERT INTO cc.nota (grupo_id, llamada_id, texto, creada) SELECT grupo_id, id, ' espacios ', now() + interval '1 s' FROM cc.llamada WHERE id = ${id}`)
    for (const [query, separador, bom] of [['', ',', false], ['&separador=%3B&bom=1', ';', true], ['&separador=,&bom=0', ',', false]]) {
      const bytes = new Uint8Array(await (await fetch(`${stack.url}/api/contact-center/historial?cola=a;b,%22c%22${query}`,
        { headers: { cookie: ana.credential.cookie, accept: 'text/csv' } })).arrayBuffer())
      assert.equal(Buffer.from(bytes.subarray(0, 3)).equals(Buffer.from([0xef, 0xbb, 0xbf])), bom)
      const [fila] = leer(new TextDecoder().decode(bytes), separador)
      assert.deepEqual([fila.cola, fila.notas], ['a;b,"c"', 'dos\nlíneas\n espacios '])
    }
  })

  test('nothing in it begins a formula', async () => {
    const malos = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=cmd|\' /C calc\'!A0', '=HYPERLINK("http://x";"y")']
    for (const [i, nombre] of malos.entries()) {
      await stack.db.query(`INSERT INTO cc.contacto (grupo_id, clave, nombre, clase) VALUES
        (${stack.demo.CC_DEMO_GRUPO}, '+3491000000${i}', $csv$${nombre}$csv$, 'otro')`)
    }
    for (const separador of [',', ';']) {
      const filas = leer((await csv(`/contactos?clase=otro&separador=${encodeURIComponent(separador)}`)).text, separador)
      assert.deepEqual(filas.map(({ nombre }) => nombre).sort(), malos.map((nombre) => `'${nombre}`).sort())
      assert.ok(filas.every(({ numero }) => /^tel:\+3491000000\d$/.test(numero)))
    }
  })

  test('calls, follow-ups and contacts can be had whole, too', async () => {
    await stack.db.query(`
      INSERT INTO cc.seguimiento (grupo_id, clinica_id, clase, clave, texto, primera, ultima, prioridad, vence)
      SELECT grupo_id, id, 'promesa', '+34699' || lpad(i::text, 6, '0'), 'n' || i, now() - i % 9 * interval '1 hour', now(), i % 5,
        CASE i % 3 WHEN 0 THEN now() + i % 7 * interval '1 day' END
      FROM cc.clinica, generate_series(1, 2300) i WHERE id = ${clinica};
      INSERT INTO cc.contacto (grupo_id, clave, nombre, clase) SELECT ${stack.demo.CC_DEMO_GRUPO}, '+3493' || lpad(i::text, 7, '0'), 'Proveedor ' || i % 50, 'proveedor' FROM generate_series(1, 2100) i`)
    const seguimientos = leer((await csv('/seguimientos?clase=promesa')).text)
    assert.equal(new Set(seguimientos.map(({ id }) => id)).size, 2300)
    const lista = (await ana.get('/seguimientos?clase=promesa')).body.elementos
    assert.deepEqual(seguimientos.slice(0, lista.length).map(({ id }) => Number(id)), lista.map(({ id }) => id))
    const contactos = leer((await csv('/contactos?clase=proveedor')).text)
    assert.ok(contactos.length >= 2100)
    assert.equal(new Set(contactos.map(({ id }) => id)).size, contactos.length)
    await stack.db.query(`INSERT INTO cc.llamada (grupo_id, clinica_id, raiz, direccion, estado, resultado, inicio, cierre)
      SELECT grupo_id, id, 'hoy' || i, 'entrante', CASE WHEN i > 5 THEN 'finalizada' ELSE 'sonando' END, CASE WHEN i > 5 THEN 'atendida' END,
        now() - i * interval '1 millisecond', CASE WHEN i > 5 THEN 'normal' END FROM cc.clinica, generate_series(1, 1500) i WHERE id = ${clinica}`)
    const llamadas = leer((await csv('/llamadas')).text)
    assert.equal(new Set(llamadas.map(({ id }) => id)).size, llamadas.length)
    assert.ok(llamadas.length >= 1400 && llamadas.slice(0, 5).every(({ estado }) => estado === 'sonando'), `${llamadas.length}`)
    assert.equal(leer((await csv('/llamadas?estado=viva')).text).length, 5)
  })

  test('only who asks for it gets it', async () => {
    const forms = { 'text/csv': true, 'application/json': false, '*/*': false, 'text/*': false, 'text/csv;q=0': false, 'text/csvx': false,
      'application/json, text/csv': false, 'application/json;q=0.5, text/csv': true, 'Text/CSV; header=present, application/json;q=0.9': true,
      'text/html,application/xhtml+xml,*/*;q=0.8': false }
    for (const [accept, wanted] of Object.entries(forms)) {
      const answer = await ana.get('/contactos?q=labor', { headers: { accept } })
      assert.equal(/^text\/csv/.test(answer.headers.get('content-type')), wanted, accept)
    }
    assert.match((await csv('/tipificaciones')).headers.get('content-type'), /^application\/json/, 'a route that has none answers as ever')
  })

  test('what cannot be asked is refused as a problem, before anything is written', async () => {
    is_refused(await csv('/historial?limite=10'), '/limite')
    is_refused(await csv('/historial?cursor=AAAAAAAAAAAAAAAAAAAAAA'), '/cursor')
    is_refused(await csv('/historial?separador=%7C'), '/separador')
    is_refused(await csv('/historial?separador=&bom=si'), '/bom')
    is_refused(await csv('/historial?nada=1'), '/nada')
    is_refused(await csv('/historial?desde=ayer'), '/desde')
    is_refused(await ana.get('/historial?bom=1'), '/bom')
    is_refused(await csv('/seguimientos?clase=otra'), '/clase')
    is_problem(await csv('/historial?clinica_id=999999'), 404)
    is_problem(await stack.client().get('/historial', { headers: { accept: 'text/csv' } }), 401)
  })

  test('who took what away is noted, once, without what they typed', async () => {
    await stack.db.query('DELETE FROM cc.auditoria')
    await csv('/historial?q=garcia&desde=2026-10-25&extension=101')
    await csv('/historial?desde=2026-10-01&hasta=2026-10-25')
    const rows = await stack.db.query(`SELECT a.usuario, x.accion, x.datos FROM cc.auditoria x JOIN cc.agente a ON a.id = x.agente_id ORDER BY x.id`)
    assert.deepEqual(rows, [
      ['ana', 'historial.exportar', '{"q": "…", "desde": "2026-10-25", "extension": "101"}'],
      ['ana', 'historial.exportar', '{"desde": "2026-10-01", "hasta": "2026-10-25"}']])
  })

  describe('of 200,000 calls', () => {
    let definition
    before(async () => {
      await calls(10001, 210000)
      definition = await stack.db.value(`SELECT pg_get_functiondef('cc.llamada_filas'::regproc)`)
    })

    test('is written in the memory of a few', async (t) => {
      assert.ok((await bajar('/historial?desde=2026-10-20&hasta=2026-10-23')).complete)
      const few_kb = peak_kb()
      const all = await bajar('/historial?hasta=2026-10-18')
      assert.deepEqual([all.status, all.complete], [200, true])
      assert.ok(all.bytes > 20e6, `${all.bytes}`)
      const grown_kb = peak_kb() - few_kb
      t.diagnostic(`peak of the worker: ${few_kb} kB after ${4 * 1440} lines, ${few_kb + grown_kb} kB after ${all.bytes} bytes`)
      assert.ok(grown_kb < 2048, `peak of the worker ${few_kb} kB, and ${grown_kb} kB more after ${all.bytes} bytes`)
    })

    test('stops when nobody reads it any more', async () => {
      await stack.db.query(`CREATE SEQUENCE cc.paginas; GRANT USAGE ON SEQUENCE cc.paginas TO cc_owner`)
      await stack.db.query(definition.replace('BEGIN', "BEGIN PERFORM nextval('cc.paginas');"))
      const begun = await bajar('/historial', (respuesta) => respuesta.destroy())
      assert.equal(begun.complete, false)
      assert.equal((await csv('/contactos?q=labor')).status, 200, 'its only worker serves the next one')
      const pages = Number(await stack.db.value('SELECT last_value FROM cc.paginas'))
      assert.ok(pages < 50, `${pages} of 200 pages were read`)
      await stack.db.query(definition)
    })

    test('is visibly cut when the database fails in the middle', async () => {
      const broken = bajar('/historial', (respuesta, bytes) => {
        if (bytes < 65536 || respuesta.isPaused()) return
        respuesta.pause()
        stack.db.query(`CREATE OR REPLACE FUNCTION cc.llamada_filas(ids bigint[], siguiente text) RETURNS SETOF cc.fila_llamada
          LANGUAGE plpgsql STABLE AS $$ BEGIN RAISE division_by_zero; END $$`).then(() => { respuesta.removeAllListeners('data'); respuesta.resume() })
      })
      const { status, complete } = await broken
      assert.deepEqual([status, complete], [200, false])
      await eventually(() => /"suceso":"csv_cortado".*"sqlstate":"22012"/.test(stack.api.log()))
      await stack.db.query(definition)
      await assert.rejects(async () => {
        const answer = await fetch(`${stack.url}/api/contact-center/historial`, { headers: { cookie: ana.credential.cookie, accept: 'text/csv' } })
        process.kill(largo(), 'SIGKILL')
        await answer.text()
      }, TypeError, 'nor does a browser take what a dead worker left, zipped, for whole')
    })
  })
})
