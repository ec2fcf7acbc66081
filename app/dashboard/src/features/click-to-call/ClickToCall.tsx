import { IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { t } from '../../lib/i18n.ts'

export type Props = {
  /** As it is dialled; null when it is hidden. */
  numero: string | null
  /** As a person reads it. */
  mostrado?: string | null | undefined
  /** The patient asked not to be called, and why. */
  no_llamar?: string | null | undefined
  compacto?: boolean
}

/**
 * A number that is called with one click. Where the PBX cannot originate, which is everywhere for now, the number goes
 * to the computer's telephone application (`tel:`) and the tooltip says so; what must not be called is disabled.
 */
export function ClickToCall({ numero, mostrado, no_llamar, compacto = false }: Props) {
  const texto = mostrado ?? numero ?? t('numero_oculto')
  const impedimento = numero === null ? t('llamar_oculto') : no_llamar ? t('llamar_no', { motivo: no_llamar }) : null
  if (impedimento || numero === null) {
    return (
      <button type="button" className="cc-llamar" disabled title={impedimento ?? ''}>
        <IconPhoneOff size={15} aria-hidden />
        <span className="cc-cifras">{texto}</span>
      </button>
    )
  }
  return (
    <a
      className="cc-llamar"
      href={`tel:${numero.replace(/[^\d+*#]/g, '')}`}
      aria-label={t('llamar_a', { numero: texto })}
      title={t('llamar_sin_origen')}
    >
      <IconPhone size={15} aria-hidden />
      {!compacto && <span className="cc-cifras">{texto}</span>}
    </a>
  )
}
