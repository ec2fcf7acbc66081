/** What a card asks of the API. */
import { pedir } from '../../lib/api.ts'
import {
  type Ficha,
  fichaSchema,
  type Seguimiento,
  seguimientoSchema,
  type Tipificacion,
  tipificacionesSchema,
} from '../../lib/shapes.ts'
import type { Tarjeta } from '../../relay/state.ts'

export type NuevoPaciente = {
  nombre: string
  apellidos: string
  telefono: string | null
  nacimiento: string | null
  clinica_id: number
  /** They are another person, although somebody much like them is here already. */
  confirmar: boolean
  llamada_id: number
}

export const crear = (paciente: NuevoPaciente): Promise<Ficha> =>
  pedir('POST', '/paciente', fichaSchema, { cuerpo: paciente })

/** A promise made in a call, to whoever it is with; the same `clave` again makes no second one. */
export const prometer = (
  { llamada, ficha }: Tarjeta,
  texto: string,
  vence: string,
  clave: string,
): Promise<Seguimiento> => {
  const a_quien = ficha ? { paciente_id: ficha.id } : { numero: llamada.numero }
  const cuerpo = { ...a_quien, clinica_id: llamada.clinica_id, llamada_id: llamada.id, texto, vence }
  return pedir('POST', '/seguimientos', seguimientoSchema, { cuerpo, clave })
}

/** A promise has been kept. */
export const cumplir = (id: number, version: number): Promise<Seguimiento> =>
  pedir('PATCH', `/seguimientos/${id}`, seguimientoSchema, { version, cuerpo: { accion: 'cerrar' } })

let tipificaciones: Promise<Tipificacion[]> | undefined

/** The clinic's dispositions, read once per page; a failure is not remembered. */
export function leerTipificaciones(): Promise<Tipificacion[]> {
  tipificaciones ??= pedir('GET', '/tipificaciones', tipificacionesSchema).then(
    ({ elementos }) => elementos.toSorted((a, b) => (a.orden ?? 0) - (b.orden ?? 0)),
    motivo => {
      tipificaciones = undefined
      throw motivo
    },
  )
  return tipificaciones
}
