/** Days of a clinic's zone, as the moments at which they begin and end, and the few that a promise is made for. */
import { dia, jornada, momento } from './format.ts'
import { type Palabra, t } from './i18n.ts'

/** Midnight in that zone, so many days from today, as an instant. Right on the days when the clock changes. */
export const comienzo = (dias: number, zona: string, ahora_ms: number): string =>
  medianoche(sumar(dia(ahora_ms, zona), dias), zona)

/** The last minute of a day (`2026-10-25`): a promise without an hour is for any time of it. */
export function final(fecha: string, zona: string): string {
  return new Date(Date.parse(medianoche(sumar(fecha, 1), zona)) - 60_000).toISOString()
}

/** Days that are chosen with one click, as [word, `2026-10-25`]: today, tomorrow, and Monday where it is neither. */
export function proximos(ahora_ms: number, zona: string): [Palabra, string][] {
  const hoy = dia(ahora_ms, zona)
  const hasta_lunes = (8 - new Date(`${hoy}T00:00Z`).getUTCDay()) % 7 || 7
  const cercanos: [Palabra, string][] = [
    ['dia_hoy', hoy],
    ['dia_manana', sumar(hoy, 1)],
  ]
  return hasta_lunes === 1 ? cercanos : [...cercanos, ['dia_lunes', sumar(hoy, hasta_lunes)]]
}

export type Plazo = { texto: string; tono: 'rojo' | 'ambar' | 'azul' }

/** How urgent a promise is, in words: `Prometido para ayer`. Red once it is late, amber on its day. */
export function plazo(vence: string, ahora_ms: number, zona: string): Plazo {
  const suyo = dia(vence, zona)
  const todo_el_dia = Date.parse(vence) === Date.parse(final(suyo, zona))
  const cuando = todo_el_dia ? jornada(vence, ahora_ms, zona) : momento(vence, ahora_ms, zona)
  const tono = Date.parse(vence) <= ahora_ms ? 'rojo' : suyo === dia(ahora_ms, zona) ? 'ambar' : 'azul'
  return { texto: t('prometido', { cuando }), tono }
}

function sumar(fecha: string, dias: number): string {
  return new Date(Date.parse(`${fecha}T00:00Z`) + dias * 86_400_000).toISOString().slice(0, 10)
}

/** The offset just before that midnight may be another one than at it. */
function medianoche(fecha: string, zona: string): string {
  const utc = Date.parse(`${fecha}T00:00Z`)
  const conDesfase = (instante: number) => utc - desfaseDe(instante, zona)
  return new Date(conDesfase(conDesfase(utc))).toISOString()
}

function desfaseDe(instante: number, zona: string): number {
  const partes = new Intl.DateTimeFormat('en-US', {
    timeZone: zona,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instante)
  const n = (tipo: string) => Number(partes.find(parte => parte.type === tipo)?.value)
  const local = Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second'))
  return local - Math.floor(instante / 1_000) * 1_000
}
