/** The five numbers on top, from what the tab already holds. Definitions are printed on the screen (lib/words.ts). */
import { comienzo } from '../../lib/dias.ts'
import { hablando } from '../../lib/estados.ts'
import { dia } from '../../lib/format.ts'
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
  entrantes: number
  /** 0-100; null without incoming calls. */
  nivel_servicio: number | null
  espera_media_s: number | null
}

export const UMBRAL_SERVICIO_S = 20
export const ALARMA_MS = 30 * 60_000

/** Calls that nobody could or should have answered: the service level leaves them out. */
const no_cuentan = new Set(['abandonada_corta', 'bloqueada', 'fuera_de_horario'])

export const enEspera = (llamada: Llamada): boolean =>
  llamada.direccion === 'entrante' && ['recibida', 'en_cola', 'sonando'].includes(llamada.estado)

export function contar(llamadas: Llamada[], seguimientos: Seguimiento[], ahora_ms: number, zona: string): Numeros {
  const hoy = dia(ahora_ms, zona)
  const esperan = llamadas.filter(enEspera)
  const pendientes = devoluciones(seguimientos, ahora_ms, zona).filter(({ clase }) => clase === 'perdida')
  const terminadas = llamadas.filter(
    ({ direccion, estado, resultado, inicio }) =>
      direccion === 'entrante' &&
      estado === 'finalizada' &&
      dia(inicio, zona) === hoy &&
      !no_cuentan.has(resultado ?? ''),
  )
  const atendidas = terminadas.filter(({ resultado }) => resultado === 'atendida')
  const a_tiempo = atendidas.filter(({ espera_s }) => (espera_s ?? 0) <= UMBRAL_SERVICIO_S)
  return {
    en_cola: esperan.length,
    espera_desde: menor(esperan.map(({ inicio }) => inicio)),
    en_conversacion: llamadas.filter(hablando).length,
    sin_devolver: pendientes.length,
    mas_antigua: menor(pendientes.map(({ primera }) => primera)),
    entrantes: terminadas.length,
    nivel_servicio: terminadas.length === 0 ? null : Math.round((100 * a_tiempo.length) / terminadas.length),
    espera_media_s: media(atendidas.map(({ espera_s }) => espera_s ?? 0)),
  }
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

const media = (segundos: number[]): number | null =>
  segundos.length === 0 ? null : segundos.reduce((suma, s) => suma + s, 0) / segundos.length
