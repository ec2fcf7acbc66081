/** What outlives a reload: drafts, and which cards were minimised or put away. Never a patient's data. */
import * as z from 'zod/mini'
import type { Estado, Memoria } from './state.ts'
import { sin_memoria } from './state.ts'

const memoriaSchema = z.object({
  borradores: z.record(
    z.string(),
    z.object({ nota: z.string(), tipificacion_id: z.nullable(z.int()), guardado: z.number(), enviado: z.boolean() }),
  ),
  minimizadas: z.array(z.int()),
  cerradas: z.array(z.int()),
})

const clave = (agente_id: number) => `cc.memoria.${agente_id}`
const DIAS_7_MS = 7 * 86_400_000

export function leerMemoria(agente_id: number): Memoria {
  try {
    return z.parse(memoriaSchema, JSON.parse(localStorage.getItem(clave(agente_id)) ?? 'null'))
  } catch {
    return sin_memoria
  }
}

export function guardarMemoria(estado: Estado): void {
  if (estado.agente_id === null || !estado.listo) return
  try {
    localStorage.setItem(clave(estado.agente_id), JSON.stringify(recordar(estado, Date.now())))
  } catch {
    // A full or forbidden storage loses the draft on reload, nothing else.
  }
}

/** The last 50 cards and the drafts of a week. */
export function recordar(estado: Estado, ahora: number): Memoria {
  const tarjetas = Object.values(estado.tarjetas)
    .sort((a, b) => b.id - a.id)
    .slice(0, 50)
  const vigentes = Object.entries(estado.borradores).filter(([, b]) => ahora - b.guardado < DIAS_7_MS && b.nota !== '')
  return {
    borradores: Object.fromEntries(vigentes),
    minimizadas: tarjetas.filter(t => t.minimizada).map(t => t.id),
    cerradas: tarjetas.filter(t => t.cerrada || t.guardada).map(t => t.id),
  }
}
