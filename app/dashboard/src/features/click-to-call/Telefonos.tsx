import { useLayoutEffect, useRef } from 'react'
import { t } from '../../lib/i18n.ts'

export type Telefono = { clave: string; mostrado: string; etiqueta: string | null }
type Props = {
  telefonos: Telefono[]
  elegir: (clave: string, mostrado: string) => void
  /** `vuelve`: the focus goes back to what opened it. */
  cerrar: (vuelve: boolean) => void
}

/** The numbers of one person, to choose the one to call. Opened by a button, so it takes the focus; Escape gives it back. */
export function Telefonos({ telefonos, elegir, cerrar }: Props) {
  const lista = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => lista.current?.querySelector('button')?.focus(), [])
  return (
    <ul
      ref={lista}
      className="cc-llamar-lista"
      aria-label={t('llamar_otro_numero')}
      onKeyDown={evento => {
        if (evento.key !== 'Escape') return
        evento.stopPropagation()
        cerrar(true)
      }}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && cerrar(false)}
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
