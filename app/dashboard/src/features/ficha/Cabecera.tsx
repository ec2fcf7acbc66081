import { IconBellOff, IconMinus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { titular } from '../../lib/title.ts'
import type { Visible } from '../../relay/phase.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import { useSonido } from '../../relay/sound.ts'
import { IconoEstado } from '../../ui/IconoEstado.tsx'
import { Tiempo } from './Tiempo.tsx'
import { tonoDe } from './tono.ts'

/** State, timer, where the call came in; and what can be done with the card itself. */
export function Cabecera({ visible: { tarjeta, fase }, mover }: { visible: Visible; mover: ReactNode }) {
  const hacer = useHacer()
  const { tocada } = useSonido()
  const desconectado = useRelay(estado => estado.conexion !== 'conectado')
  const { etiqueta, icono } = tonoDe(fase, tarjeta.llamada)
  const { nombre } = titular(tarjeta)
  return (
    <header className="cc-cabecera">
      <div className="cc-fila">
        <span className="cc-estado">
          <IconoEstado nombre={icono} tamano={16} />
          {etiqueta}
          <Tiempo tarjeta={tarjeta} fase={fase} />
        </span>
        <span className="cc-hueco" />
        {!tocada && fase === 'suena' && (
          <span className="cc-icono" role="img" title={t('sonido_espera')} aria-label={t('sonido_espera')}>
            <IconBellOff size={16} aria-hidden />
          </span>
        )}
        {mover}
        <button
          type="button"
          className="cc-icono"
          title={t('minimizar')}
          aria-label={t('minimizar')}
          onClick={() => hacer({ tipo: 'minimizar', id: tarjeta.id, minimizada: true })}
        >
          <IconMinus size={16} aria-hidden />
        </button>
        {fase !== 'hablando' && (
          <button
            type="button"
            className="cc-icono"
            title={t('quitar')}
            aria-label={t('descartar_de', { quien: nombre })}
            onClick={() => hacer({ tipo: 'cerrar', id: tarjeta.id })}
          >
            <IconX size={16} aria-hidden />
          </button>
        )}
      </div>
      <p className="cc-origen">{origen(tarjeta.llamada)}</p>
      {desconectado && <p className="cc-aviso cc-tono-ambar">{t('tarjeta_sin_conexion')}</p>}
    </header>
  )
}

function origen(llamada: Llamada): string {
  const partes = [
    llamada.linea?.etiqueta ?? llamada.linea?.numero,
    llamada.cola && t('cola_nombre', { cola: llamada.cola }),
    llamada.opcion && t('marco_opcion', { opcion: llamada.opcion }),
  ]
  return partes.filter(Boolean).join(' · ')
}
