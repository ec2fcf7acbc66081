import { IconChevronDown, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { pedirLlamada, type Que, usePedido } from '../../relay/pedido.ts'
import { ocupada } from '../../relay/peticiones.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import type { Estado } from '../../relay/state.ts'
import { type Telefono, Telefonos } from './Telefonos.tsx'

export type Props = {
  /** As it is dialled; null when it is hidden. */
  numero: string | null
  /** As a person reads it. */
  mostrado?: string | null | undefined
  /** Whom it is, and what this answers: kept with the call. */
  paciente_id?: number | undefined
  llamada_id?: number | undefined
  seguimiento_id?: number | undefined
  /** Their other numbers, to choose among. */
  telefonos?: Telefono[] | undefined
  compacto?: boolean
}

/** A number that is called with one click: our telephone rings first. What may not be called is the server's to say. */
export function ClickToCall({ numero, mostrado, telefonos = [], compacto = false, ...de }: Props) {
  const hacer = useHacer()
  const pidiendo = usePedido()?.estado === 'enviando'
  const impide = useRelay(impedimento)
  const [abierto, abrir] = useState(false)
  const mas = useRef<HTMLButtonElement>(null)
  const texto = mostrado ?? numero ?? t('numero_oculto')
  const motivo = numero === null ? t('llamar_oculto') : impide ? t(impide) : null
  const inactivo = motivo !== null || pidiendo

  const llamar = (a: string, leido: string) => {
    abrir(false)
    const { paciente_id, llamada_id, seguimiento_id } = de
    const que: Que = { numero: a, ...definidos({ paciente_id, llamada_id, seguimiento_id }) }
    void pedirLlamada(hacer, que, leido)
  }
  const cerrar = (vuelve: boolean) => {
    if (vuelve) mas.current?.focus()
    abrir(false)
  }
  return (
    <span className="cc-llamar-grupo">
      <button
        type="button"
        className="cc-llamar"
        disabled={inactivo}
        aria-label={t('llamar_a', { numero: texto })}
        title={motivo ?? t('llamar_ayuda')}
        onClick={() => numero !== null && llamar(numero, texto)}
      >
        {motivo ? <IconPhoneOff size={15} aria-hidden /> : <IconPhone size={15} aria-hidden />}
        {!compacto && <span className="cc-cifras">{texto}</span>}
      </button>
      {telefonos.length > 1 && (
        <button
          ref={mas}
          type="button"
          className="cc-llamar cc-llamar-mas"
          disabled={inactivo}
          aria-expanded={abierto}
          aria-label={t('llamar_otro_numero')}
          title={t('llamar_otro_numero')}
          onClick={() => abrir(!abierto)}
        >
          <IconChevronDown size={15} aria-hidden />
        </button>
      )}
      {abierto && <Telefonos telefonos={telefonos} elegir={llamar} cerrar={cerrar} />}
    </span>
  )
}

function impedimento(estado: Estado): 'llamar_ocupado' | 'llamar_sin_conexion' | 'llamar_centralita_caida' | null {
  if (estado.conexion === 'sin_conexion') return 'llamar_sin_conexion'
  const centralitas = Object.values(estado.centralitas)
  if (centralitas.length > 0 && centralitas.every(una => !una.disponible)) return 'llamar_centralita_caida'
  return ocupada(estado) ? 'llamar_ocupado' : null
}

const definidos = (objeto: Record<string, number | undefined>): Que =>
  Object.fromEntries(Object.entries(objeto).filter(([, valor]) => valor !== undefined))
