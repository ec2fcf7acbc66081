import { IconArrowLeft, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { nombreCompleto } from '../lib/format.ts'
import { t } from '../lib/i18n.ts'
import { buscar } from '../lib/llamada.ts'
import { Problema } from '../lib/problem.ts'
import type { Candidato } from '../lib/shapes.ts'

const PAUSA_MS = 150

type Props = { elegir: (paciente_id: number) => Promise<void>; eligiendo: number | null; volver: () => void }

/** Type-ahead over name, number and DNI; arrows and Enter choose. */
export function Buscar({ elegir, eligiendo, volver }: Props) {
  const lista = useId()
  const [q, fijarQ] = useState('')
  const [marcado, marcar] = useState(0)
  const { hallados, fallo } = useBusqueda(q)

  function pulsada(evento: KeyboardEvent) {
    const paso = { ArrowDown: 1, ArrowUp: -1 }[evento.key]
    if (paso && hallados?.length) {
      evento.preventDefault()
      marcar((marcado + paso + hallados.length) % hallados.length)
    }
    const elegido = hallados?.[marcado]
    if (evento.key === 'Enter' && elegido) void elegir(elegido.id)
  }

  return (
    <div className="cc-buscar">
      <div className="cc-fila">
        <button type="button" className="cc-icono" onClick={volver} aria-label={t('volver')}>
          <IconArrowLeft size={16} aria-hidden />
        </button>
        <div className="cc-campo-icono">
          <IconSearch size={16} aria-hidden />
          <input
            // biome-ignore lint/a11y/noAutofocus: it opens because the person asked for it
            autoFocus
            className="cc-campo"
            type="search"
            role="combobox"
            aria-expanded={(hallados?.length ?? 0) > 0}
            aria-controls={lista}
            aria-activedescendant={hallados?.[marcado] ? `${lista}-${marcado}` : undefined}
            aria-label={t('buscar_paciente')}
            placeholder={t('buscar_pista')}
            value={q}
            onInput={evento => {
              fijarQ(evento.currentTarget.value)
              marcar(0)
            }}
            onKeyDown={pulsada}
          />
        </div>
      </div>
      <div id={lista} role="listbox" aria-label={t('resultados')} className="cc-candidatos">
        {hallados?.map((persona, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
          <div
            key={persona.id}
            id={`${lista}-${i}`}
            role="option"
            aria-selected={i === marcado}
            className="cc-candidato"
            data-eligiendo={eligiendo === persona.id || undefined}
            onClick={() => void elegir(persona.id)}
          >
            <span>
              <strong>{nombreCompleto(persona)}</strong>
              <span className="cc-tenue">
                {[persona.edad !== null && t('anos', { n: persona.edad }), persona.n_historia]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </div>
        ))}
      </div>
      <p className="cc-tenue" role="status">
        {fallo ?? (hallados?.length === 0 ? t('nadie', { q }) : '')}
      </p>
    </div>
  )
}

function useBusqueda(q: string): { hallados: Candidato[] | null; fallo: string | null } {
  const [hallados, fijarHallados] = useState<Candidato[] | null>(null)
  const [fallo, fijarFallo] = useState<string | null>(null)
  useEffect(() => {
    const texto = q.trim()
    if (texto.length < 2) return fijarHallados(null)
    const corte = new AbortController()
    const espera = setTimeout(() => {
      buscar(texto, corte.signal).then(
        personas => {
          fijarHallados(personas)
          fijarFallo(null)
        },
        motivo => motivo instanceof Problema && fijarFallo(motivo.message),
      )
    }, PAUSA_MS)
    return () => {
      clearTimeout(espera)
      corte.abort()
    }
  }, [q])
  return { hallados, fallo }
}
