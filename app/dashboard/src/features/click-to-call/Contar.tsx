import { IconPhoneOutgoing, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { pedir } from '../../lib/api.ts'
import { hora } from '../../lib/format.ts'
import { type Palabra, t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import { type Llamada, llamadaSchema } from '../../lib/shapes.ts'
import { titular } from '../../lib/title.ts'
import { useHacer } from '../../relay/react.ts'

const resultados: [string, Palabra][] = [
  ['atendida', 'contar_atendida'],
  ['no_contesta', 'resultado_no_contesta'],
  ['ocupado', 'resultado_ocupado'],
  ['contestador', 'resultado_contestador'],
  ['numero_erroneo', 'resultado_numero_erroneo'],
]

/** Calls that the person dialled by hand: how did they go? The newest is asked about, the others wait as lines. */
export function Contar({ llamadas, zona }: { llamadas: Llamada[]; zona: string }) {
  const hacer = useHacer()
  const [elegida, elegir] = useState<number | null>(null)
  const [fallo, fallar] = useState<string | null>(null)
  const abierta = llamadas.find(({ id }) => id === elegida) ?? llamadas[0]
  if (!abierta) return null

  async function decir(camino: string, cuerpo?: object) {
    fallar(null)
    try {
      hacer({ tipo: 'llamada', llamada: await pedir('POST', camino, llamadaSchema, { cuerpo }) })
    } catch (motivo) {
      fallar(motivo instanceof Problema ? motivo.message : t('fallo'))
    }
  }
  const quien = titular({ llamada: abierta, ficha: null }).nombre
  return (
    <section className="cc-marcador cc-tono-azul" data-marcador="contar" aria-label={t('contar_titulo', { quien })}>
      <p className="cc-marcador-titulo">
        <IconPhoneOutgoing size={16} aria-hidden />
        <span className="cc-entera">{t('contar_titulo', { quien })}</span>
        <button
          type="button"
          className="cc-icono"
          aria-label={t('contar_no_llame')}
          title={t('contar_no_llame')}
          onClick={() => void decir(`/llamadas/${abierta.id}/colgar`)}
        >
          <IconX size={16} aria-hidden />
        </button>
      </p>
      <div className="cc-marcador-mandos">
        {abierta.numero && (
          <a className="cc-boton" href={`tel:${abierta.numero}`}>
            {t('contar_marcar')}
          </a>
        )}
        {resultados.map(([resultado, palabra]) => (
          <button
            key={resultado}
            type="button"
            className="cc-boton"
            onClick={() => void decir('/registrar', { llamada_id: abierta.id, resultado })}
          >
            {t(palabra)}
          </button>
        ))}
      </div>
      {fallo && (
        <p className="cc-aviso cc-tono-rojo" role="alert">
          {fallo}
        </p>
      )}
      {llamadas.length > 1 && (
        <ul className="cc-marcador-lista">
          {llamadas
            .filter(otra => otra !== abierta)
            .map(otra => (
              <li key={otra.id}>
                <button type="button" onClick={() => elegir(otra.id)}>
                  <span className="cc-recorta">{titular({ llamada: otra, ficha: null }).nombre}</span>
                  <span className="cc-cifras">{hora(Date.parse(otra.inicio), zona)}</span>
                </button>
              </li>
            ))}
        </ul>
      )}
    </section>
  )
}
