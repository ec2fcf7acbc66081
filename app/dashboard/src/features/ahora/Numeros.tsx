import { duracion, hace } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Estadisticas } from '../../lib/shapes.ts'
import { ALARMA_MS, type Numeros as Cifras } from './numeros.ts'

type Props = {
  numeros: Cifras
  /** null: not known yet. */
  hoy: Estadisticas | null
  /** Until this hour; null: not known, or nothing to compare with. */
  ayer: Estadisticas | null
  ahora: number
  zona: string
}

export function Numeros({ numeros, hoy, ayer, ahora, zona }: Props) {
  const { en_cola, espera_desde, en_conversacion, sin_devolver, mas_antigua } = numeros
  const alarma = mas_antigua !== null && ahora - Date.parse(mas_antigua) > ALARMA_MS
  const espera = espera_desde ? t('espera_max', { tiempo: duracion((ahora - Date.parse(espera_desde)) / 1_000) }) : null
  const espera_media_s = hoy?.total.espera_media_s ?? null
  return (
    <dl className="cc-numeros" style={{ margin: 0 }}>
      <Numero rotulo={t('en_cola')} ayuda={t('en_cola_def')} valor={en_cola} pie={espera ?? t('ninguna_espera')} />
      <Numero rotulo={t('en_conversacion')} ayuda={t('en_conversacion_def')} valor={en_conversacion} pie="" />
      <Numero
        rotulo={t('sin_devolver')}
        ayuda={t('sin_devolver_def')}
        valor={sin_devolver}
        pie={mas_antigua ? t('la_mas_antigua', { cuando: hace(mas_antigua, ahora, zona) }) : ''}
        alarma={alarma}
      />
      <Numero
        rotulo={t('nivel_servicio')}
        ayuda={hoy?.definiciones.nivel_servicio ?? ''}
        valor={porcentaje(hoy?.nivel_servicio.porcentaje)}
        pie={hoy ? deEntrantes(hoy) : ''}
        ayer={ayer?.nivel_servicio.porcentaje == null ? null : porcentaje(ayer.nivel_servicio.porcentaje)}
      />
      <Numero
        rotulo={t('espera_media')}
        ayuda={hoy?.definiciones.espera_media_s ?? ''}
        valor={espera_media_s === null ? '–' : duracion(espera_media_s)}
        pie=""
        ayer={ayer?.total.espera_media_s == null ? null : duracion(ayer.total.espera_media_s)}
      />
    </dl>
  )
}

const porcentaje = (valor: number | null | undefined): string => (valor == null ? '–' : `${Math.round(valor)} %`)

/** How many it is of, and within what: the definition, as short as the row has room for. */
function deEntrantes({ nivel_servicio: { cuentan, umbral_s } }: Estadisticas): string {
  return umbral_s === null ? t('de_n_entrantes', { n: cuentan }) : t('de_n_entrantes_en', { n: cuentan, s: umbral_s })
}

type Uno = {
  rotulo: string
  ayuda: string
  valor: string | number
  pie: string
  alarma?: boolean
  /** What it was yesterday at this hour. */
  ayer?: string | null
}

function Numero({ rotulo, ayuda, valor, pie, alarma, ayer = null }: Uno) {
  const de_ayer = ayer === null ? '' : t('ayer_a_esta_hora', { valor: ayer })
  return (
    <div className="cc-numero" title={ayuda} data-alarma={alarma || undefined}>
      <dt>{rotulo}</dt>
      <dd>
        <span className="cc-valor">{valor}</span>
        <small>{[pie, de_ayer].filter(Boolean).join(' · ')}</small>
      </dd>
    </div>
  )
}
