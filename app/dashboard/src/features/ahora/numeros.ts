/** The numbers on top that are about this moment, from what the tab already holds (those of the day: useCifras.ts). */
import { comienzo } from '../../lib/dias.ts'
import { hablando } from '../../lib/estados.ts'
import type { Llamada, Seguimiento } from '../../lib/shapes.ts'
import { abierto } from '../../relay/state.ts'

export type Numeros = {
  en_cola: number
  /** When the caller who waits longest came in. */
  espera_desde: string | null
  en_conversacion: number
  sin_devolver: number
  /** First call of the oldest number not returned. */
  mas_antigua: string | null
}

export const ALARMA_MS = 30 * 60_000

export const enEspera = (llamada: Llamada): boolean =>
  llamada.direccion === 'entrante' && ['recibida', 'en_cola', 'sonando'].includes(llamada.estado)

export function contar(llamadas: Llamada[], seguimientos: Seguimiento[], ahora_ms: number, zona: string): Numeros {
  const esperan = llamadas.filter(enEspera)
  const pendientes = devoluciones(seguimientos, ahora_ms, zona).filter(({ clase }) => clase === 'perdida')
  return {
    en_cola: esperan.length,
    espera_desde: menor(esperan.map(({ inicio }) => inicio)),
    en_conversacion: llamadas.filter(hablando).length,
    sin_devolver: pendientes.length,
    mas_antigua: menor(pendientes.map(({ primera }) => primera)),
  }
}

/**
 * From yesterday's midnight, as long as it is now since today's, to ten minutes: on a day of 23 or 25 hours, by the hours that
 * have passed. null right after midnight, when there is nothing to compare.
 */
export function ayerHastaAhora(zona: string, ahora_ms: number): { desde: string; hasta: string } | null {
  const PASO_MS = 600_000
  const pasado_ms = Math.floor((ahora_ms - Date.parse(comienzo(0, zona, ahora_ms))) / PASO_MS) * PASO_MS
  const desde = comienzo(-1, zona, ahora_ms)
  return pasado_ms === 0 ? null : { desde, hasta: new Date(Date.parse(desde) + pasado_ms).toISOString() }
}

/**
 * What is still owed: missed calls and promises that are due, by priority and age, then what is for later, by its date.
 * A missed call that was put off is due at its moment; a promise, from the morning of its day.
 */
export function devoluciones(seguimientos: Seguimiento[], ahora_ms: number, zona: string): Seguimiento[] {
  const fin_de_hoy = Date.parse(comienzo(1, zona, ahora_ms))
  const luego = ({ clase, vence }: Seguimiento) => {
    const momento = vence ? Date.parse(vence) : 0
    return momento > ahora_ms && !(clase === 'promesa' && momento < fin_de_hoy) ? momento : 0
  }
  return seguimientos
    .filter(abierto)
    .sort((a, b) => luego(a) - luego(b) || b.prioridad - a.prioridad || Date.parse(a.primera) - Date.parse(b.primera))
}

const menor = (instantes: string[]): string | null =>
  instantes.reduce<string | null>((m, i) => (m === null || Date.parse(i) < Date.parse(m) ? i : m), null)
