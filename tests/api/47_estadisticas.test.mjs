// The figures: whatever calls there were, on days of 23, 24 and 25 hours, they are what counting the calls one by one gives.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { is_problem } from './problem.mjs'
import { Stack } from '../stack/stack.mjs'

/** mulberry32: the same seed gives the same calls. */
function dice(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { next, below: (n) => Math.floor(next() * n), one: (list) => list[Math.floor(next() * list.length)] }
}

const zonas = { madrid: 'Europe/Madrid', palmas: 'Atlantic/Canary' }
const relojes = Object.fromEntries(Object.values(zonas).map((timeZone) => [timeZone, new Intl.DateTimeFormat('en-CA', {
  timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', weekday: 'short' })]))
/** What the clock on the wall says: {dia, hora, dia_semana}. */
function reloj(ms, zona) {
  const parte = Object.fromEntries(relojes[zona].formatToParts(ms).map(({ type, value }) => [type, value]))
  return { dia: `${parte.year}-${parte.month}-${parte.day}`, hora: Number(parte.hour),
    dia_semana: 1 + ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parte.weekday) }
}

const MIN = 60_000, HORA = 3_600_000
const ENTRANTES = ['atendida', 'atendida', 'atendida', 'atendida', 'desviada', 'perdida_sin_respuesta', 'abandonada_en_cola', 'buzon_con_mensaje',
  'fuera_de_horario', 'abandonada_corta', 'bloqueada']
const PERDIDAS = ['perdida_sin_respuesta', 'abandonada_en_cola', 'buzon_con_mensaje', 'fuera_de_horario']
const numeros = Array.from({ length: 40 }, (_, i) => `+3460000${String(i).padStart(4, '0')}`)

/** Calls of some days around a change of the clocks, thick in the hours that come twice or not at all. */
function inventar(azar, medianoche_ms, cuantas, { clinicas, lineas, agentes, tipificaciones, centralita }) {
  return Array.from({ length: cuantas }, (_, i) => {
    const direccion = azar.one(['entrante', 'entrante', 'entrante', 'saliente', 'saliente', 'interna'])
    const resultado = direccion === 'entrante' ? azar.one(ENTRANTES) : direccion === 'interna' ? 'interna' : azar.one(['atendida', 'no_contesta', 'ocupado'])
    const inicio = azar.next() < 0.4 ? medianoche_ms + azar.below(5 * HORA) : medianoche_ms - 40 * HORA + azar.below(100 * HORA)
    const espera_s = azar.one([0, 5, 19, 20, 21, 40, 179, 180, 181, 400])
    const hablada = resultado === 'atendida' || resultado === 'desviada'
    const conversacion_s = resultado === 'atendida' ? azar.below(600) : 0
    return { raiz: `azar${medianoche_ms}-${i}`, clinica: azar.one(clinicas), centralita: azar.next() < 0.95 ? centralita : null, direccion, resultado,
      es_perdida: direccion === 'entrante' && PERDIDAS.includes(resultado), inicio, contestada: hablada ? inicio + espera_s * 1000 : null,
      fin: inicio + (espera_s + conversacion_s) * 1000, espera_s: azar.next() < 0.97 ? espera_s : null, conversacion_s,
      numero: direccion === 'interna' || azar.next() < 0.05 ? null : azar.one(numeros),
      linea: azar.one([...lineas, null]), cola: azar.one(['citas', 'urgencias', null]), agente: azar.one([...agentes, null]),
      tipificacion: azar.one([...tipificaciones, null]), fusionada: azar.next() < 0.02, viva: azar.next() < 0.02 }
  })
}

const tanto = (parte, todo) => (todo === 0 ? null : Math.round((1000 * parte) / todo) / 10)
const media = (numeros_) => (numeros_.length === 0 ? null : Math.round(numeros_.reduce((a, b) => a + b, 0) / numeros_.length))

function cifras(llamadas, umbral) {
  const entran = llamadas.filter((l) => l.direccion === 'entrante'), salen = llamadas.filter((l) => l.direccion === 'saliente')
  const contestada = (l) => l.resultado === 'atendida'
  const cuentan = entran.filter((l) => l.centralita && !['abandonada_corta', 'bloqueada', 'fuera_de_horario'].includes(l.resultado))
  const a_tiempo = cuentan.filter((l) => contestada(l) && l.espera_s !== null && l.espera_s <= umbral(l.clinica))
  const habladas = [...entran, ...salen].filter(contestada)
  const conversacion_s = habladas.reduce((suma, l) => suma + l.conversacion_s, 0)
  return { llamadas: llamadas.length, entrantes: entran.length, atendidas: entran.filter(contestada).length,
    perdidas: llamadas.filter((l) => l.es_perdida).length, salientes: salen.length, salientes_atendidas: salen.filter(contestada).length,
    internas: llamadas.filter((l) => l.direccion === 'interna').length,
    espera_media_s: media(entran.filter((l) => contestada(l) && l.espera_s !== null).map((l) => l.espera_s)), conversacion_s,
    conversacion_media_s: habladas.length === 0 ? null : Math.round(conversacion_s / habladas.length),
    cuentan: cuentan.length, a_tiempo: a_tiempo.length, nivel_servicio: tanto(a_tiempo.length, cuentan.length) }
}

/** {key: figures} of what `de` says of each call. */
function por(llamadas, umbral, de) {
  const grupos = new Map()
  for (const llamada of llamadas) {
    const clave = de(llamada)
    if (clave !== undefined) grupos.set(clave, [...(grupos.get(clave) ?? []), llamada])
  }
  return Object.fromEntries([...grupos].map(([clave, suyas]) => [clave, cifras(suyas, umbral)]))
}
/** The same of an answer; what nobody called in is left out. */
const dichas = (lista, de) => Object.fromEntries(lista.map((uno) => {
  const { dia: _dia, hora: _hora, dia_semana: _semana, inicio: _inicio, clinica: _clinica, linea: _linea, cola: _cola, agente: _agente,
    tipificacion: _tipificacion, direccion: _direccion, resultado: _resultado, ...resto } = uno
  return [de(uno), resto]
}).filter(([, resto]) => resto.llamadas > 0))

describe('figures', () => {
  let stack, sara, ana, todas, umbral, clinicas, demo
  const octubre = Date.parse('2026-10-25T00:00+02:00'), marzo = Date.parse('2027-03-28T00:00+01:00')
  before(async () => {
    stack = await Stack.start({ processes: ['api', 'nginx'] })
    sara = await stack.login('sara')
    ana = await stack.login('ana')
    clinicas = { madrid: Number(stack.demo.CC_DEMO_CLINICA_CENTRO), palmas: Number(stack.demo.CC_DEMO_CLINICA_PALMAS) }
    const columna = async (sql) => (await stack.db.query(sql)).map(([uno]) => Number(uno))
    demo = { clinicas: Object.values(clinicas), lineas: await columna('SELECT id FROM cc.linea'), agentes: await columna('SELECT id FROM cc.agente'),
      tipificaciones: (await columna('SELECT id FROM cc.tipificacion ORDER BY id')).slice(0, 3), centralita: (await columna('SELECT id FROM cc.centralita'))[0] }
    const admin = await stack.login('admin')
    const edited = await admin.patch(`/clinicas/${clinicas.palmas}`, { umbral_servicio_s: 40 }, { headers: { 'if-match': '*' } })
    assert.equal(edited.body.umbral_servicio_s, 40, edited.text)
    umbral = (clinica) => (clinica === clinicas.palmas ? 40 : 20)
    todas = [...inventar(dice(20261025), octubre, 1500, demo), ...inventar(dice(20270328), marzo, 1500, demo)]
    const texto = (valor) => (valor === null ? 'NULL' : `'${valor}'`), cuando = (ms) => (ms === null ? 'NULL' : `'${new Date(ms).toISOString()}'`)
    await stack.db.query(`INSERT INTO cc.llamada (grupo_id, clinica_id, centralita_id, raiz, direccion, estado, resultado, es_perdida, inicio, contestada, fin,
      espera_s, conversacion_s, numero, linea_id, cola, agente_id, tipificacion_id, fuente, cierre) VALUES ${todas.map((l) => `(${stack.demo.CC_DEMO_GRUPO},
      ${l.clinica}, ${l.centralita ?? 'NULL'}, '${l.raiz}', '${l.direccion}', '${l.viva ? 'en_curso' : 'finalizada'}', ${texto(l.viva ? null : l.resultado)}, ${l.es_perdida && !l.viva},
      ${cuando(l.inicio)}, ${cuando(l.contestada)}, ${cuando(l.fin)}, ${l.espera_s ?? 'NULL'}, ${l.conversacion_s}, ${texto(l.numero)}, ${l.linea ?? 'NULL'},
      ${texto(l.cola)}, ${l.agente ?? 'NULL'}, ${l.tipificacion ?? 'NULL'}, '${l.centralita ? 'pbx' : 'manual'}', ${l.viva ? 'NULL' : "'normal'"})`).join(',')};
      UPDATE cc.llamada SET fusionada_en = (SELECT min(id) FROM cc.llamada) WHERE raiz IN (${todas.filter((l) => l.fusionada).map((l) => `'${l.raiz}'`).join(',')})`)
    todas = todas.filter((l) => !l.fusionada && !l.viva)
  })
  after(() => stack?.stop())

  const zona_de = (clinica) => (clinica === clinicas.palmas ? zonas.palmas : zonas.madrid)
  /** Calls of the days from `desde` to `hasta`, both included, on the clock of their clinic. */
  const de_dias = (desde, hasta, cuales) => todas.filter((l) => {
    const { dia } = reloj(l.inicio, zona_de(l.clinica))
    return cuales.includes(l.clinica) && dia >= desde && dia <= hasta
  })

  function comparar(dicho, llamadas, { vigila, tope = umbral, cuales }) {
    const cuenta = (de) => por(llamadas, tope, de), alli = (l) => reloj(l.inicio, zona_de(l.clinica))
    assert.deepEqual(dicho.total, cifras(llamadas, tope))
    assert.deepEqual(dichas(dicho.por_hora, ({ hora }) => hora), cuenta((l) => alli(l).hora))
    assert.deepEqual(dichas(dicho.por_dia_semana, (uno) => uno.dia_semana), cuenta((l) => alli(l).dia_semana))
    assert.deepEqual(dichas(dicho.por_semana, (uno) => `${uno.dia_semana} ${uno.hora}`), cuenta((l) => `${alli(l).dia_semana} ${alli(l).hora}`))
    assert.deepEqual(dichas(dicho.por_dia, ({ dia }) => dia), cuenta((l) => alli(l).dia))
    if (dicho.por_tramo) assert.deepEqual(dichas(dicho.por_tramo, ({ inicio }) => Date.parse(inicio)), cuenta((l) => Math.floor(l.inicio / HORA) * HORA))
    assert.deepEqual(dichas(dicho.por_clinica, ({ clinica }) => clinica.id), cuenta((l) => l.clinica))
    assert.deepEqual(dichas(dicho.por_linea, ({ linea }) => linea?.id ?? null), cuenta((l) => l.linea))
    assert.deepEqual(dichas(dicho.por_cola, ({ cola }) => cola), cuenta((l) => l.cola))
    assert.deepEqual(dichas(dicho.por_agente, ({ agente }) => agente.id),
      cuenta((l) => (l.agente !== null && (l.resultado === 'atendida' || l.direccion !== 'entrante') && vigila(l) ? l.agente : undefined)))
    assert.deepEqual(dichas(dicho.por_tipificacion, ({ tipificacion }) => tipificacion?.id ?? null), cuenta((l) => l.tipificacion))
    assert.deepEqual(dichas(dicho.por_resultado, ({ direccion, resultado }) => `${direccion} ${resultado}`), cuenta((l) => `${l.direccion} ${l.resultado}`))
    // What the law counts.
    const recibidas = llamadas.filter((l) => l.direccion === 'entrante' && l.centralita && !['bloqueada', 'fuera_de_horario'].includes(l.resultado))
    const en_plazo = recibidas.filter((l) => l.resultado === 'atendida' && l.espera_s !== null && l.espera_s < 180).length
    assert.deepEqual([dicho.ley.recibidas, dicho.ley.en_plazo, dicho.ley.porcentaje], [recibidas.length, en_plazo, tanto(en_plazo, recibidas.length)])
    assert.equal(dicho.ley.cumple, recibidas.length === 0 ? null : en_plazo / recibidas.length >= 0.95)
    // The missed calls, each followed through all that came after it.
    const suerte = llamadas.filter((l) => l.es_perdida && l.numero).map((l) => {
      const luego = todas.filter((x) => x.numero === l.numero && x.inicio > l.inicio && ['atendida', 'desviada'].includes(x.resultado)).sort((a, b) => a.inicio - b.inicio)[0]
      return luego && { sentido: luego.direccion, tardo_s: Math.max(0, Math.round((luego.contestada - l.fin) / 1000)) }
    })
    const devueltas = suerte.filter((s) => s?.sentido === 'saliente').map((s) => s.tardo_s).sort((a, b) => a - b)
    const parte = (p) => devueltas[Math.ceil(p * devueltas.length) - 1] ?? null
    assert.deepEqual(dicho.devoluciones, { perdidas: suerte.length, devueltas: devueltas.length,
      volvieron: suerte.filter((s) => s?.sentido === 'entrante').length, pendientes: suerte.filter((s) => !s).length, mediana_s: parte(0.5), p90_s: parte(0.9) })
    // Who had to call again.
    const llaman = (l) => l.direccion === 'entrante' && l.numero && l.resultado !== 'bloqueada'
    const vuelven = llamadas.filter(llaman)
    const repetidas = vuelven.filter((l) => todas.some((x) => x !== l && llaman(x) && cuales.includes(x.clinica) && x.numero === l.numero
      && x.inicio < l.inicio && l.inicio - x.inicio <= dicho.recurrencia.dias * 24 * HORA))
    assert.deepEqual([dicho.recurrencia.llamadas, dicho.recurrencia.repetidas, dicho.recurrencia.numeros, dicho.recurrencia.numeros_repetidos],
      [vuelven.length, repetidas.length, new Set(vuelven.map((l) => l.numero)).size, new Set(repetidas.map((l) => l.numero)).size])
  }

  for (const [cambio, desde, hasta] of [['October', '2026-10-24', '2026-10-26'], ['March', '2027-03-27', '2027-03-29'], ['a winter between two changes', '2026-10-20', '2027-04-02']]) {
    for (const donde of ['madrid', 'palmas', 'both']) {
      test(`are a plain count of the calls: ${cambio}, ${donde}`, async () => {
        const cuales = donde === 'both' ? Object.values(clinicas) : [clinicas[donde]]
        const answer = await sara.get(`/estadisticas?desde=${desde}&hasta=${hasta}&recurrencia_dias=1${donde === 'both' ? '' : `&clinica_id=${cuales[0]}`}`)
        assert.equal(answer.status, 200, answer.text)
        const llamadas = de_dias(desde, hasta, cuales)
        assert.ok(llamadas.length > 300, `${llamadas.length}`)
        const papel = Object.fromEntries((await stack.db.query(`SELECT clinica_id, rol FROM cc.agente_clinica JOIN cc.agente a ON a.id = agente_id WHERE usuario = 'sara'`)))
        comparar(answer.body, llamadas, { cuales, vigila: (l) => ['supervisor', 'administrador'].includes(papel[l.clinica]) })
      })
    }
  }

  test('a threshold of the moment, moments instead of days, and another idea of calling again', async () => {
    const desde = '2026-10-25T02:30:00+02:00', hasta = '2026-10-25T02:30:00+01:00'
    const { body } = await sara.get(`/estadisticas?desde=${encodeURIComponent(desde)}&hasta=${encodeURIComponent(hasta)}&clinica_id=${clinicas.madrid}&umbral_s=180&recurrencia_dias=90`)
    const llamadas = todas.filter((l) => l.clinica === clinicas.madrid && l.inicio >= Date.parse(desde) && l.inicio < Date.parse(hasta))
    assert.ok(llamadas.length > 20, `${llamadas.length}`)
    comparar(body, llamadas, { cuales: [clinicas.madrid], vigila: () => true, tope: () => 180 })
    assert.equal(body.nivel_servicio.umbral_s, 180)
    assert.match(body.definiciones.nivel_servicio, /180 segundos/)
    assert.match(body.definiciones.recurrencia, /90 días/)
  })

  test('a day has the hours that its clock had: 25, 23, and in each zone its own', async () => {
    const tramos = async (dia, clinica) => (await sara.get(`/estadisticas?desde=${dia}&hasta=${dia}&clinica_id=${clinica}`)).body.por_tramo.map(({ inicio }) => inicio)
    const largo = await tramos('2026-10-25', clinicas.madrid), corto = await tramos('2027-03-28', clinicas.palmas)
    assert.deepEqual([largo.length, corto.length], [25, 23])
    assert.deepEqual(largo.slice(1, 4), ['2026-10-25T01:00:00+02:00', '2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00'])
    assert.deepEqual(corto.slice(0, 2), ['2027-03-28T00:00:00+00:00', '2027-03-28T02:00:00+01:00'])
    const { body } = await sara.get('/estadisticas?desde=2026-10-25&hasta=2026-10-25')
    assert.deepEqual([body.zona, body.por_tramo], [null, null], 'clinics that keep different times share no hours')
    assert.equal(body.por_dia.length, 1)
  })

  test('supervisors see their people, an agent themselves', async () => {
    const { body } = await ana.get('/estadisticas?desde=2026-10-24&hasta=2026-10-26')
    const yo = (await ana.get('/sesion')).body
    assert.deepEqual(body.por_agente.map(({ agente }) => agente.id), [yo.agente.id])
    comparar(body, de_dias('2026-10-24', '2026-10-26', yo.clinicas.map(({ id }) => id)), { cuales: yo.clinicas.map(({ id }) => id), vigila: (l) => l.agente === yo.agente.id })
    is_problem(await ana.get(`/estadisticas?clinica_id=${clinicas.palmas}`), 404)
  })

  test('today is what is asked for when nothing is, and a day without calls is a day of zeros', async () => {
    const { body } = await sara.get(`/estadisticas?clinica_id=${clinicas.madrid}`)
    assert.equal(body.desde, reloj(Date.now(), zonas.madrid).dia)
    assert.deepEqual([body.total.llamadas, body.total.nivel_servicio, body.ley.cumple, body.devoluciones.mediana_s], [0, null, null, null])
    assert.deepEqual([body.por_hora.length, body.por_dia_semana.length, body.por_dia.length], [24, 7, 1])
  })

  test('the law is named, and what each figure means is said', async () => {
    const { body } = await sara.get('/estadisticas')
    assert.deepEqual([body.ley.norma, body.ley.articulo, body.ley.plazo_s, body.ley.objetivo], ['Ley 10/2025, de 26 de diciembre', '8', 180, 95])
    assert.match(body.definiciones.ley, /Ley 10\/2025.*artículo 8.*95 %/)
    assert.match(body.definiciones.nivel_servicio, /los segundos que fija cada clínica/, 'where they differ')
    assert.equal(body.nivel_servicio.umbral_s, null)
  })

  test('as a table for a spreadsheet they are the same', async () => {
    const { body } = await sara.get(`/estadisticas?desde=2026-10-24&hasta=2026-10-26&clinica_id=${clinicas.madrid}`)
    const { text } = await sara.get(`/estadisticas?desde=2026-10-24&hasta=2026-10-26&clinica_id=${clinicas.madrid}&separador=;`, { headers: { accept: 'text/csv' } })
    const [nombres, ...filas] = text.trimEnd().split('\r\n').map((fila) => fila.split(';'))
    const de = (dimension) => filas.filter(([uno]) => uno === dimension).map((fila) => Object.fromEntries(nombres.map((nombre, i) => [nombre, fila[i]])))
    for (const nombre of Object.keys(body.total)) assert.equal(de('total')[0][nombre], String(body.total[nombre] ?? ''), nombre)
    assert.deepEqual(de('hora').map(({ valor, llamadas }) => [Number(valor), Number(llamadas)]), body.por_hora.map(({ hora, llamadas }) => [hora, llamadas]))
    assert.deepEqual(de('agente').map(({ nombre, conversacion_s }) => [nombre, Number(conversacion_s)]), body.por_agente.map(({ agente, conversacion_s }) => [agente.nombre, conversacion_s]))
    assert.deepEqual(de('tramo').length, 73)
  })

  test('a range is for the workers of what is long, today for those of the desk', async () => {
    const pools = () => [...stack.api.log().matchAll(/"ruta":"\/estadisticas".*"cola":"(\w+)"/g)].map(([, cola]) => cola)
    const before = pools().length
    for (const query of ['?desde=2026-10-25', '?umbral_s=30&desde=2026-10-25', '', `?clinica_id=${clinicas.madrid}`]) await sara.get(`/estadisticas${query}`)
    assert.deepEqual(pools().slice(before), ['largo', 'largo', 'api', 'api'])
  })

  test('what cannot be asked is refused by name', async () => {
    const refused = async (query, ...pointers) => assert.deepEqual(is_problem(await sara.get(`/estadisticas?${query}`), 422).errors.map(({ pointer }) => pointer), pointers)
    await refused('desde=2026-01-01&hasta=2027-02-06', '/hasta')
    assert.equal((await sara.get('/estadisticas?desde=2026-01-01&hasta=2027-02-04')).status, 200, '400 days may be asked for')
    await refused('desde=2026-01-02&hasta=2026-01-01', '/hasta')
    await refused('hasta=2026-01-01', '/desde')
    await refused('desde=ayer', '/desde')
    await refused('umbral_s=0', '/umbral_s')
    await refused('umbral_s=601&recurrencia_dias=91', '/umbral_s', '/recurrencia_dias')
    await refused('agrupar=hora', '/agrupar')
    is_problem(await sara.get('/estadisticas?clinica_id=999999'), 404)
    is_problem(await stack.client().get('/estadisticas'), 401)
  })
})
