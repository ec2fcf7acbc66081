import { t } from '../lib/i18n.ts'
import type { Llamada } from '../lib/shapes.ts'
import { titular } from '../lib/title.ts'

/** Who a call is with, and their number below when the first line is a name. */
export function Quien({ llamada }: { llamada: Llamada }) {
  const { nombre, conocido } = titular({ llamada })
  const segunda = conocido
    ? llamada.numero_mostrado
    : llamada.posibles > 1
      ? t('n_posibles', { n: llamada.posibles })
      : null
  return (
    <>
      <strong className={conocido ? undefined : 'cc-cifras'}>{nombre}</strong>
      {segunda && <span className="cc-segunda cc-cifras">{segunda}</span>}
    </>
  )
}
