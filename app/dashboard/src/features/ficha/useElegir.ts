import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { editar } from '../../lib/llamada.ts'
import { Problema } from '../../lib/problem.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { useHacer } from '../../relay/react.ts'

/** Says who is on the line. The server keeps it and learns it; the patient's data arrive by the hub, in every tab. */
export function useElegir(llamada: Llamada, hecho: () => void) {
  const hacer = useHacer()
  const [eligiendo, fijarEligiendo] = useState<number | null>(null)
  const [fallo, fijarFallo] = useState<string | null>(null)

  async function elegir(paciente_id: number): Promise<void> {
    if (eligiendo !== null) return
    fijarEligiendo(paciente_id)
    fijarFallo(null)
    try {
      hacer({ tipo: 'llamada', llamada: await editar(llamada, { interlocutor_id: paciente_id }) })
      hecho()
    } catch (motivo) {
      fijarFallo(motivo instanceof Problema ? motivo.message : t('fallo'))
    } finally {
      fijarEligiendo(null)
    }
  }
  return { elegir, eligiendo, fallo }
}
