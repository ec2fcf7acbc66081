import { aspecto } from '../lib/estados.ts'
import { t } from '../lib/i18n.ts'
import type { Llamada } from '../lib/shapes.ts'
import { IconoEstado } from './IconoEstado.tsx'

/** What a call is doing, or how it ended: word, icon and colour of lib/estados. */
export function ChipEstado({ llamada }: { llamada: Pick<Llamada, 'estado' | 'resultado' | 'direccion'> }) {
  const { etiqueta, ayuda, tono, icono } = aspecto(llamada)
  return (
    <span className={`cc-chip cc-tono-${tono}`} title={t(ayuda)}>
      <IconoEstado nombre={icono} />
      {t(etiqueta)}
    </span>
  )
}
