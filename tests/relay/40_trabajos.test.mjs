// cc-jobs: what was left for later is done, when it is due, whatever dies meanwhile.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Postgres } from '../stack/postgres.mjs'
import { Process } from '../stack/process.mjs'

const binaries = process.env.CC_TEST_BIN ?? new URL('../../build/bin', import.meta.url).pathname

describe('jobs', () => {
  let postgres, db, dir, jobs
  const another = (log) => new Process('cc-jobs', {
    command: [`${binaries}/cc-jobs`], log: `${dir}/${log}`, owner: postgres.owner,
    env: { CC_DB: db.conninfo, CC_CLAVE: randomBytes(32).toString('base64'), CC_LOG_NIVEL: 'depura', CC_JOBS_TANDA: '3', ASAN_OPTIONS: 'detect_leaks=1' }, ready: () => true,
  })
  before(async () => {
    postgres = await Postgres.start()
    db = await postgres.database('cc_plantilla')
    dir = mkdtempSync('/tmp/cc-j-')
    chownSync(dir, postgres.owner.uid, postgres.owner.gid)
    // A class whose work can be seen, and told to fail or to take its time: limpiar is replaced.
    await db.query(`
      CREATE TABLE cc.hecho_por (trabajo text, cuando timestamptz DEFAULT clock_timestamp());
      ALTER TABLE cc.hecho_por OWNER TO cc_owner;
      CREATE OR REPLACE FUNCTION cc.trabajo_promesa(seguimiento bigint) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO cc.hecho_por (trabajo) VALUES (seguimiento);
        IF seguimiento < 0 THEN RAISE division_by_zero; END IF;
        IF seguimiento > 1000000 THEN PERFORM pg_sleep((seguimiento - 1000000) / 1000.0); END IF;
      END $$;`)
    jobs = await another('jobs.log').start()
    await eventually(async () => Number(await db.value(`SELECT count(*) FROM cc.trabajo WHERE clase = 'limpiar' AND estado = 'hecho'`)) > 0)
  })
  after(async () => {
    await jobs?.stop()
    assert.doesNotMatch(jobs.log(), /Sanitizer|runtime error:/)
    await db?.drop()
    await postgres?.stop()
    if (dir) rmSync(dir, { recursive: true })
  })

  const path = 'SET search_path = cc, pg_catalog;'
  const leave = (n, interval = '0') => db.query(`${path} SELECT trabajo_programar('promesa_vence', '${n}', '{"seguimiento_id": ${n}}', now() + interval '${interval}')`)
  const times = async (n) => Number(await db.value(`SELECT count(*) FROM cc.hecho_por WHERE trabajo = '${n}'`))
  const state = (n) => db.value(`SELECT estado FROM cc.trabajo WHERE clase = 'promesa_vence' AND clave = '${n}' ORDER BY id DESC LIMIT 1`)

  test('what comes back by itself is armed and done at the start', async () => {
    await eventually(async () => Number(await db.value(`SELECT count(*) FROM cc.trabajo WHERE clase = 'particiones' AND estado = 'hecho'`)) === 1)
    assert.ok(Number(await db.value(`SELECT count(*) FROM pg_inherits WHERE inhparent = 'cc.evento_pbx'::regclass`)) >= 5)
  })

  test('due work is done, more than one claim holds too', async () => {
    await db.query(`${path} SELECT trabajo_programar('promesa_vence', n::text, json_build_object('seguimiento_id', n)::jsonb, now()) FROM generate_series(1, 20) n`)
    await eventually(async () => Number(await db.value(`SELECT count(*) FROM cc.hecho_por WHERE trabajo::int BETWEEN 1 AND 20`)) === 20)
    await eventually(async () => (await state(20)) === 'hecho')
  })

  test('work is done when it is due, not before', async () => {
    await leave(30, '1.5 seconds')
    await eventually(() => times(30))
    const late_ms = await db.value(`SELECT (extract(epoch FROM h.cuando - t.vence) * 1000)::int
      FROM cc.hecho_por h JOIN cc.trabajo t ON t.clave = h.trabajo WHERE t.clave = '30'`)
    assert.ok(late_ms >= 0, `${late_ms} ms`)
  })

  test('work without a hint is found by the poll', async () => {
    await db.query(`INSERT INTO cc.trabajo (clase, clave, datos) VALUES ('promesa_vence', '31', '{"seguimiento_id": 31}')`)
    await eventually(() => times(31))
  })

  test('what fails leaves nothing behind, is tried again after a second, and says why', async () => {
    await leave(-1)
    await eventually(async () => (await db.value(`SELECT intentos >= 2 AND estado = 'pendiente' AND trim(motivo) = '22012' FROM cc.trabajo WHERE clave = '-1'`)) === 't')
    assert.equal(await times(-1), 0)
    assert.match(jobs.log(), /"suceso":"trabajo_fallo".*"22012/)
  })

  test('a class that nobody does is no obstacle to others', async () => {
    await db.query(`${path} SELECT trabajo_programar('desconocida', 'x', '{}', now())`)
    await leave(32)
    await eventually(() => times(32))
    await eventually(async () => (await db.value(`SELECT motivo FROM cc.trabajo WHERE clase = 'desconocida'`)) === 'clase desconocida')
  })

  test('killed in the middle: the work is undone, and done once by whoever takes it back', async () => {
    await leave(1020000)
    await eventually(async () => (await state(1020000)) === 'tomado')
    await jobs.kill()
    await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'cc-jobs%'`)
    assert.equal(await times(1020000), 0)
    await db.query(`UPDATE cc.ejecutor SET visto = visto - interval '1 minute'; UPDATE cc.trabajo SET tomado = tomado - interval '1 minute', datos = '{"seguimiento_id": 33}' WHERE clave = '1020000'`)
    await jobs.start()
    await eventually(() => times(33))
    assert.equal(await times(33), 1)
  })

  test('two processes share the work; no job is done twice', async () => {
    const other = await another('otro.log').start()
    await db.query(`${path} SELECT trabajo_programar('promesa_vence', n::text, json_build_object('seguimiento_id', n)::jsonb, now()) FROM generate_series(100, 299) n`)
    await eventually(async () => Number(await db.value(`SELECT count(*) FROM cc.trabajo WHERE clave::text ~ '^[12]..$' AND estado = 'hecho'`)) === 200)
    assert.equal(Number(await db.value(`SELECT count(*) FROM cc.hecho_por WHERE trabajo::bigint BETWEEN 100 AND 299`)), 200)
    await other.stop()
  })

  test('its connection is cut again and again: everything is done in the end', async () => {
    for (let n = 40; n < 46; n++) {
      await leave(n)
      await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'cc-jobs%'`)
    }
    await eventually(async () => Number(await db.value(`SELECT count(*) FROM cc.trabajo WHERE clave ~ '^4[0-5]$' AND estado = 'hecho'`)) === 6)
  })

  test('asked to end, it finishes what it does and leaves without an error', async () => {
    await leave(1004000)
    await eventually(async () => (await state(1004000)) === 'tomado')
    assert.deepEqual(await jobs.stop(), { code: 0, signal: null })
    assert.equal(await state(1004000), 'hecho')
    await jobs.start()
  })
})
