import { useEffect, useRef, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { type Cambio, editar } from '../../lib/llamada.ts'
import { Problema } from '../../lib/problem.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import type { Tarjeta } from '../../relay/state.ts'

const PAUSA_MS = 2_000

/** The draft of a call's note: kept by the hub in all tabs, and by this browser over reloads; sent once. */
export function useNota(tarjeta: Tarjeta) {
  const { id, llamada } = tarjeta
  const hacer = useHacer()
  const borrador = useRelay(estado => estado.borradores[id])
  const [nota, fijarNota] = useState(borrador?.nota ?? '')
  const [tipificacion_id, fijarTipificacion] = useState(borrador?.tipificacion_id ?? llamada.tipificacion?.id ?? null)
  const [guardando, fijarGuardando] = useState(false)
  const [fallo, fijarFallo] = useState<string | null>(null)
  const sucia = useRef(false)

  const asegurarCon = (texto: string, tipo: number | null) => {
    if (!sucia.current) return
    sucia.current = false
    hacer({ tipo: 'borrador', id, nota: texto, tipificacion_id: tipo, enviado: false, ahora: Date.now() })
  }
  const asegurar = () => asegurarCon(nota, tipificacion_id)

  // biome-ignore lint/correctness/useExhaustiveDependencies: two seconds after the last key
  useEffect(() => {
    const espera = setTimeout(asegurar, PAUSA_MS)
    return () => clearTimeout(espera)
  }, [nota])

  // Minimised or replaced while somebody writes: nothing is lost.
  const alIrse = useRef(asegurar)
  alIrse.current = asegurar
  useEffect(() => () => alIrse.current(), [])

  // Another tab wrote: theirs is the newer text, unless we are writing.
  useEffect(() => {
    if (!borrador || sucia.current) return
    fijarNota(borrador.nota)
    fijarTipificacion(borrador.tipificacion_id)
  }, [borrador])

  async function guardar(cerrar: boolean): Promise<void> {
    const cambio: Cambio = {
      ...(nota.trim() ? { nota: nota.trim() } : {}),
      ...(tipificacion_id === null ? {} : { tipificacion_id }),
    }
    fijarGuardando(true)
    fijarFallo(null)
    try {
      if (Object.keys(cambio).length > 0) hacer({ tipo: 'llamada', llamada: await editar(llamada, cambio) })
      sucia.current = false
      if (cerrar) hacer({ tipo: 'guardada', id })
      else hacer({ tipo: 'borrador', id, nota, tipificacion_id, enviado: true, ahora: Date.now() })
    } catch (motivo) {
      fijarFallo(motivo instanceof Problema ? motivo.message : t('fallo'))
    } finally {
      fijarGuardando(false)
    }
  }

  return {
    nota,
    escribir: (texto: string) => {
      sucia.current = true
      fijarNota(texto)
    },
    tipificacion_id,
    tipificar: (tipo: number | null) => {
      sucia.current = true
      fijarTipificacion(tipo)
      asegurarCon(nota, tipo)
    },
    asegurar,
    guardado: borrador?.guardado,
    guardar,
    guardando,
    fallo,
  }
}
