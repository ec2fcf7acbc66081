/** What the state shows but has not been told yet, and REST knows. */
import { enMiTelefono } from './reconcile.ts'
import type { Estado } from './state.ts'

/** Somebody chose who calls (here or in another browser): the card needs that person. */
export function fichasQueFaltan(estado: Estado): { llamada_id: number; paciente_id: number }[] {
  return Object.values(estado.tarjetas)
    .filter(({ cerrada, guardada, directiva }) => !cerrada && !guardada && directiva !== 'ocultar')
    .flatMap(({ id, llamada, ficha }) => {
      const persona = llamada.interlocutor
      return persona && persona.id !== ficha?.id ? [{ llamada_id: id, paciente_id: persona.id }] : []
    })
}

/** After a reload in the middle of a call: the calls at our telephone that have no card, or one that was hidden. */
export function tarjetasQueFaltan(estado: Estado): { llamada_id: number; contestada: boolean }[] {
  return Object.values(estado.llamadas).flatMap(llamada => {
    const tarjeta = estado.tarjetas[llamada.id]
    const donde = llamada.estado === 'finalizada' ? 'no' : enMiTelefono(llamada, estado.agente_id)
    if (donde === 'no' || (tarjeta && tarjeta.directiva !== 'ocultar')) return []
    return [{ llamada_id: llamada.id, contestada: donde === 'contestada' }]
  })
}
