import { IconArrowForwardUp, IconPhoneOff } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { pedir } from '../../lib/api.ts'
import { t } from '../../lib/i18n.ts'
import { Problema } from '../../lib/problem.ts'
import { type Llamada, llamadaSchema } from '../../lib/shapes.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import { Reparo } from '../../ui/Reparo.tsx'

/** What can be done to a call that lives: give it up or hang up, hand it over. What comes of it is told by events. */
export function Mandos({ llamada: { id, centralita_id, peticion }, hablan }: { llamada: Llamada; hablan: boolean }) {
  const hacer = useHacer()
  const ordenes = useRelay(estado => estado.centralitas[centralita_id ?? 0]?.ordenes) ?? []
  const orden = useRelay(estado => estado.ordenes[id])
  const cuelga = ordenes.includes('colgar') || peticion?.estado === 'pedida'
  const [ocupado, ocupar] = useState(false)
  const [fallo, fallar] = useState<string | null>(null)
  const [destino, fijarDestino] = useState<string | null>(null)

  async function mandar(que: 'colgar' | 'transferir', cuerpo?: { destino: string }) {
    ocupar(true)
    fallar(null)
    hacer({ tipo: 'ordenar', llamada_id: id })
    try {
      hacer({ tipo: 'llamada', llamada: await pedir('POST', `/llamadas/${id}/${que}`, llamadaSchema, { cuerpo }) })
      fijarDestino(null)
    } catch (motivo) {
      fallar(motivo instanceof Problema ? motivo.message : t('fallo'))
    } finally {
      ocupar(false)
    }
  }
  function pasar(evento: FormEvent) {
    evento.preventDefault()
    if (destino?.trim()) void mandar('transferir', { destino: destino.trim() })
  }
  return (
    <>
      <div className="cc-marcador-mandos">
        <button
          type="button"
          className="cc-boton cc-peligro"
          disabled={ocupado || !cuelga}
          title={cuelga ? '' : t('llamar_cuelga_tu')}
          onClick={() => void mandar('colgar')}
        >
          <IconPhoneOff size={16} aria-hidden />
          {t(hablan ? 'llamar_colgar' : 'llamar_cancelar')}
        </button>
        {hablan && ordenes.includes('transferir') && (
          <button
            type="button"
            className="cc-boton"
            aria-expanded={destino !== null}
            onClick={() => fijarDestino(destino === null ? '' : null)}
          >
            <IconArrowForwardUp size={16} aria-hidden />
            {t('llamar_transferir')}
          </button>
        )}
      </div>
      {hablan && destino !== null && (
        <form className="cc-marcador-mandos" onSubmit={pasar}>
          <input
            className="cc-campo-breve"
            type="tel"
            autoComplete="off"
            maxLength={64}
            value={destino}
            onChange={({ currentTarget }) => fijarDestino(currentTarget.value)}
            aria-label={t('llamar_transferir_a')}
            placeholder={t('llamar_transferir_a')}
          />
          <button type="submit" className="cc-boton cc-primario" disabled={ocupado || !destino.trim()}>
            {t('llamar_pasar')}
          </button>
        </form>
      )}
      <Reparo orden={orden} />
      {fallo && (
        <p className="cc-aviso cc-tono-rojo" role="alert">
          {fallo}
        </p>
      )}
    </>
  )
}
