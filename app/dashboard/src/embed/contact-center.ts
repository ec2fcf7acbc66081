/**
 * For the ERP's pages: <contact-center-popup endpoint lang theme zona> and <click-to-call numero mostrado no-llamar>.
 * Until the first call only the connection is here; the card, with Preact, is loaded when somebody rings.
 *
 * Events, on the popup element: `cc:call-start`, `cc:call-answered`, `cc:call-ended` (detail: {llamada_id, numero,
 * paciente_id}) and `cc:open-patient` (detail: {paciente_id, url}; preventDefault: the host navigates).
 * Methods: `minimize()`. Look: the custom properties --cc-* of ui/tokens.css, `z-index` by --cc-capa.
 */
import { direccion, fijarRaiz } from '../lib/api.ts'
import { crearCliente } from '../relay/client.ts'
import { crearAvisos } from './avisos.ts'
import { Llamable } from './click-to-call.ts'

class ContactCenterPopup extends HTMLElement {
  #cliente = crearCliente()
  #dibujada = false

  connectedCallback(): void {
    const endpoint = this.getAttribute('endpoint') ?? ''
    fijarRaiz(endpoint)
    this.attachShadow({ mode: 'open' })
    this.#cliente.suscribir(crearAvisos(this, this.#cliente))
    this.#cliente.suscribir(() => void this.#dibujar())
    void this.#entrar(endpoint)
  }

  /** Puts the cards away as pills. */
  minimize(): void {
    for (const { id } of Object.values(this.#cliente.leer().tarjetas)) {
      this.#cliente.hacer({ tipo: 'minimizar', id, minimizada: true })
    }
  }

  async #entrar(endpoint: string): Promise<void> {
    const respuesta = await fetch(direccion('/sesion'), { credentials: 'include', cache: 'no-store' }).catch(() => null)
    if (!respuesta?.ok) return void this.toggleAttribute('sin-sesion', true)
    const sesion = (await respuesta.json()) as { agente?: { id?: unknown; idioma?: string } }
    if (typeof sesion.agente?.id !== 'number') return
    if (!this.lang && sesion.agente.idioma) this.lang = sesion.agente.idioma
    this.#cliente.entrar(sesion.agente.id, endpoint)
  }

  async #dibujar(): Promise<void> {
    if (this.#dibujada || !this.shadowRoot || Object.keys(this.#cliente.leer().tarjetas).length === 0) return
    this.#dibujada = true
    const { dibujar } = await import('./dibujar.tsx')
    dibujar(this.shadowRoot, this, this.#cliente)
  }
}

if (!customElements.get('contact-center-popup')) customElements.define('contact-center-popup', ContactCenterPopup)
if (!customElements.get('click-to-call')) customElements.define('click-to-call', Llamable)
