import { IconX } from '@tabler/icons-react'
import { t } from '../../lib/i18n.ts'
import { titular } from '../../lib/title.ts'
import type { Visible } from '../../relay/phase.ts'
import { useHacer } from '../../relay/react.ts'
import { IconoEstado } from '../../ui/IconoEstado.tsx'
import { tonoDe } from './tono.ts'

/** A call that is not on top, as one line: click brings it up. "La atiende Ana" is a line that goes by itself. */
export function Linea({ visible: { tarjeta, fase } }: { visible: Visible }) {
  const hacer = useHacer()
  const { etiqueta, tono, icono } = tonoDe(fase, tarjeta.llamada)
  const { nombre } = titular(tarjeta)
  if (fase === 'de_otro') {
    const { nombre: quien, extension } = tarjeta.atiende ?? {}
    return (
      <p className="cc-renglon cc-tono-gris" data-fase={fase}>
        <IconoEstado nombre="conversacion" />
        <span className="cc-recorta">
          <strong>{nombre}</strong> · {t(extension ? 'la_atiende_ext' : 'la_atiende', atiende(quien, extension))}
        </span>
      </p>
    )
  }
  return (
    <div className={`cc-renglon cc-tono-${tono}`} data-fase={fase}>
      <button type="button" className="cc-renglon-boton" onClick={() => hacer({ tipo: 'activar', id: tarjeta.id })}>
        <IconoEstado nombre={icono} />
        <span className="cc-recorta">
          <strong>{nombre}</strong> · {etiqueta}
        </span>
      </button>
      {(fase === 'perdida' || fase === 'terminada') && (
        <button
          type="button"
          className="cc-icono"
          aria-label={t('descartar_de', { quien: nombre })}
          onClick={() => hacer({ tipo: 'cerrar', id: tarjeta.id })}
        >
          <IconX size={15} aria-hidden />
        </button>
      )}
    </div>
  )
}

const atiende = (quien: string | null | undefined, extension: string | null | undefined) => ({
  quien: quien ?? t('otra_persona'),
  extension: extension ?? '',
})
