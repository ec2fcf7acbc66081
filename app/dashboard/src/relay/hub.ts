/**
 * The hub: one per browser profile, in the SharedWorker or in the leading tab. It holds the connection and the state,
 * puts everybody's actions in one order and repeats them to every tab.
 */
import { direccion, fijarRaiz, llamarApi, pedir } from '../lib/api.ts'
import {
  centralitasSchema,
  detalleSchema,
  fichaSchema,
  llamadasSchema,
  type Posiciones,
  presenciasSchema,
  seguimientosSchema,
} from '../lib/shapes.ts'
import type { Accion } from './actions.ts'
import { fichasQueFaltan, tarjetasQueFaltan } from './missing.ts'
import { reducir } from './reducer.ts'
import { type Conexion, conectar } from './socket.ts'
import { type Estado, estado_inicial, type Memoria } from './state.ts'
import { conocido, eventos } from './table.ts'

/** What a tab says to the hub. `tab` names it for as long as it lives. */
export type AlHub =
  | { tipo: 'entrar'; tab: string; endpoint: string; agente_id: number; memoria: Memoria; enfocada: boolean }
  | { tipo: 'accion'; accion: Accion }
  | { tipo: 'foco'; tab: string; enfocada: boolean }
  | { tipo: 'despertar' }
  /** The person logged out: the connection ends now, for every tab. */
  | { tipo: 'salir' }
  | { tipo: 'adios'; tab: string }

/** What the hub says to the tabs: everything once, then each action. */
export type DelHub = { tipo: 'estado'; estado: Estado } | { tipo: 'accion'; accion: Accion } | { tipo: 'lider' }

export type Hub = {
  /** `responder` reaches the tab that speaks; `difundir` of crearHub reaches all of them. */
  recibir: (mensaje: AlHub, responder: (mensaje: DelHub) => void) => void
  cerrar: () => void
}

export function crearHub(difundir: (mensaje: DelHub) => void, heredado: Estado = estado_inicial): Hub {
  let estado = heredado
  let conexion: Conexion | null = null
  const enfocadas = new Set<string>()
  const pidiendo = new Set<string>()

  function hacer(accion: Accion): void {
    estado = reducir(estado, accion)
    difundir({ tipo: 'accion', accion })
    for (const falta of fichasQueFaltan(estado)) void traerFicha(falta.llamada_id, falta.paciente_id)
  }

  function entrar(mensaje: Extract<AlHub, { tipo: 'entrar' }>): void {
    if (estado.agente_id !== mensaje.agente_id || estado.conexion === 'sin_sesion') {
      conexion?.cerrar()
      conexion = null
      hacer({ tipo: 'reiniciar', agente_id: mensaje.agente_id, memoria: mensaje.memoria, ahora: Date.now() })
    }
    fijarRaiz(mensaje.endpoint)
    if (!conexion) conexion = conectar(mundo, avisos)
    enfocar(mensaje.tab, mensaje.enfocada)
  }

  function salir(): void {
    conexion?.cerrar()
    conexion = null
    avisos.sinSesion()
  }

  function enfocar(tab: string, enfocada: boolean): void {
    if (enfocada) enfocadas.add(tab)
    else enfocadas.delete(tab)
    if (estado.enfocada !== enfocadas.size > 0) hacer({ tipo: 'foco', enfocada: enfocadas.size > 0 })
  }

  const mundo = {
    abrir: () => new WebSocket(direccion('/eventos', 'ws'), 'cc.v1'),
    recargar,
    esperar: (ms: number, hacerlo: () => void) => void setTimeout(hacerlo, ms),
    azar: Math.random,
  }
  const avisos = {
    entregar,
    conectado: () => hacer({ tipo: 'conexion', conexion: 'conectado', ahora: Date.now() }),
    perdido: () => hacer({ tipo: 'conexion', conexion: 'sin_conexion', ahora: Date.now() }),
    sinSesion: () => hacer({ tipo: 'conexion', conexion: 'sin_sesion', ahora: Date.now() }),
  }

  function entregar(nombre: string, cuerpo: unknown): void {
    if (!conocido(nombre)) return
    const leido = eventos[nombre].schema.safeParse(cuerpo)
    if (leido.success) hacer({ tipo: 'evento', nombre, cuerpo: leido.data, ahora: Date.now() })
    else console.error(`evento ${nombre} con otra forma`, leido.error.issues)
  }

  /** The follow-ups are read after the calls, so that none is older than the positions that we go on from. */
  async function recargar(): Promise<Posiciones> {
    const { datos, hora_ms } = await llamarApi('GET', '/llamadas', llamadasSchema)
    const [seguimientos, presencia, centralitas] = await Promise.all([
      pedir('GET', '/seguimientos', seguimientosSchema),
      pedir('GET', '/presencia', presenciasSchema).catch(() => ({ elementos: [] })),
      pedir('GET', '/centralitas', centralitasSchema).catch(() => ({ elementos: [] })),
    ])
    const ahora = Date.now()
    const desfase_ms = Number.isNaN(hora_ms) || Math.abs(hora_ms - ahora) < 2_000 ? 0 : hora_ms - ahora
    hacer({
      tipo: 'instantanea',
      llamadas: datos.elementos,
      seguimientos: seguimientos.elementos,
      presencia: presencia.elementos,
      centralitas: centralitas.elementos,
      desfase_ms,
      ahora,
    })
    for (const falta of tarjetasQueFaltan(estado)) void recuperarTarjeta(falta.llamada_id, falta.contestada)
    return datos.posiciones
  }

  async function recuperarTarjeta(llamada_id: number, contestada: boolean): Promise<void> {
    await unaVez(`tarjeta ${llamada_id}`, async () => {
      const { ficha, candidatos, notas, ...llamada } = await pedir('GET', `/llamadas/${llamada_id}`, detalleSchema)
      const tarjeta = { llamada, ficha, candidatos, contacto: llamada.contacto, traspaso: null, seguimientos: [] }
      const mia = notas.find(nota => nota.agente?.id === estado.agente_id)
      if (mia && !estado.borradores[llamada_id]) {
        // Written in another browser, or before this one forgot: going on from it, not over it.
        const tipificacion_id = llamada.tipificacion?.id ?? null
        hacer({ tipo: 'borrador', id: llamada_id, nota: mia.texto, tipificacion_id, enviado: true, ahora: Date.now() })
      }
      hacer({ tipo: 'recuperada', tarjeta, contestada, ahora: Date.now() })
    })
  }

  async function traerFicha(llamada_id: number, paciente_id: number): Promise<void> {
    await unaVez(`ficha ${llamada_id} ${paciente_id}`, async () => {
      const ficha = await pedir('GET', `/paciente/${paciente_id}`, fichaSchema)
      hacer({ tipo: 'ficha', llamada_id, ficha })
    })
  }

  /** One request of a kind at a time; one that fails is not repeated by itself, the next action asks again. */
  async function unaVez(clave: string, pedirlo: () => Promise<void>): Promise<void> {
    if (pidiendo.has(clave)) return
    pidiendo.add(clave)
    try {
      await pedirlo()
    } catch (motivo) {
      console.error(clave, motivo)
    } finally {
      pidiendo.delete(clave)
    }
  }

  function recibir(mensaje: AlHub, responder: (mensaje: DelHub) => void): void {
    if (mensaje.tipo === 'accion') return hacer(mensaje.accion)
    if (mensaje.tipo === 'foco') return enfocar(mensaje.tab, mensaje.enfocada)
    if (mensaje.tipo === 'adios') return enfocar(mensaje.tab, false)
    if (mensaje.tipo === 'despertar') return conexion?.ahora()
    if (mensaje.tipo === 'salir') return salir()
    entrar(mensaje)
    responder({ tipo: 'estado', estado })
  }

  return { recibir, cerrar: () => conexion?.cerrar() }
}
