/** What the state shows but has not been told yet, and REST knows. */
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

/** After a reload in the middle of a call: the calls at our telephone that have no card. */
export function tarjetasQueFaltan(estado: Estado): { llamada_id: number; contestada: boolean }[] {
  return Object.values(estado.llamadas)
    .filter(llamada => llamada.estado !== 'finalizada' && !estado.tarjetas[llamada.id])
    .flatMap(llamada => {
      const mios = llamada.tramos.filter(tramo => tramo.agente?.id === estado.agente_id)
      const contestada = mios.some(tramo => tramo.estado === 'contestado' || tramo.estado === 'retenido')
      const suena = mios.some(tramo => tramo.estado === 'sonando') && llamada.direccion === 'entrante'
      return contestada || suena ? [{ llamada_id: llamada.id, contestada }] : []
    })
}
