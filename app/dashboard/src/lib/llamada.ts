/** Editing a call, and finding the person that it was with: the card and the history do both. */
import { consulta, pedir } from './api.ts'
import { t } from './i18n.ts'
import { Problema } from './problem.ts'
import { type Candidato, candidatosSchema, type Llamada, llamadaSchema } from './shapes.ts'

export type Cambio = { interlocutor_id?: number; nota?: string; tipificacion_id?: number }

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
