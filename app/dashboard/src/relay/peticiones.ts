/** The calls that a person has asked for, and how far each has got: pure functions of the state. */
import type { Llamada } from '../lib/shapes.ts'
import type { Estado } from './state.ts'

/** How long the end of a call that was asked for stays in sight. */
export const FINAL_MS = 12_000

const mia = (llamada: Llamada, estado: Estado): boolean =>
  llamada.peticion !== null && llamada.atiende?.id === estado.agente_id

/** The call that is being made from here, or has just ended; the newest, should there be two. */
export function enMarcha(estado: Estado, ahora: number): Llamada | undefined {
  return Object.values(estado.llamadas)
    .filter(llamada => mia(llamada, estado) && llamada.peticion?.modo === 'centralita')
    .filter(llamada => llamada.estado !== 'finalizada' || ahora - acabo(llamada, estado) < FINAL_MS)
    .sort((a, b) => b.id - a.id)[0]
}

/** Calls that the person dialled by hand and has not told the result of, newest first. */
export function porContar(estado: Estado): Llamada[] {
  return Object.values(estado.llamadas)
    .filter(llamada => mia(llamada, estado) && llamada.peticion?.modo === 'tel' && llamada.estado === 'solicitada')
    .sort((a, b) => b.id - a.id)
}

/** Whether the person has a call of any kind: then they cannot ask for another. */
export function ocupada(estado: Estado): boolean {
  return Object.values(estado.llamadas).some(
    llamada =>
      llamada.estado !== 'finalizada' &&
      llamada.estado !== 'cerrando' &&
      llamada.peticion?.modo !== 'tel' &&
      llamada.peticion?.estado !== 'incierta' &&
      ((mia(llamada, estado) && llamada.estado !== 'finalizada') ||
        llamada.tramos.some(
          tramo =>
            tramo.agente?.id === estado.agente_id && (tramo.estado === 'contestado' || tramo.estado === 'retenido'),
        )),
  )
}

/** 1 the telephone is asked to ring · 2 it rings: pick up · 3 the other side is called · 4 they talk · 5 over. */
export function paso({ estado }: Pick<Llamada, 'estado'>): 1 | 2 | 3 | 4 | 5 {
  if (estado === 'finalizada' || estado === 'cerrando') return 5
  if (estado === 'solicitada' || estado === 'recibida') return 1
  if (estado === 'sonando_agente') return 2
  return estado === 'marcando' || estado === 'sonando' ? 3 : 4
}

const acabo = (llamada: Llamada, estado: Estado): number =>
  llamada.fin ? Date.parse(llamada.fin) - estado.desfase_ms : 0
