import { IconArrowsMove } from '@tabler/icons-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { visibles } from '../../relay/phase.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import { Limite } from '../../ui/Limite.tsx'
import { useAhora } from '../../ui/reloj.tsx'
import { Anuncio } from './Anuncio.tsx'
import { Linea } from './Linea.tsx'
import { Pildora } from './Pildora.tsx'
import { Tarjeta } from './Tarjeta.tsx'
import { useAtajo } from './useAtajo.ts'
import { useTimbre } from './useTimbre.ts'

export type Esquina = 'abajo-derecha' | 'abajo-izquierda' | 'arriba-izquierda' | 'arriba-derecha'
const esquinas: Esquina[] = ['abajo-derecha', 'abajo-izquierda', 'arriba-izquierda', 'arriba-derecha']
const CLAVE_ESQUINA = 'cc.esquina'
const LINEAS_MAX = 3

/** Whom a card offers to call back. */
export type QueLlamar = { numero: string; mostrado: string; paciente_id?: number | undefined; llamada_id: number }

export type Props = {
  /** Time zone of days and hours. */
  zona: string
  /** How to call a number back, drawn by whoever hosts the popup. */
  llamar?: (que: QueLlamar) => ReactNode
  /** Above the cards: the calls that are being made from here. */
  encima?: ReactNode
  /** Opens the patient's record; without it the address of the ERP is followed. */
  abrirFicha?: (paciente_id: number, url: string | null) => void
}

/** The card that says who calls, in a corner of the page: one card for the call that matters, a line for each other. */
export function FichaPacientePopup({ zona, llamar, abrirFicha, encima }: Props) {
  const estado = useRelay(todo => todo)
  const hacer = useHacer()
  const ahora = useAhora()
  const raiz = useRef<HTMLDivElement>(null)
  const [esquina, mover] = useEsquina()
  const pila = visibles(estado, ahora)
  const clave_suena = pila
    .filter(v => v.fase === 'suena')
    .map(v => v.tarjeta.id)
    .join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list only when other calls ring, not every second
  const suenan = useMemo(() => pila.filter(v => v.fase === 'suena').map(v => v.tarjeta), [clave_suena])
  useTimbre(suenan, estado.enfocada)
  useAtajo(raiz)

  // Minimising the first must not unfold the next: only what is on top is ever open.
  const primera = pila.find(({ fase }) => fase !== 'de_otro')
  const abierta = primera?.tarjeta.minimizada ? undefined : primera
  const resto = pila.filter(visible => visible !== abierta)
  const lineas = resto.slice(0, LINEAS_MAX)
  const solo_pildora = !abierta && resto.length === 1 && resto[0]?.fase !== 'de_otro' ? resto[0] : undefined

  return (
    <div
      className={`cc-popup cc-${esquina}`}
      ref={raiz}
      data-cc-popup=""
      data-animada={document.hasFocus() || undefined}
    >
      <Anuncio suenan={suenan} />
      <Limite>{encima}</Limite>
      {pila.length > 0 && (
        <section className="cc-pila" aria-label={t('popup')}>
          {solo_pildora ? (
            <Limite key={solo_pildora.tarjeta.id} de={solo_pildora.tarjeta}>
              <Pildora visible={solo_pildora} abrir={() => hacer({ tipo: 'activar', id: solo_pildora.tarjeta.id })} />
            </Limite>
          ) : (
            lineas.map(visible => (
              <Limite key={visible.tarjeta.id} de={visible.tarjeta}>
                <Linea visible={visible} />
              </Limite>
            ))
          )}
          {resto.length > LINEAS_MAX && <p className="cc-mas">{t('y_mas', { n: resto.length - LINEAS_MAX })}</p>}
          {abierta && (
            <Limite key={abierta.tarjeta.id} de={abierta.tarjeta}>
              <Tarjeta
                visible={abierta}
                zona={zona}
                llamar={llamar}
                abrirFicha={abrirFicha}
                mover={
                  <button type="button" className="cc-icono" onClick={mover} title={t('mover')} aria-label={t('mover')}>
                    <IconArrowsMove size={16} aria-hidden />
                  </button>
                }
              />
            </Limite>
          )}
        </section>
      )}
    </div>
  )
}

/** The corner, remembered by this browser; the button goes round, which needs no mouse. */
function useEsquina(): [Esquina, () => void] {
  const [esquina, fijar] = useState<Esquina>(() => {
    const guardada = localStorage.getItem(CLAVE_ESQUINA) as Esquina
    return esquinas.includes(guardada) ? guardada : 'abajo-derecha'
  })
  const mover = () => {
    const siguiente = esquinas[(esquinas.indexOf(esquina) + 1) % esquinas.length] ?? 'abajo-derecha'
    localStorage.setItem(CLAVE_ESQUINA, siguiente)
    fijar(siguiente)
  }
  return [esquina, mover]
}
