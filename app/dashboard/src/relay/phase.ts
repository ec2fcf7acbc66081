/** What a card is now, and which cards there are: pure functions of the state and the clock. */
import type { Llamada } from '../lib/shapes.ts'
import { abierto, type Estado, type Tarjeta } from './state.ts'

/**
 * suena      rings at our extension
 * hablando   we answered it
 * terminada  we talked and it is over: note and disposition are asked for
 * perdida    it rang here and nobody answered: stays until somebody deals with it
 * de_otro    somebody else answered: one line, for OTRO_MS
 * fuera      nothing to show
 */
export type Fase = 'suena' | 'hablando' | 'terminada' | 'perdida' | 'de_otro' | 'fuera'

export const OTRO_MS = 4_000
/** A card to complete waits this long; afterwards its draft stays under "Notas pendientes". */
export const CIERRE_MS = 15 * 60_000

/** Hidden because the call goes on somewhere else, or as part of another. */
const de_otra_parte: (string | null)[] = ['otra_extension', 'clinica', 'fusionada']

const orden: Record<Fase, number> = { hablando: 0, suena: 1, terminada: 2, perdida: 3, de_otro: 4, fuera: 5 }

export function fase(tarjeta: Tarjeta, estado: Estado, ahora: number): Fase {
  if (tarjeta.cerrada || tarjeta.guardada) return 'fuera'
  const { llamada } = tarjeta
  const acabada = llamada.estado === 'finalizada' || llamada.estado === 'cerrando'
  if (tarjeta.directiva === 'fijar') {
    if (!acabada) return 'hablando'
    return ahora - finDe(llamada, tarjeta, estado) < CIERRE_MS ? 'terminada' : 'fuera'
  }
  // Our own telephone, because we asked for a call: the steps of click-to-call say so, and nothing has to ring.
  if (tarjeta.directiva === 'mostrar' && !acabada) return llamada.peticion ? 'fuera' : 'suena'
  if (tarjeta.motivo === 'atendida') return ahora - tarjeta.desde < OTRO_MS ? 'de_otro' : 'fuera'
  if (de_otra_parte.includes(tarjeta.motivo)) return 'fuera'
  return llamada.es_perdida && sinDevolver(llamada, estado) ? 'perdida' : 'fuera'
}

export type Visible = { tarjeta: Tarjeta; fase: Fase }

/** The stack: the one the person chose, then talking, ringing (oldest first), to be completed, missed. */
export function visibles(estado: Estado, ahora: number): Visible[] {
  return Object.values(estado.tarjetas)
    .map(tarjeta => ({ tarjeta, fase: fase(tarjeta, estado, ahora) }))
    .filter(visible => visible.fase !== 'fuera')
    .sort(
      (a, b) => lugar(a, estado) - lugar(b, estado) || a.tarjeta.desde - b.tarjeta.desde || a.tarjeta.id - b.tarjeta.id,
    )
}

/** Calls that ring here now: what sound and notification are about. */
export const sonando = (estado: Estado, ahora: number): Tarjeta[] =>
  visibles(estado, ahora)
    .filter(v => v.fase === 'suena')
    .map(v => v.tarjeta)

function lugar(visible: Visible, estado: Estado): number {
  return visible.tarjeta.id === estado.activa && visible.fase !== 'de_otro' ? -1 : orden[visible.fase]
}

function finDe(llamada: Llamada, tarjeta: Tarjeta, estado: Estado): number {
  return llamada.fin ? Date.parse(llamada.fin) - estado.desfase_ms : tarjeta.desde
}

/** Missed until the follow-up of its number is closed; one that we have not heard of yet counts as open. */
function sinDevolver(llamada: Llamada, estado: Estado): boolean {
  const suyos = Object.values(estado.seguimientos).filter(
    s => s.llamada_id === llamada.id || (s.numero !== null && s.numero === llamada.numero),
  )
  if (suyos.length > 0) return suyos.some(abierto)
  return ['no_procede', 'pendiente', 'en_gestion', 'intentado', null].includes(llamada.seguimiento)
}
