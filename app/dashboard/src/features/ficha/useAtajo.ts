import { type RefObject, useEffect } from 'react'

/**
 * Alt+Shift+L moves the focus into the card and back to where it was. The focus never moves by itself: a call that
 * comes in while somebody types must not take the next key.
 */
export function useAtajo(raiz: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let anterior: HTMLElement | null = null
    const pulsada = (evento: KeyboardEvent) => {
      if (!evento.altKey || !evento.shiftKey || evento.code !== 'KeyL') return
      const destino = raiz.current?.querySelector<HTMLElement>('[data-cc-foco]')
      if (!raiz.current || !destino) return
      evento.preventDefault()
      if (dentro(raiz.current)) return (anterior ?? document.body).focus()
      anterior = document.activeElement instanceof HTMLElement ? document.activeElement : null
      destino.focus()
    }
    document.addEventListener('keydown', pulsada)
    return () => document.removeEventListener('keydown', pulsada)
  }, [raiz])
}

/** Whether the focus is inside, also when we live in a shadow root. */
function dentro(elemento: HTMLElement): boolean {
  const raiz = elemento.getRootNode() as Document | ShadowRoot
  return elemento.contains(raiz.activeElement)
}

/** Keys without modifiers act only where nobody types (WCAG 2.1.4: and only with the focus inside the card). */
export function escribe(objetivo: EventTarget | null): boolean {
  return objetivo instanceof HTMLElement && objetivo.closest('input, textarea, select') !== null
}
