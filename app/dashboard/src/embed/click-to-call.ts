import type { Que } from '../relay/pedido.ts'
import llamar from '../ui/llamar.css?inline'
import tokens from '../ui/tokens.css?inline'
import { vestir } from './hoja.ts'

/** Asks for a call; false when nobody is logged in on this page. */
type Telefono = (que: Que, quien: string) => boolean
let telefono: Telefono = () => false
export const fijarTelefono = (este: Telefono): void => {
  telefono = este
}

/**
 * <click-to-call numero mostrado paciente-id seguimiento-id no-llamar>: a number that is called with one click, in any page of the
 * ERP. With a popup and its person on the page the PBX is asked; else the number goes to the computer's telephone (`tel:`).
 */
export class Llamable extends HTMLElement {
  static observedAttributes = ['numero', 'mostrado', 'no-llamar', 'paciente-id', 'seguimiento-id']

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
    const texto = this.getAttribute('mostrado') ?? numero ?? '–'
    const enlace = document.createElement(numero && motivo === null ? 'a' : 'button')
    enlace.className = 'cc-llamar'
    enlace.part.add('boton')
    enlace.textContent = texto
    if (enlace instanceof HTMLAnchorElement && numero) {
      enlace.href = `tel:${numero.replace(/[^\d+*#]/g, '')}`
      enlace.addEventListener('click', evento => {
        if (telefono({ numero, ...this.#de() }, texto)) evento.preventDefault()
      })
    } else if (enlace instanceof HTMLButtonElement) enlace.disabled = true
    if (motivo) enlace.title = motivo
    raiz.replaceChildren(enlace)
  }

  #de(): Que {
    const [paciente_id, seguimiento_id] = ['paciente-id', 'seguimiento-id'].map(nombre =>
      Number(this.getAttribute(nombre)),
    )
    return { ...(paciente_id ? { paciente_id } : {}), ...(seguimiento_id ? { seguimiento_id } : {}) }
  }
}
