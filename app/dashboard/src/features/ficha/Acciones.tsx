import { IconCalendarPlus, IconExternalLink, IconSearch, IconUserPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Visible } from '../../relay/phase.ts'
import type { Props } from './FichaPacientePopup.tsx'
import type { Modo } from './Tarjeta.tsx'

/** What can be done about the caller: open their record, or find out who they are. */
export function Acciones({
  visible: { tarjeta, fase },
  fijarModo,
  llamar,
  abrirFicha,
  children,
}: Pick<Props, 'llamar' | 'abrirFicha'> & {
  visible: Visible
  fijarModo: (modo: Modo) => void
  children?: ReactNode
}) {
  const { ficha, contacto, llamada } = tarjeta
  const sin_identificar = !ficha && !contacto && llamada.identificacion !== 'interna'
  const abrir = ficha && (abrirFicha ? () => abrirFicha(ficha.id, ficha.url_ficha) : undefined)
  return (
    <footer className="cc-acciones">
      {fase === 'perdida' &&
        llamada.numero &&
        llamar?.({
          numero: llamada.numero,
          mostrado: llamada.numero_mostrado ?? llamada.numero,
          paciente_id: ficha?.id,
          llamada_id: llamada.id,
        })}
      {ficha && abrir && (
        <button type="button" className="cc-boton cc-primario" onClick={abrir}>
          <IconExternalLink size={16} aria-hidden />
          {t('abrir_ficha')}
        </button>
      )}
      {ficha && !abrir && ficha.url_ficha && (
        <a className="cc-boton cc-primario" href={ficha.url_ficha} target="_blank" rel="noreferrer">
          <IconExternalLink size={16} aria-hidden />
          {t('abrir_ficha')}
        </a>
      )}
      {ficha?.url_cita && (
        <a className="cc-boton" href={ficha.url_cita} target="_blank" rel="noreferrer">
          <IconCalendarPlus size={16} aria-hidden />
          {t('nueva_cita')}
        </a>
      )}
      {sin_identificar && (
        <>
          <button type="button" className="cc-boton" onClick={() => fijarModo('buscar')}>
            <IconSearch size={16} aria-hidden />
            {t('buscar_paciente')}
          </button>
          <button
            type="button"
            className={tarjeta.candidatos.length > 0 ? 'cc-boton' : 'cc-boton cc-primario'}
            aria-keyshortcuts="N"
            title={t('crear_ficha_atajo')}
            onClick={() => fijarModo('crear')}
          >
            <IconUserPlus size={16} aria-hidden />
            {t('crear_ficha')}
          </button>
        </>
      )}
      {children}
    </footer>
  )
}
