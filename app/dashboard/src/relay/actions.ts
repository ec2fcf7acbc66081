/** What can happen to the shared state. The hub orders actions; every tab applies them with the same reducer. */
import type { Centralita, CuerpoTarjeta, Ficha, Llamada, Presencia, Seguimiento } from '../lib/shapes.ts'
import type { Conexion, Memoria } from './state.ts'
import type { NombreEvento } from './table.ts'

export type Accion =
  /** One delivery of the relay, its body already validated by the table's schema. */
  | { tipo: 'evento'; nombre: NombreEvento; cuerpo: unknown; ahora: number }
  /** What REST says is so: replaces everything that is not ours. */
  | {
      tipo: 'instantanea'
      llamadas: Llamada[]
      seguimientos: Seguimiento[]
      presencia: Presencia[]
      centralitas: Centralita[]
      desfase_ms: number
      ahora: number
    }
  /** A card that a snapshot says we ought to be showing (the page was reloaded in the middle of a call). */
  | { tipo: 'recuperada'; tarjeta: CuerpoTarjeta; contestada: boolean; ahora: number }
  /** The person of a card, fetched because somebody chose or created them. */
  | { tipo: 'ficha'; llamada_id: number; ficha: Ficha }
  | { tipo: 'llamada'; llamada: Llamada }
  | { tipo: 'seguimiento'; seguimiento: Seguimiento }
  /** The PBX is asked again: what it said before is no longer news. */
  | { tipo: 'ordenar'; llamada_id: number }
  | { tipo: 'conexion'; conexion: Conexion; ahora: number }
  | { tipo: 'minimizar'; id: number; minimizada: boolean }
  | { tipo: 'activar'; id: number }
  | { tipo: 'cerrar'; id: number }
  | { tipo: 'borrador'; id: number; nota: string; tipificacion_id: number | null; enviado: boolean; ahora: number }
  | { tipo: 'guardada'; id: number }
  | { tipo: 'foco'; enfocada: boolean }
  | { tipo: 'reiniciar'; agente_id: number | null; memoria: Memoria; ahora: number }
