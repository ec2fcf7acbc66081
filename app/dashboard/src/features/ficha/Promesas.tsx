import { IconFlag } from '@tabler/icons-react'
import { useState } from 'react'
import { plazo } from '../../lib/dias.ts'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import { type Promesa, promesas } from '../../relay/promises.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import type { Tarjeta } from '../../relay/state.ts'
import { cumplir } from './acciones.ts'

type Props = { tarjeta: Tarjeta; zona: string /** While somebody talks to them, or just did. */; cumplible: boolean }

/** What was promised to the caller, late ones in red and in words; closed with one click while they are on the line. */
export function Promesas({ tarjeta, zona, cumplible }: Props) {
  const hacer = useHacer()
  const conocidos = useRelay(estado => estado.seguimientos)
  const [fallo, fijarFallo] = useState<string | null>(null)
  const pendientes = promesas(tarjeta, conocidos)

  async function cumplida({ id, version }: Promesa): Promise<void> {
    if (version === null) return
    fijarFallo(null)
    try {
      hacer({ tipo: 'seguimiento', seguimiento: await cumplir(id, version) })
    } catch (motivo) {
      fijarFallo(motivo instanceof Problema ? motivo.message : t('fallo'))
    }
  }

  if (pendientes.length === 0) return null
  return (
    <ul className="cc-promesas" aria-label={t('promesas')}>
      {pendientes.map(promesa => {
        const { texto, tono } = promesa.vence
          ? plazo(promesa.vence, Date.now(), zona)
          : { texto: t('promesa'), tono: 'azul' }
        return (
          <li key={promesa.id} className={`cc-aviso cc-tono-${tono}`} data-promesa={promesa.id}>
            <IconFlag size={15} aria-hidden />
            <span>
              <strong>{texto}</strong>
              <span>{promesa.texto}</span>
            </span>
            {cumplible && promesa.version !== null && (
              <button
                type="button"
                className="cc-tipo"
                aria-label={t('promesa_hecha_de', { texto: promesa.texto ?? texto })}
                onClick={() => void cumplida(promesa)}
              >
                {t('promesa_hecha')}
              </button>
            )}
          </li>
        )
      })}
      {fallo && (
        <li className="cc-error" role="alert">
          {fallo}
        </li>
      )}
    </ul>
  )
}
