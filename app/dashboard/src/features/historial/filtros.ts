/** The filters of the history: address bar ↔ query of the API ↔ chips. One row per filter. */
import { consulta } from '../../lib/api.ts'
import { comienzo } from '../../lib/dias.ts'
import { aspectoDeResultado } from '../../lib/estados.ts'
import { type Palabra, t } from '../../lib/i18n.ts'

export type Filtros = {
  q: string | null
  rango: string | null
  direccion: string | null
  resultado: string | null
  perdida: string | null
  tipificacion_id: string | null
  grabacion: string | null
  extension: string | null
  duracion_min_s: string | null
  /** Calls of which nobody knows yet who they were: a list of their own, which no other filter narrows. */
  por_identificar: string | null
}
export const claves = [
  'q',
  'rango',
  'direccion',
  'resultado',
  'perdida',
  'grabacion',
  'tipificacion_id',
  'extension',
  'duracion_min_s',
  'por_identificar',
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

/** What the address has to become for a filter: the list of who is to be identified stands alone. */
export function cambioDe(clave: keyof Filtros, valor: string | number | null): Record<string, string | number | null> {
  const otros = clave === 'por_identificar' ? claves.filter(otra => otra !== clave) : (['por_identificar'] as const)
  const sobran = valor ? Object.fromEntries(otros.map(otra => [otra, null])) : {}
  return { ...sobran, [clave]: valor, llamada: null }
}

export const leerFiltros = (de: URLSearchParams): Filtros =>
  Object.fromEntries(claves.map(clave => [clave, de.get(clave)])) as Filtros

type Parametros = Record<string, string | number | null>

/** Ranges are half-open and their days are the clinic's. */
function direccion(
  filtros: Filtros,
  clinica_id: number | null,
  zona: string,
  ahora_ms: number,
  pagina: Parametros,
  forma: Parametros,
): string {
  const { rango, perdida, grabacion, por_identificar, ...resto } = filtros
  if (por_identificar) return `/llamadas${consulta({ estado: 'por_identificar', clinica_id, ...forma })}`
  const dias = rango ? rangos[rango] : undefined
  const parametros = consulta({
    ...resto,
    perdida: perdida === 'si' ? 'true' : null,
    grabacion: grabacion === 'si' ? 'true' : null,
    desde: dias ? comienzo(dias.desde_dias, zona, ahora_ms) : null,
    hasta: dias ? comienzo(dias.hasta_dias, zona, ahora_ms) : null,
    clinica_id,
    ...pagina,
    ...forma,
  })
  return `/historial${parametros}`
}

/** What to ask the API for a page. */
export const aConsulta = (
  filtros: Filtros,
  clinica_id: number | null,
  zona: string,
  ahora_ms: number,
  cursor: string | null = null,
): string => direccion(filtros, clinica_id, zona, ahora_ms, { limite: 50, cursor }, {})

/** What to ask it for all of them, as the file that a Spanish spreadsheet opens by itself. */
export const aArchivo = (filtros: Filtros, clinica_id: number | null, zona: string, ahora_ms: number): string =>
  direccion(filtros, clinica_id, zona, ahora_ms, {}, { separador: ';', bom: 1 })

/** What a chip says; `tipificaciones` gives names to ids. */
export function textoFiltro(clave: keyof Filtros, valor: string, tipificaciones: Map<string, string>): string {
  if (clave === 'q') return `«${valor}»`
  if (clave === 'rango') return t(rangos[valor]?.etiqueta ?? 'filtro_rango')
  if (clave === 'direccion') return t(direcciones[valor] ?? 'filtro_direccion')
  if (clave === 'resultado') return t(aspectoDeResultado(valor)?.etiqueta ?? 'filtro_resultado')
  if (clave === 'por_identificar') return t('filtro_por_identificar')
  if (clave === 'perdida') return t('filtro_perdida')
  if (clave === 'grabacion') return t('filtro_grabacion')
  if (clave === 'extension') return t('extension_n', { n: valor })
  if (clave === 'duracion_min_s') return t('desde_s', { n: valor })
  return tipificaciones.get(valor) ?? t('filtro_motivo')
}
