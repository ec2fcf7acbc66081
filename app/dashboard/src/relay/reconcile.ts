/** What the legs of a call say about a telephone: the truth of a snapshot, when the events that said it were missed. */
import type { Llamada } from '../lib/shapes.ts'
import type { Tarjeta } from './state.ts'

/** Whether a call is at this person's telephone: talked on, ringing, or neither. */
export function enMiTelefono(llamada: Llamada, agente_id: number | null): 'contestada' | 'suena' | 'no' {
  const mios = llamada.tramos.filter(tramo => tramo.agente?.id === agente_id)
  if (mios.some(tramo => tramo.estado === 'contestado' || tramo.estado === 'retenido')) return 'contestada'
  return mios.some(tramo => tramo.estado === 'sonando') && llamada.direccion === 'entrante' ? 'suena' : 'no'
}

/** A card as it has to be now that its call is `llamada`. What the server said by events and still holds is kept. */
export function reconciliar(tarjeta: Tarjeta, llamada: Llamada, agente_id: number | null): Tarjeta {
  const nueva = { ...tarjeta, llamada }
  if (tarjeta.version >= llamada.version || tarjeta.directiva === 'ocultar') return nueva
  const mia = llamada.atiende?.id === agente_id && llamada.contestada !== null
  const donde = enMiTelefono(llamada, agente_id)
  if (donde === 'contestada' || (mia && llamada.estado === 'finalizada')) return { ...nueva, directiva: 'fijar' }
  if (donde === 'suena' || tarjeta.directiva === 'fijar' || llamada.estado === 'finalizada') return nueva
  const motivo = llamada.contestada === null ? 'otra_extension' : 'atendida'
  return { ...nueva, directiva: 'ocultar', motivo, atiende: llamada.atiende }
}
