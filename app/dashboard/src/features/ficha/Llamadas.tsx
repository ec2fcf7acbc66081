import { aspectoDeResultado } from '../../lib/estados.ts'
import { momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Ficha } from '../../lib/shapes.ts'
import { IconoEstado } from '../../ui/IconoEstado.tsx'

/** The last calls with a person: when, how it ended, about what, with whom. */
export function Llamadas({ llamadas, zona }: { llamadas: Ficha['ultimas_llamadas']; zona: string }) {
  if (llamadas.length === 0) return null
  return (
    <div className="cc-paciente">
      <h3 className="cc-rotulo">{t('ultimas_llamadas')}</h3>
      <ul className="cc-llamadas">
        {llamadas.slice(0, 3).map(llamada => {
          const aspecto = llamada.resultado ? aspectoDeResultado(llamada.resultado) : undefined
          const icono = llamada.direccion === 'saliente' ? 'saliente' : (aspecto?.icono ?? 'entrante')
          return (
            <li key={llamada.id} className={`cc-tono-${aspecto?.tono ?? 'gris'}`}>
              <IconoEstado nombre={icono} />
              <span>
                <span>{momento(llamada.inicio, Date.now(), zona)}</span>
                <span className="cc-tenue">
                  {[llamada.tipificacion ?? (aspecto && t(aspecto.etiqueta)), llamada.agente]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {llamada.nota && <span className="cc-cita">{llamada.nota}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
