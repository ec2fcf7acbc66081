import { duracion, hora } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { ir } from '../../lib/ruta.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { ChipEstado } from '../../ui/ChipEstado.tsx'
import { Quien } from '../../ui/Quien.tsx'

const FILAS = 40

/** Today's finished calls, newest first; a row opens its detail in the history. */
export function TablaHoy({ llamadas, zona }: { llamadas: Llamada[]; zona: string }) {
  return (
    <table className="cc-tabla">
      <thead>
        <tr>
          <th scope="col" className="cc-estrecha">
            {t('columna_hora')}
          </th>
          <th scope="col" className="cc-estrecha">
            {t('columna_estado')}
          </th>
          <th scope="col" className="cc-ancha">
            {t('columna_quien')}
          </th>
          <th scope="col" className="cc-media">
            {t('columna_atiende')}
          </th>
          <th scope="col">{t('columna_motivo')}</th>
          <th scope="col" className="cc-estrecha cc-cifra">
            {t('columna_duracion')}
          </th>
        </tr>
      </thead>
      <tbody>
        {llamadas.slice(0, FILAS).map(llamada => (
          <tr key={llamada.id} data-pulsable="" onClick={() => ir(`/historial?llamada=${llamada.id}`)}>
            <td className="cc-estrecha cc-cifras">
              <button type="button" className="cc-fila-enlace">
                {hora(llamada.inicio, zona)}
              </button>
            </td>
            <td className="cc-estrecha">
              <ChipEstado llamada={llamada} />
            </td>
            <td>
              <Quien llamada={llamada} />
            </td>
            <td>{llamada.atiende?.nombre ?? llamada.atiende?.extension ?? ''}</td>
            <td>{llamada.tipificacion?.etiqueta ?? ''}</td>
            <td className="cc-estrecha cc-cifra">{llamada.conversacion_s ? duracion(llamada.conversacion_s) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
