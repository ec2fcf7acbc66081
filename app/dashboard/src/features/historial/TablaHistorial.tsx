import { duracion, hora, momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { ChipEstado } from '../../ui/ChipEstado.tsx'
import { IconoEstado } from '../../ui/IconoEstado.tsx'
import { Quien } from '../../ui/Quien.tsx'

type Props = {
  llamadas: Llamada[]
  zona: string
  abierta: number | null
  /** The detail is open beside it: only what identifies a call. */
  estrecha: boolean
  abrir: (id: number) => void
}

export function TablaHistorial({ llamadas, zona, abierta, estrecha, abrir }: Props) {
  const ahora = Date.now()
  return (
    <table className="cc-tabla cc-tabla-pegada">
      <thead>
        <tr>
          <th scope="col" className="cc-estrecha">
            {t('columna_hora')}
          </th>
          <th scope="col" className="cc-estrecha">
            {t('columna_estado')}
          </th>
          <th scope="col" className={estrecha ? 'cc-ancha' : 'cc-media'}>
            {t('columna_quien')}
          </th>
          {!estrecha && <th scope="col">{t('columna_linea')}</th>}
          <th scope="col">{t('columna_atiende')}</th>
          {!estrecha && <th scope="col">{t('columna_motivo')}</th>}
          {!estrecha && (
            <th scope="col" className="cc-estrecha cc-cifra">
              {t('columna_espera')}
            </th>
          )}
          <th scope="col" className="cc-estrecha cc-cifra">
            {t('columna_duracion')}
          </th>
        </tr>
      </thead>
      <tbody>
        {llamadas.map(llamada => (
          <tr
            key={llamada.id}
            data-pulsable=""
            data-llamada={llamada.id}
            aria-selected={llamada.id === abierta}
            onClick={() => abrir(llamada.id)}
          >
            <td className="cc-estrecha">
              <button type="button" className="cc-fila-enlace cc-cifras" title={hora(llamada.inicio, zona)}>
                {momento(llamada.inicio, ahora, zona)}
              </button>
            </td>
            <td className="cc-estrecha">
              <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                <Sentido direccion={llamada.direccion} />
                <ChipEstado llamada={llamada} />
              </span>
            </td>
            <td>
              <Quien llamada={llamada} />
            </td>
            {!estrecha && <td>{llamada.linea?.etiqueta ?? llamada.linea?.numero ?? llamada.cola ?? ''}</td>}
            <td>{[llamada.atiende?.nombre, llamada.atiende?.extension].filter(Boolean).join(' · ')}</td>
            {!estrecha && <td>{llamada.tipificacion?.etiqueta ?? ''}</td>}
            {!estrecha && (
              <td className="cc-estrecha cc-cifra">{llamada.espera_s === null ? '–' : duracion(llamada.espera_s)}</td>
            )}
            <td className="cc-estrecha cc-cifra">{llamada.conversacion_s ? duracion(llamada.conversacion_s) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sentido({ direccion }: { direccion: string }) {
  const nombre = direccion === 'saliente' ? 'saliente' : direccion === 'interna' ? 'interna' : 'entrante'
  const palabra = (
    { saliente: 'direccion_saliente', interna: 'direccion_interna', entrante: 'direccion_entrante' } as const
  )[nombre]
  return (
    <span
      role="img"
      aria-label={t(palabra)}
      title={t(palabra)}
      style={{ color: 'var(--cc-tenue)', display: 'inline-flex' }}
    >
      <IconoEstado nombre={nombre} tamano={16} />
    </span>
  )
}
