/** Why a PBX did not do what it was asked: the words of executors (INTERFACES §6) as a person reads them. */
import { type Palabra, t } from './i18n.ts'
import type { Orden } from './shapes.ts'

export const motivos: Record<string, Palabra> = {
  extension_no_registrada: 'motivo_extension_no_registrada',
  numero_erroneo: 'motivo_numero_erroneo',
  linea_no_permitida: 'motivo_linea_no_permitida',
  centralita_caida: 'motivo_centralita_caida',
  centralita_ocupada: 'motivo_centralita_ocupada',
  credencial_rechazada: 'motivo_credencial_rechazada',
  no_soportado: 'motivo_no_soportado',
  respuesta_ilegible: 'motivo_sin_respuesta',
  plazo: 'motivo_plazo',
  sin_respuesta: 'motivo_sin_respuesta',
}

const negadas: Record<string, Palabra> = { colgar: 'orden_no_cuelga', transferir: 'orden_no_transfiere' }
const dudosas: Record<string, Palabra> = { colgar: 'orden_duda_colgar', transferir: 'orden_duda_transferir' }

/** What there is to say of an order about a call that lives; nothing when it went well, or the call itself tells. */
export function reparo({ clase, estado, motivo }: Orden): string | null {
  const palabra = motivo ? motivos[motivo] : undefined
  const dudosa = estado === 'incierta' || palabra === 'motivo_sin_respuesta'
  if (!dudosa && estado !== 'rechazada') return null
  const dicho = (dudosa ? dudosas : negadas)[clase]
  if (!dicho) return null
  return dudosa || !palabra ? `${t(dicho)}.` : `${t(dicho)}. ${t(palabra)}.`
}
