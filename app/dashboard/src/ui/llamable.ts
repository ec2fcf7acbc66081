import type { ComponentType } from 'react'

/** A number that may be called, drawn by whoever hosts a feature: whom it is, what calling it answers, the other numbers. */
export type NumeroLlamable = ComponentType<{
  numero: string | null
  mostrado: string | null
  paciente_id?: number | undefined
  llamada_id?: number | undefined
  seguimiento_id?: number | undefined
  telefonos?: { clave: string; mostrado: string; etiqueta: string | null }[] | undefined
  compacto?: boolean
}>
