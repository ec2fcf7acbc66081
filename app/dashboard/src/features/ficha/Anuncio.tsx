import { t } from '../../lib/i18n.ts'
import { titular } from '../../lib/title.ts'
import type { Tarjeta } from '../../relay/state.ts'

/** The polite live region. It exists before any call, and its text changes once per call, never each second. */
export function Anuncio({ suenan }: { suenan: Tarjeta[] }) {
  const ultima = suenan.at(-1)
  return (
    <div role="status" aria-live="polite" className="cc-solo-lector">
      {ultima ? texto(ultima) : ''}
    </div>
  )
}

function texto(tarjeta: Tarjeta): string {
  const { nombre } = titular(tarjeta)
  const donde = tarjeta.llamada.cola ?? tarjeta.llamada.linea?.etiqueta
  const posibles = tarjeta.candidatos.length > 1 ? `, ${t('n_personas', { n: tarjeta.candidatos.length })}` : ''
  return `${t('anuncio', { quien: nombre })}${donde ? `, ${donde}` : ''}${posibles}`
}
