import { aspecto, type IconoEstado, type Tono } from '../../lib/estados.ts'
import { t } from '../../lib/i18n.ts'
import type { Llamada } from '../../lib/shapes.ts'
import type { Fase } from '../../relay/phase.ts'

/** Word, icon and colour of a card: what matters to the person at this telephone, before what the call is in general. */
export function tonoDe(fase: Fase, llamada: Llamada): { etiqueta: string; tono: Tono; icono: IconoEstado } {
  if (fase === 'suena') return { etiqueta: t('fase_suena'), tono: 'azul', icono: 'entrante' }
  if (fase === 'perdida') return { etiqueta: t('fase_perdida'), tono: 'rojo', icono: 'perdida' }
  if (fase === 'terminada') return { etiqueta: t('fase_terminada'), tono: 'gris', icono: 'finalizada' }
  const { etiqueta, tono, icono } = aspecto(llamada)
  return { etiqueta: t(etiqueta), tono, icono }
}
