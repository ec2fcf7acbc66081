import { direccion } from '../lib/api.ts'
import { duracion } from '../lib/format.ts'
import { t } from '../lib/i18n.ts'
import type { Grabacion } from '../lib/shapes.ts'

/** A message that a caller left. Nothing is fetched until somebody listens: the server notes who did. */
export function Mensaje({ grabacion }: { grabacion: Grabacion }) {
  if (grabacion.estado !== 'lista') {
    return (
      <span className="cc-tenue">{t(grabacion.estado === 'pendiente' ? 'mensaje_pendiente' : 'mensaje_fallido')}</span>
    )
  }
  const rotulo =
    grabacion.duracion_s === null ? t('mensaje') : t('mensaje_duracion', { tiempo: duracion(grabacion.duracion_s) })
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what the caller said
    <audio
      className="cc-mensaje"
      controls
      preload="none"
      aria-label={rotulo}
      src={direccion(`/grabaciones/${grabacion.id}/audio`)}
    />
  )
}
