// cc-admin paciente importar: patients from whatever wrote the file.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../stack/eventually.mjs'
import { Stack } from '../stack/stack.mjs'

describe('cc-admin paciente importar', () => {
  let stack, file, clinica
  before(async () => {
    stack = await Stack.start({ processes: [] })
    clinica = stack.demo.CC_DEMO_CLINICA_CENTRO
    file = `${stack.dir}/pacientes.csv`
  })
  after(() => stack?.stop())

  const words = (...more) => ['paciente', 'importar', '--grupo', stack.demo.CC_DEMO_GRUPO, '--clinica', clinica, ...more]
  /** The report, with what was said on the way. */
  function load(content, ...more) {
    writeFileSync(file, content)
    const { status, stdout, stderr } = spawnSync(`${stack.binaries}/cc-admin`, ['--json', ...words('--archivo', file, ...more)],
      { encoding: 'utf8', env: { ...process.env, ...stack.env } })
    return { status, stderr, ...(stdout ? JSON.parse(stdout) : {}) }
  }
  const counts = ({ status, lineas, creados, actualizados, fallidos }) => [status, lineas, creados, actualizados, fallidos]
  const one = (ref) => stack.db.query(`SELECT p.nombre, p.apellidos, p.nacimiento::text, p.dni, p.saldo_cent::text, p.no_llamar::text,
      (SELECT string_agg(t.clave || ' ' || t.etiqueta, ', ' ORDER BY t.id) FROM cc.paciente_telefono t WHERE t.paciente_id = p.id AND t.hasta IS NULL)
    FROM cc.paciente p WHERE p.erp_ref = '${ref}'`).then(([row]) => row)
  const latin1 = (text) => Buffer.from(text, 'latin1')

  test('headings are known by what they are usually called; what is quoted may hold anything', async () => {
    const report = load(`Código;Nombre;Apellidos;F. Nacimiento;NIF;Teléfono;Móvil;Saldo;No llamar;Color\r
I-1;José María;"Núñez; ""el Niño""";31/12/1980;12345678z;912 00 11 22;655 90 00 01;1.234,56;sí;azul\r
I-2;Íñigo;"De dos
líneas";1979-02-03;;;+34655900002;-0,5;no;\r
\r
I-3;Solo;;;;;;;;\r
`)
    assert.deepEqual(counts(report), [0, 3, 3, 0, 0], report.stderr)
    assert.deepEqual(report.sin_usar, ['Color'])
    assert.deepEqual(await one('I-1'), ['José María', 'Núñez; "el Niño"', '1980-12-31', '12345678Z', '123456', 'true', '+34912001122 Teléfono, +34655900001 Móvil'])
    assert.deepEqual(await one('I-2'), ['Íñigo', 'De dos\nlíneas', '1979-02-03', '', '-50', 'false', '+34655900002 Móvil'])
    assert.deepEqual(await one('I-3'), ['Solo', '', '', '', '', 'false', ''])
  })

  test('again changes nothing but what changed', async () => {
    const report = load('codigo,nombre,movil\nI-1,José,655900001\nI-9,Nueva,655900009\n')
    assert.deepEqual(counts(report), [0, 2, 1, 1, 0])
    assert.equal((await one('I-1'))[0], 'José')
  })

  test('UTF-8 with its mark, without, Latin-1, tabs: the same patients', async () => {
    const text = 'codigo;nombre;apellidos\nE-1;Begoña;Peñalver Güell\n'
    for (const [content, more] of [['\uFEFF' + text, []], [text, []], [latin1(text), []], [latin1(text), ['--letras', 'latin1']], [text.replaceAll(';', '\t'), []],
      [text.replaceAll(';', ','), []], [text.replaceAll(';', '|'), ['--separador', '|']], [text.replaceAll(';', '\t'), ['--separador', 'tab']]]) {
      await stack.db.query(`DELETE FROM cc.paciente WHERE erp_ref = 'E-1'`)
      assert.deepEqual(counts(load(content, ...more)), [0, 1, 1, 0, 0])
      assert.deepEqual((await one('E-1')).slice(0, 2), ['Begoña', 'Peñalver Güell'])
    }
    assert.deepEqual(counts(load(Buffer.from('codigo;nombre\nE-2;\x80 \x93Pepe\x94\n', 'latin1'))), [0, 1, 1, 0, 0])
    assert.equal((await one('E-2'))[0], '€ “Pepe”')
    const strict = load(latin1(text), '--letras', 'utf8')
    assert.deepEqual(counts(strict), [1, 1, 0, 0, 1])
    assert.match(strict.errores[0].detail, /UTF-8/)
  })

  test('a bad line is told by its number in the file and stops nobody', async () => {
    const report = load(`codigo;nombre;nacimiento;movil
B-1;Bien;;
;Sin referencia;;
B-3;"con
salto";31/02/1980;
B-4;;;
B-5;Tel;;citas
B-6;Bien;;
`)
    assert.deepEqual(counts(report), [1, 6, 2, 0, 4])
    assert.deepEqual(report.errores.map(({ linea, errors }) => [linea, errors.map(({ pointer }) => pointer).join()]),
      [[3, '/erp_ref'], [4, '/nacimiento'], [6, '/nombre'], [7, '/telefonos/0/numero']])
    assert.match(report.stderr, /línea 6: Hay datos que no son válidos\.\n {2}nombre: /)
  })

  test('what is no table is said where it is', () => {
    const open = load('codigo;nombre\nC-1;"sin cerrar\nC-2;x\n')
    assert.deepEqual(counts(open), [1, 1, 0, 0, 1])
    assert.deepEqual([open.errores[0].linea, /comillas/.test(open.errores[0].detail)], [2, true])
    const long = load(`codigo;nombre\nC-3;${'x'.repeat(70_000)}\nC-4;Sí\n`)
    assert.deepEqual(counts(long), [1, 2, 1, 0, 1])
    assert.deepEqual(counts(load(`codigo;nombre\nC-5;a\0b\nC-6;Sí\n`)), [1, 2, 1, 0, 1])
    assert.deepEqual(counts(load(`codigo;nombre;x\nC-7;${'y;'.repeat(300)}\nC-8;Sí;;;\n`)), [1, 2, 1, 0, 1])
    assert.deepEqual(counts(load('codigo;nombre\n')), [0, 0, 0, 0, 0])
  })

  test('columns are what one says they are', async () => {
    const content = 'clave_int;cliente;id;tlf1;tlf2\nM-1;Pilar;77;655900031;655900032\n'
    const options = ['--columna', 'erp_ref=CLAVE_INT', '--columna', 'nombre=Cliente', '--columna', 'telefono=tlf1', '--columna', 'telefono=tlf2', '--columna', '-=id']
    assert.deepEqual(counts(load(content, ...options)), [0, 1, 1, 0, 0])
    assert.deepEqual((await one('M-1')).at(-1), '+34655900031 tlf1, +34655900032 tlf2')
    const mapping = `${stack.dir}/columnas`
    writeFileSync(mapping, '# del programa anterior\nerp_ref=clave_int\n\nnombre=cliente\n-=id\n')
    assert.deepEqual(counts(load(content, '--columnas', mapping)), [0, 1, 0, 1, 0])
  })

  test('what cannot be done is refused before anything is read', () => {
    for (const [content, more, about] of [
      ['nombre;movil\nX;1\n', [], /falta la columna erp_ref[\s\S]*nombre\n {2}movil/], ['codigo;movil\nX;1\n', [], /falta la columna nombre/],
      ['codigo;id;nombre\n1;2;x\n', [], /otra columna ya es lo mismo/], ['codigo;nombre\n', ['--columna', 'color=nombre'], /miembro=Cabecera/],
      ['codigo;nombre\n', ['--columna', 'dni=NIF'], /no tiene esa columna/], ['codigo;nombre\n', ['--separador', 'x'], /separador/],
      ['codigo;nombre\n', ['--letras', 'ebcdic'], /letras/], ['codigo;nombre\n', ['--columnas', '/no/hay'], /No such file/], ['', [], /vacío/],
    ]) {
      const { status, stderr } = load(content, ...more)
      assert.equal(status, 2, stderr)
      assert.match(stderr, about)
    }
    const other = load('codigo;nombre\nZ-1;x\n', '--grupo', '99')
    assert.deepEqual([other.status, /No hay ningún grupo 99/.test(other.stderr)], [1, true])
    assert.deepEqual(counts(load('codigo;nombre\nZ-1;x\n', '--clinica', '9999')), [1, 1, 0, 0, 1])
  })

  test('a rehearsal tells the same and writes nothing', async () => {
    const content = 'codigo;nombre;nacimiento\nS-1;Una;\nS-2;Dos;nunca\nI-1;Otro;\n'
    const count = () => stack.db.value('SELECT count(*) || max(version)::text || (SELECT count(*) FROM cc.auditoria) FROM cc.paciente')
    const before_it = await count()
    const rehearsal = load(content, '--simulacro')
    assert.equal(await count(), before_it)
    assert.deepEqual([rehearsal.simulacro, ...counts(rehearsal)], [true, 1, 3, 1, 1, 1])
    assert.deepEqual(counts(load(content)), counts(rehearsal))
  })

  test('many rows pass in flat memory, from the standard input too', async () => {
    const rows = Number(process.env.FILAS ?? 3000)
    const child = spawn(`${stack.binaries}/cc-admin`, ['--json', ...words('--archivo', '-')], { env: { ...process.env, ...stack.env }, stdio: ['pipe', 'pipe', 'inherit'] })
    let text = '', peak_kb = 0
    child.stdout.on('data', (piece) => { text += piece })
    const ended = new Promise((resolve) => child.on('close', resolve))
    child.stdin.write('codigo;nombre;apellidos;movil\n')
    for (let n = 1; n <= rows; n++) {
      if (!child.stdin.write(`F-${n};Nombre;Apellido ${n};+346${String(20000000 + n)}\n`)) await new Promise((resolve) => child.stdin.once('drain', resolve))
    }
    await eventually(async () => Number(await stack.db.value(`SELECT count(*) FROM cc.paciente WHERE erp_ref LIKE 'F-%'`)) > rows / 2, { seconds: 120, every_ms: 200 })
      .catch((error) => { child.kill('SIGKILL'); throw error })
    peak_kb = Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1])
    child.stdin.end()
    assert.equal(await ended, 0)
    assert.deepEqual([JSON.parse(text).lineas, JSON.parse(text).creados], [rows, rows])
    if (!/asan/.test(stack.binaries)) assert.ok(peak_kb < 30_000, `${peak_kb} kB`)
  })
})
