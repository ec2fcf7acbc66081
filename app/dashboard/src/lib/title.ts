import { nombreCompleto } from './format.ts'
import { t } from './i18n.ts'
import type { Ficha, Llamada } from './shapes.ts'

/** Who a call is with, in one line. `conocido`: the line is a name, not a number. */
export function titular(de: { llamada: Llamada; ficha?: Ficha | null }): { nombre: string; conocido: boolean } {
  const { llamada, ficha } = de
  const nombre = (ficha && nombreCompleto(ficha)) ?? llamada.interlocutor?.nombre ?? llamada.contacto?.nombre
  if (nombre) return { nombre, conocido: true }
  if (llamada.oculto) return { nombre: t('numero_oculto'), conocido: false }
  return { nombre: llamada.numero_mostrado ?? llamada.nombre_pbx ?? t('numero_oculto'), conocido: false }
}
