import { t } from '../../lib/i18n.ts'
import { titular } from '../../lib/title.ts'
import type { Visible } from '../../relay/phase.ts'
import { IconoEstado } from '../../ui/IconoEstado.tsx'
import { Tiempo } from './Tiempo.tsx'
import { tonoDe } from './tono.ts'

/** The minimised card: state, name and timer in 36 px. */
export function Pildora({ visible: { tarjeta, fase }, abrir }: { visible: Visible; abrir: () => void }) {
  const { etiqueta, tono, icono } = tonoDe(fase, tarjeta.llamada)
  const { nombre } = titular(tarjeta)
  return (
    <button
      type="button"
      className={`cc-pildora cc-tono-${tono}`}
      data-fase={fase}
      data-cc-foco=""
      onClick={abrir}
      aria-label={t('ampliar', { quien: nombre, estado: etiqueta })}
    >
      <IconoEstado nombre={icono} tamano={16} />
      <span className="cc-recorta">{nombre}</span>
      <Tiempo tarjeta={tarjeta} fase={fase} />
    </button>
  )
}
