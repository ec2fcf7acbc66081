import { useEffect, useRef } from 'react'
import { t } from '../../lib/i18n.ts'

export type Telefono = { clave: string; mostrado: string; etiqueta: string | null }
type Props = { telefonos: Telefono[]; elegir: (clave: string, mostrado: string) => void; cerrar: () => void }

/** The numbers of one person, to choose the one to call. Opened by a button, so it takes the focus; Escape gives it back. */
export function Telefonos({ telefonos, elegir, cerrar }: Props) {
  const lista = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const antes = document.activeElement
    lista.current?.querySelector('button')?.focus()
    return () => (antes instanceof HTMLElement ? antes.focus() : undefined)
  }, [])
  return (
    <ul
      ref={lista}
      className="cc-llamar-lista"
      aria-label={t('llamar_otro_numero')}
      onKeyDown={evento => {
        if (evento.key !== 'Escape') return
        evento.stopPropagation()
        cerrar()
      }}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && cerrar()}
    >
      {telefonos.map(({ clave, mostrado, etiqueta }) => (
        <li key={clave}>
          <button type="button" onClick={() => elegir(clave, mostrado)}>
            <span className="cc-cifras">{mostrado}</span>
            {etiqueta && <span className="cc-tenue">{etiqueta}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
