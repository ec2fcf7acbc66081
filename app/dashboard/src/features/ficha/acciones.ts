/** What a card asks of the API. */
import { consulta, pedir } from '../../lib/api.ts'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import {
  type Candidato,
  candidatosSchema,
  type Ficha,
  fichaSchema,
  type Llamada,
  llamadaSchema,
  type Tipificacion,
  tipificacionesSchema,
} from '../../lib/shapes.ts'

export type Cambio = { interlocutor_id?: number; nota?: string; tipificacion_id?: number }
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

/**
 * Edits a call from the version on screen. A live call gets a new version with each event, so a stale one is read
 * again and repeated; unless meanwhile somebody else said who calls, which is theirs to keep and ours to be told.
 */
export async function editar(llamada: Llamada, cambio: Cambio): Promise<Llamada> {
  const intento = (version: number) =>
    pedir('PATCH', `/llamadas/${llamada.id}`, llamadaSchema, { cuerpo: cambio, version })
  try {
    return await intento(llamada.version)
  } catch (motivo) {
    if (!(motivo instanceof Problema) || motivo.estado !== 412) throw motivo
  }
  const actual = await pedir('GET', `/llamadas/${llamada.id}`, llamadaSchema)
  const persona = actual.interlocutor
  if (cambio.interlocutor_id !== undefined && persona && persona.id !== llamada.interlocutor?.id) {
    if (persona.id === cambio.interlocutor_id) return actual
    throw new Problema(409, t('ya_elegido', { quien: persona.nombre }))
  }
  return await intento(actual.version)
}

export async function buscar(q: string, senal: AbortSignal): Promise<Candidato[]> {
  const hallado = await pedir('GET', `/paciente${consulta({ q, limite: 8 })}`, candidatosSchema, { senal })
  return hallado.elementos
}

export const crear = (paciente: NuevoPaciente): Promise<Ficha> =>
  pedir('POST', '/paciente', fichaSchema, { cuerpo: paciente })

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
