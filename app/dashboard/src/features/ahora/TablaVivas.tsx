import { hablando } from '../../lib/estados.ts'
import { t } from '../../lib/i18n.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { useRelay } from '../../relay/react.ts'
import { ChipEstado } from '../../ui/ChipEstado.tsx'
import { Quien } from '../../ui/Quien.tsx'
import { Cronometro } from '../../ui/reloj.tsx'
import { enEspera } from './numeros.ts'

const ESPERA_LARGA_MS = 60_000

/** The calls of this moment, those that wait first. */
export function TablaVivas({ llamadas, ahora }: { llamadas: Llamada[]; ahora: number }) {
  const desfase_ms = useRelay(estado => estado.desfase_ms)
  const orden = llamadas.toSorted(
    (a, b) => Number(enEspera(b)) - Number(enEspera(a)) || Date.parse(a.inicio) - Date.parse(b.inicio),
  )
  return (
    <table className="cc-tabla">
      <thead>
        <tr>
          <th scope="col" className="cc-estrecha">
            {t('columna_estado')}
          </th>
          <th scope="col" className="cc-ancha">
            {t('columna_quien')}
          </th>
          <th scope="col">{t('columna_linea')}</th>
          <th scope="col" className="cc-media">
            {t('columna_atiende')}
          </th>
          <th scope="col" className="cc-estrecha cc-cifra">
            {t('columna_tiempo')}
          </th>
        </tr>
      </thead>
      <tbody>
        {orden.map(llamada => {
          const tarda = enEspera(llamada) && ahora + desfase_ms - Date.parse(llamada.inicio) > ESPERA_LARGA_MS
          return (
            <tr key={llamada.id} data-espera={tarda || undefined} data-llamada={llamada.id}>
              <td className="cc-estrecha">
                <ChipEstado llamada={llamada} />
              </td>
              <td>
                <Quien llamada={llamada} />
              </td>
              <td>{[llamada.linea?.etiqueta ?? llamada.linea?.numero, llamada.cola].filter(Boolean).join(' · ')}</td>
              <td>{atiende(llamada)}</td>
              <td className="cc-estrecha cc-cifra">
                <Cronometro
                  desde={(hablando(llamada) && llamada.contestada) || llamada.inicio}
                  desfase_ms={desfase_ms}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Who talks; while it rings, where. */
function atiende(llamada: Llamada): string {
  if (llamada.atiende) return [llamada.atiende.nombre, llamada.atiende.extension].filter(Boolean).join(' · ')
  const suenan = llamada.tramos.filter(tramo => tramo.estado === 'sonando' && tramo.extension)
  return suenan.map(tramo => tramo.extension).join(', ')
}
