// Whoever bridges a PBX, in a test's hand: takes orders as an executor does, and says by webhooks what becomes of the call.
import { eventually } from '../stack/eventually.mjs'

const CLASES = "('originar', 'colgar', 'transferir')"

export class Puente {
  static async start(stack) {
    const puente = new Puente()
    puente.stack = stack
    await puente.limpiar()
    return puente
  }

  async stop() {}

  /** As between two tests: nothing is being asked for, people may be called at any hour, the PBX dials. */
  async limpiar() {
    await this.#sql(`UPDATE cc.trabajo SET estado = 'anulado' WHERE clase IN ${CLASES} AND estado <> 'hecho';
      UPDATE cc.orden SET creada = creada - interval '1 hour'`)
    await this.ajustar({})
    await this.marca(true)
    await this.#sql(`SELECT cc.peticion_decir(o, 'vencida', '{}') FROM cc.orden o JOIN cc.llamada l ON l.id = o.llamada_id
      WHERE o.clase = 'originar' AND l.estado <> 'finalizada'`)
  }

  ajustar(ajustes) {
    const siempre = { silencio: ['00:00', '00:00'], fines_de_semana: true, festivos: true, intervalo_s: 0 }
    return this.#sql(`UPDATE cc.grupo SET ajustes = ajustes || '${JSON.stringify({ llamar: { ...siempre, ...ajustes } })}'`)
  }

  /** Whether the PBX dials for us. */
  async marca(si) {
    await this.#sql(`UPDATE cc.centralita SET version = version + 1, ajustes = '${si ? '{"url_ordenes": "https://pbx.example/ordenes"}' : '{}'}'`)
    await this.#avisar()
  }

  /** Whether it answers: the circuit breaker. */
  async disponible(si) {
    await this.#sql(`INSERT INTO cc.salida (destino, abierta, hasta, motivo, desde) SELECT 'centralita ' || id, ${!si}, now() + interval '1 hour', 'sin_conexion', now() FROM cc.centralita
      ON CONFLICT (destino) DO UPDATE SET abierta = excluded.abierta`)
    await this.#avisar()
  }

  /** A missed call of that number, to be returned. */
  async devolver(numero) {
    const llamada = this.stack.pbx.call({ de: numero, a: '911223344' })
    await llamada.offered()
    await llamada.say('buzon.empieza')
    await llamada.say('buzon.mensaje', { duracion_s: 5 })
    await llamada.ends()
  }

  pendientes() {
    return this.stack.db.value(`SELECT count(*) FROM cc.trabajo WHERE clase IN ${CLASES} AND estado = 'pendiente'`)
  }

  /** The next order of a kind, taken. */
  async recibe(clase = 'originar') {
    let trabajo
    await eventually(async () => {
      const tomados = await this.stack.db.query(`SELECT id FROM api.trabajo_tomar('jobs', 'puente', 9) WHERE clase = '${clase}'`)
      trabajo = tomados[0]?.[0]
      return trabajo !== undefined
    })
    const orden = await this.stack.db.value(`SELECT orden FROM api.orden_preparar(${trabajo})`)
    return this.#llamada(trabajo, orden)
  }

  #llamada(trabajo, orden) {
    const id = `P-${orden.peticion.slice(-6)}`
    const resultado = (cual, motivo = '') => this.#sql(`SELECT api.orden_resultado(${trabajo}, '${cual}', '${motivo}', NULL)`)
    const dice = (tipo, mas) => this.stack.pbx.event({ tipo, llamada: id, ...mas })
    return {
      id,
      orden,
      acepta: () => resultado('aceptada'),
      rechaza: motivo => resultado('rechazada', motivo),
      calla: () => resultado('incierta', 'sin_respuesta'),
      async suena() {
        const { extension, marcar, peticion } = orden
        await dice('llamada.ofrecida', { direccion: 'saliente', origen: extension, destino: marcar, peticion })
        await dice('tramo.suena', { extension })
      },
      async descuelga() {
        await dice('tramo.contesta', { extension: orden.extension })
        await dice('tramo.suena', { rol: 'externo', destino: orden.marcar })
      },
      contesta: () => dice('tramo.contesta', { rol: 'externo' }),
      termina: mas => dice('llamada.fin', mas),
    }
  }

  async #avisar() {
    await this.#sql(`SELECT cc.flujo_emitir(ARRAY(SELECT ROW(c.clinica_id, json_build_object('tema', 'panel', 'tipo', 'centralita', 'accion', 'actualizar',
      'cuerpo', cc.centralita_breve(c.id)))::cc.entrega FROM cc.centralita c))`)
  }

  #sql(sentencia) {
    return this.stack.db.query(`SET search_path = cc, pg_catalog; ${sentencia}`)
  }
}
