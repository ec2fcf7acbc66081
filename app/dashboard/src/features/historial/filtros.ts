/** The filters of the history: address bar ↔ query of the API ↔ chips. One row per filter. */
import { consulta } from '../../lib/api.ts'
import { aspectoDeResultado } from '../../lib/estados.ts'
import { dia } from '../../lib/format.ts'
import { type Palabra, t } from '../../lib/i18n.ts'

export type Filtros = {
  q: string | null
  rango: string | null
  direccion: string | null
  resultado: string | null
  perdida: string | null
  tipificacion_id: string | null
  extension: string | null
  duracion_min_s: string | null
}
export const claves = [
  'q',
  'rango',
  'direccion',
  'resultado',
  'perdida',
  'tipificacion_id',
  'extension',
  'duracion_min_s',
] as const satisfies (keyof Filtros)[]

export const rangos: Record<string, { etiqueta: Palabra; desde_dias: number; hasta_dias: number }> = {
  hoy: { etiqueta: 'rango_hoy', desde_dias: 0, hasta_dias: 1 },
  ayer: { etiqueta: 'rango_ayer', desde_dias: -1, hasta_dias: 0 },
  '7d': { etiqueta: 'rango_7', desde_dias: -6, hasta_dias: 1 },
  '30d': { etiqueta: 'rango_30', desde_dias: -29, hasta_dias: 1 },
}
export const direcciones: Record<string, Palabra> = {
  entrante: 'direccion_entrante',
  saliente: 'direccion_saliente',
  interna: 'direccion_interna',
}

export const leerFiltros = (de: URLSearchParams): Filtros =>
  Object.fromEntries(claves.map(clave => [clave, de.get(clave)])) as Filtros

/** The query of GET /historial. Ranges are half-open and their days are the clinic's. */
export function aConsulta(filtros: Filtros, clinica_id: number | null, zona: string, ahora_ms: number): string {
  const { rango, perdida, ...resto } = filtros
  const dias = rango ? rangos[rango] : undefined
  return consulta({
    ...resto,
    perdida: perdida === 'si' ? 'true' : null,
    desde: dias ? comienzo(dias.desde_dias, zona, ahora_ms) : null,
    hasta: dias ? comienzo(dias.hasta_dias, zona, ahora_ms) : null,
    clinica_id,
    limite: 50,
  })
}

/** Midnight in that zone, so many days from today, as an instant. Right on the days when the clock changes. */
export function comienzo(dias: number, zona: string, ahora_ms: number): string {
  const [ano, mes, dia_mes] = dia(ahora_ms, zona).split('-').map(Number) as [number, number, number]
  const utc = Date.UTC(ano, mes - 1, dia_mes + dias)
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

/** What a chip says; `tipificaciones` gives names to ids. */
export function textoFiltro(clave: keyof Filtros, valor: string, tipificaciones: Map<string, string>): string {
  if (clave === 'q') return `«${valor}»`
  if (clave === 'rango') return t(rangos[valor]?.etiqueta ?? 'filtro_rango')
  if (clave === 'direccion') return t(direcciones[valor] ?? 'filtro_direccion')
  if (clave === 'resultado') return t(aspectoDeResultado(valor)?.etiqueta ?? 'filtro_resultado')
  if (clave === 'perdida') return t('filtro_perdida')
  if (clave === 'extension') return t('extension_n', { n: valor })
  if (clave === 'duracion_min_s') return t('desde_s', { n: valor })
  return tipificaciones.get(valor) ?? t('filtro_motivo')
}
