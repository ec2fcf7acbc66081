import llamar from '../ui/llamar.css?inline'
import tokens from '../ui/tokens.css?inline'
import { vestir } from './hoja.ts'

/** <click-to-call numero mostrado no-llamar>: a number that is called with one click, in any page of the ERP. */
export class Llamable extends HTMLElement {
  static observedAttributes = ['numero', 'mostrado', 'no-llamar']

  connectedCallback(): void {
    this.#dibujar()
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#dibujar()
  }

  #dibujar(): void {
    const raiz = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    vestir(raiz, tokens, llamar)
    const numero = this.getAttribute('numero')
    const motivo = this.getAttribute('no-llamar')
    const enlace = document.createElement(numero && motivo === null ? 'a' : 'button')
    enlace.className = 'cc-llamar'
    enlace.part.add('boton')
    enlace.textContent = this.getAttribute('mostrado') ?? numero ?? '–'
    if (enlace instanceof HTMLAnchorElement) enlace.href = `tel:${(numero ?? '').replace(/[^\d+*#]/g, '')}`
    else if (enlace instanceof HTMLButtonElement) enlace.disabled = true
    if (motivo) enlace.title = motivo
    raiz.replaceChildren(enlace)
  }
}
