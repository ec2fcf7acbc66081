// The administrator's command line: what it makes works at once, what it refuses says why, secrets are seen once.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { Client } from '../stack/client.mjs'
import { eventually } from '../stack/eventually.mjs'
import { FakePbx } from '../stack/pbx.mjs'
import { Stack } from '../stack/stack.mjs'

describe('cc-admin', () => {
  let stack
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
  })
  after(() => stack?.stop())

  const run = (words, { input = '', env = {} } = {}) => {
    const { status, stdout, stderr } = spawnSync(`${stack.binaries}/cc-admin`, words.map(String), {
      input, encoding: 'utf8', env: { ...process.env, ...stack.env, ...env },
    })
    return { status, stdout, stderr }
  }
  /** Runs a command that must succeed; its answer. */
  const admin = (...words) => {
    const { status, stdout, stderr } = run(['--json', ...words])
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout)
  }
  const refused = (status, about, ...words) => {
    const answer = run(words)
    assert.equal(answer.status, status, answer.stderr)
    assert.match(answer.stderr, about)
    assert.equal(answer.stdout, '')
  }

  let grupo, clinica
  test('a group and a clinic are made, and listed', () => {
    grupo = admin('grupo', 'crear', '--nombre', 'Dental Norte').id
    clinica = admin('clinica', 'crear', '--grupo', grupo, '--nombre', 'Ñuñoa', '--zona', 'Atlantic/Canary')
    assert.equal(clinica.zona, 'Atlantic/Canary')
    assert.deepEqual(admin('clinica', 'listar', '--grupo', grupo).map(({ nombre }) => nombre), ['Ñuñoa'])
  })

  test('what is already there, unknown or misspelt is refused with the reason', () => {
    refused(1, /Ya hay un grupo/, 'grupo', 'crear', '--nombre', 'Dental Norte')
    refused(1, /No hay ningún grupo 999999/, 'clinica', 'crear', '--grupo', 999999, '--nombre', 'X')
    refused(1, /zona: No es una zona horaria/, 'clinica', 'crear', '--grupo', grupo, '--nombre', 'X', '--zona', 'Marte')
    refused(1, /rol agente, supervisor/, 'agente', 'crear', '--grupo', grupo, '--usuario', 'x1', '--nombre', 'X', '--clinica', `${clinica.id}:jefe`)
    refused(1, /no tiene ninguna clínica/, 'agente', 'crear', '--grupo', grupo, '--usuario', 'x1', '--nombre', 'X', '--clinica', '1:agente')
  })

  test('wrong usage is 2 and says what is missing or unknown', () => {
    refused(2, /falta --nombre/, 'grupo', 'crear')
    refused(2, /no conozco «--color»/, 'grupo', 'crear', '--nombre', 'X', '--color', 'rojo')
    refused(2, /le falta su valor/, 'grupo', 'crear', '--nombre')
    refused(2, /--grupo es un número entero/, 'clinica', 'listar', '--grupo', 'uno')
    assert.equal(run(['grupo', 'borrar']).status, 2)
    assert.equal(run(['--help']).status, 0)
    assert.match(run(['linea', 'crear', '--help']).stdout, /--etiqueta/)
  })

  test('no database is 3', () => {
    const { status, stderr } = run(['grupo', 'listar'], { env: { CC_DB: 'host=/nonexistent' } })
    assert.equal(status, 3)
    assert.match(stderr, /la base de datos no responde/)
  })

  test('an agent logs in with the password that was typed, and with no other once it is changed', async () => {
    const made = run(['--json', 'agente', 'crear', '--grupo', grupo, '--usuario', 'Nora', '--nombre', 'Nora Gil',
      '--clinica', `${clinica.id}:administrador`, '--clave-stdin'], { input: 'una clave larga\n' })
    assert.equal(made.status, 0, made.stderr)
    assert.deepEqual(Object.keys(JSON.parse(made.stdout)), ['id', 'usuario'], 'a typed password is not printed')
    assert.equal((await Client.login(stack.url, 'nora', 'una clave larga')).answer.status, 201)

    const { clave, sesiones_cerradas } = admin('agente', 'clave', '--usuario', 'nora')
    assert.match(clave, /^[A-Za-z0-9_-]{16}$/)
    assert.equal(sesiones_cerradas, 1)
    assert.equal((await Client.login(stack.url, 'nora', 'una clave larga')).answer.status, 401)
    assert.equal((await Client.login(stack.url, 'nora', clave)).answer.status, 201)
    assert.equal(run(['agente', 'clave', '--usuario', 'nora', '--clave-stdin'], { input: 'corta\n' }).status, 2)
  })

  test('a centralita is known by its address and secret at once; rotated, both secrets are good, then the last two', async () => {
    const { id, publico, secreto, url } = admin('centralita', 'crear', '--grupo', grupo, '--clinica', clinica.id,
      '--nombre', 'PBX', '--adaptador', 'generica')
    assert.equal(url, `${stack.url}/api/contact-center/webhooks/${publico}`)
    const rings = (llamada) => ({ tipo: 'tramo.suena', llamada, direccion: 'entrante', origen: '699000111', extension: '11' })
    const post = async (secret, llamada) => (await new FakePbx({ url: stack.url, publico, secreto: secret }).event(rings(llamada))).status
    assert.equal(await post(secreto, 'a1'), 200)
    const second = admin('centralita', 'rotar', '--centralita', id).secreto
    await eventually(async () => (await post(second, 'a2')) === 200) // a worker doubts what it fetched 2 s ago
    assert.equal(await post(secreto, 'a3'), 200)
    const third = admin('centralita', 'rotar', '--centralita', id).secreto
    await eventually(async () => (await post(third, 'a4')) === 200)
    assert.deepEqual([await post(second, 'a5'), await post(secreto, 'a6')], [200, 401])
    const [[sellado]] = await stack.db.query(`SELECT encode(secretos[1], 'escape') AS sellado FROM cc.centralita WHERE id = ${id}`)
    assert.ok(!sellado.includes('whsec_'), 'the secret is kept sealed')
  })

  test('an extension, a line, a patient and a key are made; numbers are brought to one form', async () => {
    const [{ id: centralita }] = admin('centralita', 'listar', '--grupo', grupo)
    assert.equal(admin('extension', 'crear', '--centralita', centralita, '--numero', '11', '--compartida').numero, '11')
    assert.equal(admin('linea', 'crear', '--centralita', centralita, '--numero', '928 00 11 22').numero, '+34928001122')
    refused(1, /numero: No es un número de teléfono/, 'linea', 'crear', '--centralita', centralita, '--numero', 'citas')
    const patient = admin('paciente', 'crear', '--grupo', grupo, '--clinica', clinica.id, '--nombre', 'Íñigo', '--telefono', '0034 699-000-111',
      '--telefono', '928 00 22 33', '--erp-ref', 'N-1')
    assert.deepEqual(patient.telefonos, ['+34699000111', '+34928002233'])
    refused(1, /Ya hay un paciente/, 'paciente', 'crear', '--grupo', grupo, '--clinica', clinica.id, '--nombre', 'Otro', '--erp-ref', 'N-1')

    const { token, id } = admin('clave', 'crear', '--grupo', grupo, '--nombre', 'ERP', '--ambitos', 'pacientes:leer,llamadas:leer')
    const erp = stack.client({ key: token })
    const found = await erp.get('/paciente?numero=699000111')
    assert.deepEqual(found.body.elementos.map(({ erp_ref }) => erp_ref), ['N-1'])
    const rotada = admin('clave', 'rotar', '--clave', id, '--horas', '1')
    assert.deepEqual([await erp.get('/paciente?q=xyz'), await stack.client({ key: rotada.token }).get('/paciente?q=xyz')].map(({ status }) => status), [200, 200])
    refused(1, /dos tokens vivos/, 'clave', 'rotar', '--clave', id)
    admin('clave', 'revocar', '--clave', id)
    refused(1, /revocada/, 'clave', 'rotar', '--clave', id)
    assert.equal((await erp.get('/paciente?numero=699000111')).status, 401)
    refused(1, /Ámbitos posibles/, 'clave', 'crear', '--grupo', grupo, '--nombre', 'X', '--ambitos', 'todo')
    const corta = admin('clave', 'crear', '--grupo', grupo, '--nombre', 'Corta', '--ambitos', 'pacientes:leer', '--clinica', clinica.id, '--caduca', '2099-01-31')
    assert.deepEqual(await stack.db.query(`SELECT clinicas = '{${clinica.id}}', caduca::date::text FROM cc.clave_api WHERE id = ${corta.id}`), [['t', '2099-01-31']])
    refused(1, /caducidad/, 'clave', 'crear', '--grupo', grupo, '--nombre', 'X', '--ambitos', 'pacientes:leer', '--caduca', 'nunca')
    refused(1, /caduca: Ya ha pasado/, 'clave', 'crear', '--grupo', grupo, '--nombre', 'X', '--ambitos', 'pacientes:leer', '--caduca', '2020-01-01')
    refused(1, /ninguna clínica/, 'clave', 'crear', '--grupo', grupo, '--nombre', 'X', '--ambitos', 'pacientes:leer', '--clinica', '1')
  })

  test('what the dashboard configures, it can too: lines, telephones, queues, hours, holidays, dispositions, people', () => {
    const [{ id: centralita }] = admin('centralita', 'listar', '--grupo', grupo)
    const linea = admin('linea', 'crear', '--centralita', centralita, '--numero', '928001133', '--saliente', '--preferida').id
    const edited = admin('linea', 'editar', '--linea', linea, '--etiqueta', 'Citas', '--preferida', 'no')
    assert.deepEqual([edited.etiqueta, edited.saliente, edited.preferida], ['Citas', true, false])
    assert.deepEqual(admin('linea', 'quitar', '--linea', linea), { id: linea, quitada: true })
    refused(1, /No existe esa línea/, 'linea', 'editar', '--linea', linea, '--etiqueta', 'x')
    refused(1, /saliente: Un móvil no puede.*TDF/, 'linea', 'crear', '--centralita', centralita, '--numero', '612000009', '--saliente')
    refused(2, /--activa es si o no/, 'linea', 'editar', '--linea', linea, '--activa', 'quizás')

    const extension = admin('extension', 'crear', '--centralita', centralita, '--numero', '12').id
    assert.equal(admin('extension', 'editar', '--extension', extension, '--compartida', 'sí').compartida, true)
    assert.equal(admin('extension', 'quitar', '--extension', extension).quitada, true)

    const cola = admin('cola', 'crear', '--centralita', centralita, '--nombre', 'citas').id
    admin('cola', 'editar', '--cola', cola, '--etiqueta', 'Pedir cita')
    assert.deepEqual(admin('cola', 'listar', '--centralita', centralita).map(({ etiqueta }) => etiqueta), ['Pedir cita'])
    assert.equal(admin('cola', 'quitar', '--cola', cola).quitada, true)

    const week = admin('horario', 'poner', '--clinica', clinica.id, '--franja', '1-3 09:00-14:00', '--franja', '6 10:00-13:00')
    assert.deepEqual(week.map(({ dia_semana, abre, cierra }) => `${dia_semana} ${abre}-${cierra}`),
      ['1 09:00-14:00', '2 09:00-14:00', '3 09:00-14:00', '6 10:00-13:00'])
    assert.deepEqual(admin('horario', 'ver', '--clinica', clinica.id), week)
    refused(1, /No se entiende «lunes»/, 'horario', 'poner', '--clinica', clinica.id, '--franja', 'lunes')
    refused(1, /franjas\/1: Se solapa/, 'horario', 'poner', '--clinica', clinica.id, '--franja', '1 09:00-14:00', '--franja', '1 13:00-15:00')
    assert.deepEqual(admin('horario', 'poner', '--clinica', clinica.id), [], 'without ranges, always open')

    const festivo = admin('festivo', 'crear', '--clinica', clinica.id, '--dia', '2026-12-25', '--nombre', 'Navidad').id
    assert.deepEqual(admin('festivo', 'listar', '--clinica', clinica.id).map(({ dia, nombre }) => `${dia} ${nombre}`), ['2026-12-25 Navidad'])
    assert.equal(admin('festivo', 'quitar', '--festivo', festivo).quitada, true)

    const tipificacion = admin('tipificacion', 'crear', '--grupo', grupo, '--etiqueta', 'Cita nueva').id
    assert.equal(admin('tipificacion', 'editar', '--tipificacion', tipificacion, '--orden', 7).orden, 7)
    assert.equal(admin('tipificacion', 'listar', '--grupo', grupo).length, 1)
    assert.equal(admin('tipificacion', 'quitar', '--tipificacion', tipificacion).quitada, true)

    assert.equal(admin('grupo', 'editar', '--grupo', grupo, '--url-ficha', 'https://erp.example/{ref}', '--pacientes-compartidos', 'no').pacientes_compartidos, false)
    refused(1, /url_cita: Debe empezar/, 'grupo', 'editar', '--grupo', grupo, '--url-cita', 'ftp://x')
    assert.equal(admin('clinica', 'editar', '--clinica', clinica.id, '--abandono-corto-s', 20, '--postllamada', 'si').abandono_corto_s, 20)
    const otra = admin('clinica', 'crear', '--grupo', grupo, '--nombre', 'Otra')
    assert.equal(admin('clinica', 'quitar', '--clinica', otra.id).activa, false)
  })

  test('people: another name, other roles, gone; whoever administers all goes on doing so in a new clinic', async () => {
    const person = (usuario) => admin('agente', 'listar', '--grupo', grupo).find((one) => one.usuario === usuario)
    const nueva = admin('clinica', 'crear', '--grupo', grupo, '--nombre', 'Nueva')
    assert.equal(person('nora').clinicas[nueva.id], 'administrador')
    admin('agente', 'crear', '--grupo', grupo, '--usuario', 'leo', '--nombre', 'Leo', '--clinica', `${clinica.id}:agente`)
    const roles = admin('agente', 'editar', '--usuario', 'leo', '--usuario-nuevo', 'leonor', '--clinica', `${nueva.id}:delegado`)
    assert.deepEqual([roles.usuario, roles.clinicas], ['leonor', [{ clinica_id: nueva.id, rol: 'delegado' }]])
    assert.equal(admin('agente', 'quitar', '--usuario', 'leonor').activo, false)
    assert.equal(admin('agente', 'editar', '--usuario', 'leonor', '--activo', 'si').activo, true)
    refused(1, /sin nadie que la administre/, 'agente', 'quitar', '--usuario', 'nora')
    refused(1, /No se entiende «1:jefe»/, 'agente', 'editar', '--usuario', 'leonor', '--clinica', '1:jefe')
    refused(1, /No hay ningún agente/, 'agente', 'quitar', '--usuario', 'nadie')
    const trail = admin('auditoria', 'listar', '--grupo', grupo, '--objeto', 'agente')
    assert.deepEqual(trail.slice(0, 2).map(({ quien, accion }) => `${quien} ${accion}`), ['cc-admin admin.agente.editar', 'cc-admin admin.agente.editar'])
    refused(1, /desde: Debe ser una fecha/, 'auditoria', 'listar', '--grupo', grupo, '--desde', 'ayer')
  })

  test('a simulated call goes through the real webhook, from its ring to its end', async () => {
    const file = `${stack.dir}/secreto`
    writeFileSync(file, `${stack.demo.CC_DEMO_SECRETO}\n`)
    const words = ['simular', 'llamada', '--centralita', stack.demo.CC_DEMO_CENTRALITA, '--secreto-archivo', file, '--de', '612345678', '--a', '911223344']
    const { llamada, sucesos } = admin(...words, '--extension', '101', '--extension', '102', '--contesta', '102', '--cuelga')
    assert.deepEqual(sucesos.map(({ tipo, estado }) => `${tipo} ${estado}`),
      ['llamada.ofrecida 200', 'tramo.suena 200', 'tramo.suena 200', 'tramo.contesta 200', 'llamada.fin 200'])
    assert.deepEqual(await stack.db.query(`SELECT estado, resultado, extension FROM cc.llamada WHERE raiz = '${llamada}'`),
      [['finalizada', 'atendida', '102']])
    writeFileSync(file, 'whsec_AAAA\n')
    assert.equal(run(words.concat('--extension', '101')).status, 1, 'a wrong secret is refused')
  })

  test('without --json it is a table for people', () => {
    const [head, ...rows] = run(['extension', 'listar', '--centralita', '1']).stdout.trimEnd().split('\n')
    assert.match(head, /^id {2,}centralita_id {2,}clinica_id {2,}numero/)
    assert.equal(rows.length, 4)
  })

  describe('PBXs of other makers', () => {
    const file = (name, text) => {
      writeFileSync(`${stack.dir}/${name}`, text)
      return `${stack.dir}/${name}`
    }
    const create = (nombre, adaptador, ...more) => ['centralita', 'crear', '--grupo', grupo, '--clinica', clinica.id, '--nombre', nombre, '--adaptador', adaptador, ...more]

    test('what the adapter asks for is judged before anything is made', () => {
      refused(2, /no existe el adaptador ninguno; hay: generica asterisk .*zammad/, ...create('X', 'ninguno'))
      refused(2, /falta --secreto-archivo: El Auth Token/, ...create('X', 'twilio', '--ajustes-archivo', file('cuenta.json', `{"cuenta":"AC${'0'.repeat(32)}"}`)))
      refused(2, /ajustes\/cuenta: falta/, ...create('X', 'twilio', '--secreto-archivo', file('token', '0123456789abcdef\n')))
      refused(2, /ajustes\/otro: no es un ajuste/, ...create('X', 'zammad', '--ajustes-archivo', file('otro.json', '{"otro":1}')))
      refused(2, /no es JSON/, ...create('X', 'zammad', '--ajustes-archivo', file('roto.json', '{')))
      refused(2, /se crea aquí/, ...create('X', 'zammad', '--secreto-archivo', file('token', 'x')))
      refused(2, /no se puede leer/, ...create('X', 'zammad', '--ajustes-archivo', '/no/hay'))
    })

    test('the vendor’s secret and credential come from files, and are stored sealed', async () => {
      const made = admin(...create('Zadarma', 'zadarma', '--secreto-archivo', file('token', 'el-secreto-de-zadarma\n'), '--credencial-archivo', file('clave', 'key:secret\n')))
      assert.equal(made.secreto, undefined)
      assert.match(made.url, /\/webhooks\/[\w-]{22}$/)
      assert.equal(await stack.db.value(`SELECT cardinality(secretos) = 1 AND octet_length(credencial) = 50 AND position('zadarma' IN encode(secretos[1], 'escape')) = 0
        FROM cc.centralita WHERE id = ${made.id}`), 't')
      const rotated = admin('centralita', 'rotar', '--centralita', made.id, '--secreto-archivo', file('token', 'otro-secreto-de-zadarma\n'))
      assert.deepEqual([rotated.secretos, rotated.secreto], [2, undefined])
      const fields = { event: 'NOTIFY_START', pbx_call_id: 'in_9', caller_id: '34612345678', called_did: '34911223344', call_start: '2026-03-10 10:15:00' }
      for (const [secret, status] of [['el-secreto-de-zadarma', 200], ['otro-secreto-de-zadarma', 200], ['uno-cualquiera', 401]]) {
        const mac = createHmac('sha1', secret).update(fields.caller_id + fields.called_did + fields.call_start).digest('hex')
        const answer = await fetch(made.url, { method: 'POST', body: new URLSearchParams(fields), headers: { signature: Buffer.from(mac).toString('base64') } })
        assert.equal(answer.status, status, secret)
      }
    })

    test('what was not understood is listed, and read again with the settings of now', async () => {
      const mapping = { campos: { evento: 'e', llamada: 'otro_nombre' }, eventos: { fin: 'llamada.fin' }, momento: 'recibido' }
      const made = admin(...create('Mapa', 'plantilla', '--ajustes-archivo', file('mapa.json', JSON.stringify(mapping))))
      for (const id of ['m-1', 'm-2', 'm-3']) {
        const answer = await fetch(made.url_con_secreto, { method: 'POST', body: JSON.stringify({ e: 'fin', id }), headers: { 'content-type': 'application/json' } })
        assert.equal(answer.status, 200)
      }
      assert.equal((await fetch(made.url, { method: 'POST', body: '{}' })).status, 401)
      assert.deepEqual(admin('entrega', 'listar', '--centralita', made.id).map(({ veredicto }) => veredicto), ['rechazada', 'cuarentena', 'cuarentena', 'cuarentena'])
      const still = admin('entrega', 'repetir', '--centralita', made.id)
      assert.deepEqual([still.repetidas, still.aplicadas, still.siguen.map(({ motivo }) => motivo)], [3, 0, Array(3).fill('1: llamada: falta')])
      await stack.db.query(`UPDATE cc.centralita SET version = version + 1, ajustes = jsonb_set(ajustes, '{campos,llamada}', '"id"') WHERE id = ${made.id}`)
      assert.deepEqual(admin('entrega', 'repetir', '--centralita', made.id), { repetidas: 3, aplicadas: 3, siguen: [] })
      assert.equal(await stack.db.value(`SELECT count(DISTINCT llamada) FROM cc.hecho WHERE centralita_id = ${made.id}`), 3)
      assert.deepEqual(admin('entrega', 'repetir', '--centralita', made.id), { repetidas: 0, aplicadas: 0, siguen: [] })
      const [, one] = admin('entrega', 'listar', '--centralita', made.id)
      assert.deepEqual(admin('entrega', 'repetir', '--centralita', made.id, '--entrega', one.id), { repetidas: 1, aplicadas: 1, siguen: [] })
      refused(1, /No hay ninguna centralita 999999/, 'entrega', 'listar', '--centralita', 999999)
      assert.match(run(['entrega', 'repetir', '--centralita', 999999]).stderr, /No hay ninguna centralita 999999/)
    })
  })

  test('what was given up is listed with its reason, and tried again', async () => {
    const id = await stack.db.value(`INSERT INTO cc.trabajo (clase, clave, estado, motivo, intentos, terminado) VALUES ('limpiar', 'x', 'muerto', '57014', 6, now()) RETURNING id`)
    const [dead] = admin('trabajo', 'listar', '--clase', 'limpiar')
    assert.deepEqual([dead.id, dead.estado, dead.motivo, dead.intentos], [id, 'muerto', '57014', 6])
    const again = admin('trabajo', 'repetir', '--trabajo', id)
    assert.deepEqual([again.id, again.estado, again.intentos], [id, 'pendiente', 0])
    refused(1, /está pendiente y es de clase limpiar/, 'trabajo', 'repetir', '--trabajo', id)
    refused(1, /No hay ningún trabajo 999999/, 'trabajo', 'repetir', '--trabajo', 999999)
    const order = await stack.db.value(`INSERT INTO cc.trabajo (clase, clave, estado, terminado) VALUES ('originar', 'x', 'muerto', now()) RETURNING id`)
    refused(1, /es de clase originar: no se repite/, 'trabajo', 'repetir', '--trabajo', order)
  })
})
