import { IconAlertTriangle, IconCalendarEvent, IconHistory, IconInfoCircle, IconPhoneOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { dinero, fecha, momento, nombreCompleto } from '../../lib/format.ts'
import { type Palabra, t } from '../../lib/i18n.ts'
import type { Cita, Ficha } from '../../lib/shapes.ts'

/** Who is on the line; below, what the moment asks for. */
export function Paciente({ ficha, children }: { ficha: Ficha; children?: ReactNode }) {
  return (
    <div className="cc-paciente">
      <h2 className="cc-nombre">{nombreCompleto(ficha)}</h2>
      <p className="cc-datos">{datos(ficha)}</p>
      {ficha.menor && <p className="cc-aviso cc-tono-morado">{menor(ficha)}</p>}
      {ficha.no_llamar && (
        <p className="cc-aviso cc-tono-rojo">
          <IconPhoneOff size={15} aria-hidden />
          {[t('no_llamar'), ficha.no_llamar_motivo].filter(Boolean).join(': ')}
        </p>
      )}
      {children}
    </div>
  )
}

/** What reception needs before picking up, in reading order: appointments, what to mind, what is owed. */
export function Agenda({ ficha, zona }: { ficha: Ficha; zona: string }) {
  return (
    <>
      <ul className="cc-citas">
        <li>
          <IconCalendarEvent size={17} aria-hidden />
          {ficha.proxima_cita ? (
            <span>
              <span className="cc-rotulo">{t('proxima_cita')}</span>
              <strong>{momento(ficha.proxima_cita.inicio, Date.now(), zona)}</strong>
              <span className="cc-tenue">{detalle(ficha.proxima_cita)}</span>
            </span>
          ) : (
            <span className="cc-tenue">{t('sin_cita')}</span>
          )}
        </li>
        {ficha.ultima_cita && (
          <li>
            <IconHistory size={17} aria-hidden />
            <span>
              <span className="cc-rotulo">{t('ultima_visita')}</span>
              <span className="cc-tenue">
                {[fecha(ficha.ultima_cita.inicio, zona, true), ficha.ultima_cita.tratamiento]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        )}
      </ul>
      {ficha.avisos.map(({ nivel, texto }) => (
        <p key={texto} className={`cc-aviso cc-tono-${tonos[nivel] ?? 'gris'}`}>
          {nivel === 'info' ? <IconInfoCircle size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
          {texto}
        </p>
      ))}
      {negados(ficha) && (
        <p className="cc-aviso cc-tono-gris">
          <IconInfoCircle size={15} aria-hidden />
          {`${t('no_autoriza')}: ${negados(ficha)}`}
        </p>
      )}
      {ficha.saldo_cent !== null && ficha.saldo_cent > 0 && (
        <p className="cc-par">
          <span>{t('saldo')}</span>
          <strong className="cc-cifras">{dinero(ficha.saldo_cent, ficha.moneda ?? 'EUR')}</strong>
        </p>
      )}
    </>
  )
}

/** What the patient refused or withdrew, by purpose and, where it is not every one, channel. */
function negados(ficha: Ficha): string {
  return ficha.consentimientos
    .filter(({ valor }) => valor !== 'concedido')
    .map(({ finalidad, canal }) =>
      [t(`finalidad_${finalidad}` as Palabra), canal === 'cualquiera' ? '' : t(`canal_${canal}` as Palabra)]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ')
}

const tonos: Record<string, string> = { info: 'azul', atencion: 'ambar', urgente: 'rojo' }

function datos(ficha: Ficha): string {
  const partes = [
    ficha.edad !== null && t('anos', { n: ficha.edad }),
    ficha.n_historia && t('historia', { n: ficha.n_historia }),
    ficha.trato === 'tu' && t('tutear'),
    ficha.idioma && ficha.idioma !== 'es' && t('habla', { idioma: ficha.idioma }),
  ]
  return partes.filter(Boolean).join(' · ')
}

function menor(ficha: Ficha): string {
  const tutores = ficha.tutores.map(tutor => tutor.nombre).join(', ')
  return tutores ? t('menor_tutor', { tutores }) : t('menor')
}

const detalle = (cita: Cita): string => [cita.tratamiento, cita.profesional].filter(Boolean).join(' · ')
