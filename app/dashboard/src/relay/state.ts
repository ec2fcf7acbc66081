/** The state that every tab of this browser shows: who has rung, who talks, what is owed. Plain data, no clock. */
import type { Centralita, CuerpoTarjeta, Llamada, Orden, Presencia, Seguimiento } from '../lib/shapes.ts'

/** `conectando` at first, `sin_conexion` after a loss, `sin_sesion` when the server says that we are nobody. */
export type Conexion = 'conectando' | 'conectado' | 'sin_conexion' | 'sin_sesion'

/** The server's last word about a card: show it, it is yours, or it is not (with why). */
export type Directiva = 'mostrar' | 'fijar' | 'ocultar'

export type Tarjeta = CuerpoTarjeta & {
  id: number
  /** Version of the call that `directiva` came with; an older or equal one is ignored. */
  version: number
  directiva: Directiva
  /** Why it was hidden (INTERFACES §4) and by whom it was answered. */
  motivo: string | null
  atiende: { id: number | null; nombre: string | null; extension: string | null } | null
  /** Since when the caller has been left waiting, once that is too long; it counts while the call is on hold. */
  retenida_desde: string | null
  /** When the directive came, in this browser's clock (ms). */
  desde: number
  minimizada: boolean
  /** The person put it away, or saved it. */
  cerrada: boolean
  guardada: boolean
}

/** What is written about a call; `enviado`: the server has it as it stands. */
export type Borrador = { nota: string; tipificacion_id: number | null; guardado: number; enviado: boolean }

/** What outlives a reload: kept in localStorage by the tabs, handed to the hub when it starts. */
export type Memoria = { borradores: Record<string, Borrador>; minimizadas: number[]; cerradas: number[] }
export const sin_memoria: Memoria = { borradores: {}, minimizadas: [], cerradas: [] }

export type Estado = {
  agente_id: number | null
  conexion: Conexion
  conexion_desde: number
  /** False until the first snapshot: screens show skeletons. */
  listo: boolean
  /** Server's clock minus this browser's (ms), so that timers agree with the PBX's times. */
  desfase_ms: number
  /** Some tab of this browser has the focus: no OS notification then. */
  enfocada: boolean
  /** The card that the person brought to the top, if any. */
  activa: number | null
  llamadas: Record<string, Llamada>
  seguimientos: Record<string, Seguimiento>
  presencia: Record<string, Presencia>
  centralitas: Record<string, Centralita>
  /** How the last order to hang up or hand over went, by call. */
  ordenes: Record<string, Orden>
  tarjetas: Record<string, Tarjeta>
  borradores: Record<string, Borrador>
  /** Cards to restore as minimised or closed when they come back after a reload. */
  memoria: Memoria
}

export const estado_inicial: Estado = {
  agente_id: null,
  conexion: 'conectando',
  conexion_desde: 0,
  listo: false,
  desfase_ms: 0,
  enfocada: false,
  activa: null,
  llamadas: {},
  seguimientos: {},
  presencia: {},
  centralitas: {},
  ordenes: {},
  tarjetas: {},
  borradores: {},
  memoria: sin_memoria,
}

const abiertos = ['pendiente', 'en_gestion', 'intentado']

/** Whether something is still owed to that caller. */
export const abierto = (seguimiento: Pick<Seguimiento, 'estado'>): boolean => abiertos.includes(seguimiento.estado)
