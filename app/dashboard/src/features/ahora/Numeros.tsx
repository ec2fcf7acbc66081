import { duracion, hace } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { ALARMA_MS, type Numeros as Cifras } from './numeros.ts'

type Props = { numeros: Cifras; ahora: number; zona: string }

export function Numeros({ numeros, ahora, zona }: Props) {
  const { en_cola, espera_desde, en_conversacion, sin_devolver, mas_antigua, entrantes } = numeros
  const alarma = mas_antigua !== null && ahora - Date.parse(mas_antigua) > ALARMA_MS
  const espera = espera_desde ? t('espera_max', { tiempo: duracion((ahora - Date.parse(espera_desde)) / 1_000) }) : null
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
        ayuda={t('nivel_servicio_def')}
        valor={numeros.nivel_servicio === null ? '–' : `${numeros.nivel_servicio} %`}
        pie={t('de_n_entrantes', { n: entrantes })}
      />
      <Numero
        rotulo={t('espera_media')}
        ayuda={t('espera_media_def')}
        valor={numeros.espera_media_s === null ? '–' : duracion(numeros.espera_media_s)}
        pie=""
      />
    </dl>
  )
}

type Uno = { rotulo: string; ayuda: string; valor: string | number; pie: string; alarma?: boolean }

function Numero({ rotulo, ayuda, valor, pie, alarma }: Uno) {
  return (
    <div className="cc-numero" title={ayuda} data-alarma={alarma || undefined}>
      <dt>{rotulo}</dt>
      <dd>
        <span className="cc-valor">{valor}</span>
        <small>{pie}</small>
      </dd>
    </div>
  )
}
