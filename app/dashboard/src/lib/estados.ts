/**
 * How a call looks: one row per state and per result, read by the popup, the live table and the history.
 * Never colour alone: each row has its word and its icon.
 */
import type { Palabra } from './i18n.ts'
import type { Llamada } from './shapes.ts'

export type Tono = 'azul' | 'ambar' | 'verde' | 'gris' | 'rojo' | 'morado'
export type IconoEstado =
  | 'entrante'
  | 'saliente'
  | 'interna'
  | 'cola'
  | 'conversacion'
  | 'espera'
  | 'transferida'
  | 'finalizada'
  | 'perdida'
  | 'desviada'
  | 'noche'
  | 'buzon'
  | 'ocupado'
export type Aspecto = { etiqueta: Palabra; ayuda: Palabra; tono: Tono; icono: IconoEstado }

const fila = (etiqueta: Palabra, ayuda: Palabra, tono: Tono, icono: IconoEstado): Aspecto => ({
  etiqueta,
  ayuda,
  tono,
  icono,
})

const por_estado: Record<string, Aspecto> = {
  recibida: fila('estado_recibida', 'ayuda_recibida', 'azul', 'entrante'),
  solicitada: fila('estado_llamando', 'ayuda_llamando', 'azul', 'saliente'),
  marcando: fila('estado_llamando', 'ayuda_llamando', 'azul', 'saliente'),
  sonando_agente: fila('estado_suena_tu_telefono', 'ayuda_llamando', 'azul', 'saliente'),
  sonando: fila('estado_sonando', 'ayuda_sonando', 'azul', 'entrante'),
  en_cola: fila('estado_en_cola', 'ayuda_en_cola', 'ambar', 'cola'),
  en_buzon: fila('estado_en_buzon', 'ayuda_en_buzon', 'gris', 'buzon'),
  en_curso: fila('estado_en_curso', 'ayuda_en_curso', 'verde', 'conversacion'),
  en_espera: fila('estado_en_espera', 'ayuda_en_espera', 'ambar', 'espera'),
  aparcada: fila('estado_aparcada', 'ayuda_en_espera', 'ambar', 'espera'),
  transfiriendo: fila('estado_transfiriendo', 'ayuda_transfiriendo', 'gris', 'transferida'),
  cerrando: fila('estado_cerrando', 'ayuda_finalizada', 'gris', 'finalizada'),
  finalizada: fila('estado_finalizada', 'ayuda_finalizada', 'gris', 'finalizada'),
}

const saliente_sonando = fila('estado_saliente_sonando', 'ayuda_llamando', 'azul', 'saliente')

const por_resultado: Record<string, Aspecto> = {
  atendida: fila('resultado_atendida', 'ayuda_atendida', 'verde', 'conversacion'),
  desviada: fila('resultado_desviada', 'ayuda_desviada', 'morado', 'desviada'),
  bloqueada: fila('resultado_bloqueada', 'ayuda_bloqueada', 'gris', 'ocupado'),
  buzon_con_mensaje: fila('resultado_buzon_con_mensaje', 'ayuda_buzon', 'rojo', 'buzon'),
  buzon_sin_mensaje: fila('resultado_buzon_sin_mensaje', 'ayuda_buzon', 'rojo', 'buzon'),
  fuera_de_horario: fila('resultado_fuera_de_horario', 'ayuda_fuera_de_horario', 'gris', 'noche'),
  abandonada_corta: fila('resultado_abandonada_corta', 'ayuda_abandonada_corta', 'gris', 'perdida'),
  abandonada_en_ivr: fila('resultado_abandonada_en_ivr', 'ayuda_abandonada', 'rojo', 'perdida'),
  abandonada_en_cola: fila('resultado_abandonada_en_cola', 'ayuda_abandonada', 'rojo', 'perdida'),
  perdida_sin_agentes: fila('resultado_perdida_sin_agentes', 'ayuda_perdida_sin_agentes', 'rojo', 'perdida'),
  perdida_sin_respuesta: fila('resultado_perdida', 'ayuda_perdida', 'rojo', 'perdida'),
  contestador: fila('resultado_contestador', 'ayuda_contestador', 'gris', 'buzon'),
  ocupado: fila('resultado_ocupado', 'ayuda_ocupado', 'ambar', 'ocupado'),
  rechazada: fila('resultado_rechazada', 'ayuda_rechazada', 'ambar', 'ocupado'),
  numero_erroneo: fila('resultado_numero_erroneo', 'ayuda_numero_erroneo', 'ambar', 'ocupado'),
  no_contesta: fila('resultado_no_contesta', 'ayuda_no_contesta', 'ambar', 'saliente'),
  cancelada: fila('resultado_cancelada', 'ayuda_cancelada', 'gris', 'saliente'),
  agente_no_descolgo: fila('resultado_agente_no_descolgo', 'ayuda_agente_no_descolgo', 'gris', 'saliente'),
  fallida: fila('resultado_fallida', 'ayuda_fallida', 'rojo', 'ocupado'),
  incierta: fila('resultado_incierta', 'ayuda_incierta', 'ambar', 'ocupado'),
  interna: fila('resultado_interna', 'ayuda_interna', 'gris', 'interna'),
}

/** Results that the history can be filtered by, in the order of its menu. */
export const resultados = Object.keys(por_resultado)
export const aspectoDeResultado = (resultado: string): Aspecto | undefined => por_resultado[resultado]

const desconocido = fila('estado_finalizada', 'ayuda_finalizada', 'gris', 'finalizada')

/** The look of a call now: its state while it lives, its result afterwards. */
export function aspecto(llamada: Pick<Llamada, 'estado' | 'resultado' | 'direccion'>): Aspecto {
  if (llamada.estado === 'finalizada' && llamada.resultado) return por_resultado[llamada.resultado] ?? desconocido
  if (llamada.estado === 'sonando' && llamada.direccion === 'saliente') return saliente_sonando
  return por_estado[llamada.estado] ?? desconocido
}

export const viva = (llamada: Pick<Llamada, 'estado'>): boolean => llamada.estado !== 'finalizada'
export const hablando = (llamada: Pick<Llamada, 'estado'>): boolean =>
  ['en_curso', 'en_espera', 'aparcada', 'transfiriendo'].includes(llamada.estado)
