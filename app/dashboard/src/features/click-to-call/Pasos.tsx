import { IconCheck, IconX } from '@tabler/icons-react'
import { aspecto } from '../../lib/estados.ts'
import { type Palabra, t } from '../../lib/i18n.ts'
import { motivos } from '../../lib/motivos.ts'
import type { Llamada } from '../../lib/shapes.ts'
import { titular } from '../../lib/title.ts'
import { paso } from '../../relay/peticiones.ts'
import { IconoEstado } from '../../ui/IconoEstado.tsx'
import { Mandos } from './Mandos.tsx'

/** A call that was asked for, as far as events say: 1 our telephone rings → 2 we pick up → 3 the other side is called. */
export function Pasos({ llamada, cerrar }: { llamada: Llamada; cerrar: () => void }) {
  const donde = paso(llamada)
  const { nombre } = titular({ llamada, ficha: null })
  const { etiqueta, icono } = aspecto(llamada)
  const extension = llamada.atiende?.extension ?? ''
  const dudosa = llamada.peticion?.estado === 'incierta' && donde === 1
  const tono = donde === 4 ? 'verde' : donde === 5 || dudosa ? 'ambar' : 'azul'
  return (
    <section className={`cc-marcador cc-tono-${tono}`} data-marcador={donde} aria-label={t('llamar_marcador')}>
      <p className="cc-marcador-titulo">
        <IconoEstado nombre={icono} tamano={16} />
        <span className="cc-recorta">{nombre}</span>
        {donde === 5 && (
          <button type="button" className="cc-icono" aria-label={t('llamar_quitar')} onClick={cerrar}>
            <IconX size={16} aria-hidden />
          </button>
        )}
      </p>
      <p className={donde === 5 ? undefined : 'cc-solo-lector'} role="status">
        {donde < 4 ? t(ahora[donde as 1 | 2 | 3], { extension, quien: nombre }) : t(etiqueta)}
      </p>
      {donde < 4 && (
        <ol className="cc-pasos">
          {([1, 2, 3] as const).map(n => (
            <li
              key={n}
              data-paso={n < donde ? 'hecho' : n === donde ? 'ahora' : 'luego'}
              aria-current={n === donde ? 'step' : undefined}
            >
              <span className="cc-paso-numero" aria-hidden>
                {n < donde ? <IconCheck size={13} /> : n}
              </span>
              {t(pasos[n], { extension, quien: nombre })}
            </li>
          ))}
        </ol>
      )}
      {(dudosa || donde === 5) && <p className="cc-tenue">{porque(llamada)}</p>}
      {donde < 5 && <Mandos llamada={llamada} hablan={donde === 4} />}
    </section>
  )
}

const pasos: Record<1 | 2 | 3, Palabra> = { 1: 'llamar_paso_1', 2: 'llamar_paso_2', 3: 'llamar_paso_3' }
const ahora: Record<1 | 2 | 3, Palabra> = { 1: 'llamar_paso_1', 2: 'llamar_paso_2_ahora', 3: 'llamar_paso_3' }

/** Why it was not put through, in words: the PBX's own reason, else what the outcome means. */
function porque(llamada: Llamada): string {
  const motivo = llamada.peticion?.motivo ? motivos[llamada.peticion.motivo] : undefined
  return motivo ? t(motivo) : t(aspecto(llamada).ayuda)
}
