import { duracion } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Hecho } from '../../lib/shapes.ts'

/** What happened to a call, in order, with the time since it came in. */
export function Cronologia({ hechos }: { hechos: Hecho[] }) {
  if (hechos.length === 0) return <p className="cc-tenue">{t('cronologia_vacia')}</p>
  return (
    <ol className="cc-tiempos">
      {hechos.map((hecho, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have no id of their own, and their order is their identity
        <li key={i}>
          <time dateTime={hecho.momento}>+{duracion(hecho.segundo)}</time>
          <span>{hecho.texto ?? hecho.tipo}</span>
        </li>
      ))}
    </ol>
  )
}
