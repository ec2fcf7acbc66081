/**
 * For the ERP's pages: <contact-center-popup codigo endpoint lang theme zona> and <click-to-call numero mostrado paciente-id
 * seguimiento-id>. Until the first call only the connection is here; the card, with Preact, is loaded when somebody rings or
 * is called.
 *
 * Events, on the popup element: `cc:session-start` (detail: {agente_id, usuario, extension}), `cc:session-needed` (nobody is
 * logged in, or no longer: answer with `entrar`), `cc:call-start`, `cc:call-answered`, `cc:call-ended` (detail: {llamada_id,
 * numero, paciente_id}) and `cc:open-patient` (detail: {paciente_id, url}; preventDefault: the host navigates).
 * Methods: `entrar(codigo)`, `call({numero, paciente_id, …})` (the body of POST /llamar), `minimize()`. Look: the custom properties --cc-* of ui/tokens.css, `z-index` by --cc-capa.
 */
import { direccion, fijarRaiz } from '../lib/api.ts'
import { crearCliente } from '../relay/client.ts'
import type { Que } from '../relay/pedido.ts'
import { crearAvisos } from './avisos.ts'
import { fijarTelefono, Llamable } from './click-to-call.ts'

/** Where a request whose answer has not come is kept over a reload (relay/pedido.ts). */
const PENDIENTE = 'cc.pedido'

type Sesion = {
  agente?: { id?: unknown; usuario?: string; idioma?: string }
  puesto?: { numero?: string } | null
}

class ContactCenterPopup extends HTMLElement {
  static observedAttributes = ['codigo']
  #cliente = crearCliente()
  #avisar = crearAvisos(this, this.#cliente)
  #dibujada = false
  #dentro = false
  #pedido = PENDIENTE in sessionStorage

  connectedCallback(): void {
    if (this.shadowRoot) return
    fijarTelefono((que, quien) => this.call(que, quien))
    fijarRaiz(this.#endpoint)
    this.attachShadow({ mode: 'open' })
    this.#cliente.suscribir(() => this.#cambio())
    void this.#empezar()
  }

  /** A code that comes later, as it does when a session has ended. */
  attributeChangedCallback(_nombre: string, _antes: string | null, codigo: string | null): void {
    if (codigo && this.shadowRoot) void this.entrar(codigo)
  }

  /** Changes a code that the ERP's backend got from POST /sesion/erp for a session of this browser. False: refused. */
  async entrar(codigo: string): Promise<boolean> {
    this.removeAttribute('codigo')
    return this.#usar(await this.#pedir('/sesion/canje', { codigo }))
  }

  /** Asks for a call from this person's telephone. False: nobody is logged in. */
  call(que: Que, quien = que.numero ?? ''): boolean {
    if (this.#dentro) void this.#pedirLlamada(que, quien)
    return this.#dentro
  }

  async #pedirLlamada(que: Que, quien: string): Promise<void> {
    this.#pedido = true
    const { pedirLlamada } = await import('../relay/pedido.ts')
    await Promise.all([this.#dibujar(), pedirLlamada(this.#cliente.hacer, que, quien)])
  }

  /** Puts the cards away as pills. */
  minimize(): void {
    for (const { id } of Object.values(this.#cliente.leer().tarjetas)) {
      this.#cliente.hacer({ tipo: 'minimizar', id, minimizada: true })
    }
  }

  get #endpoint(): string {
    return this.getAttribute('endpoint') ?? ''
  }

  /** The code of the page if it has one, else the session that this browser has already. */
  async #empezar(): Promise<void> {
    const codigo = this.getAttribute('codigo')
    if (codigo && (await this.entrar(codigo))) return
    if (!this.#usar(await this.#pedir('/sesion'))) this.#pedirCodigo()
  }

  async #pedir(camino: string, cuerpo?: { codigo: string }): Promise<Sesion | null> {
    const envio = cuerpo && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Contact-Center': '1' },
      body: JSON.stringify(cuerpo),
    }
    const opciones: RequestInit = { credentials: 'include', cache: 'no-store', ...envio }
    const respuesta = await fetch(direccion(camino), opciones).catch(() => null)
    return respuesta?.ok ? ((await respuesta.json()) as Sesion) : null
  }

  #usar(sesion: Sesion | null): boolean {
    const { id: agente_id, usuario, idioma } = sesion?.agente ?? {}
    if (typeof agente_id !== 'number') return false
    if (!this.lang && idioma) this.lang = idioma
    this.#dentro = true
    this.removeAttribute('sin-sesion')
    this.#cliente.entrar(agente_id, this.#endpoint)
    this.#decir('cc:session-start', { agente_id, usuario, extension: sesion?.puesto?.numero ?? null })
    return true
  }

  #pedirCodigo(): void {
    this.#dentro = false
    this.setAttribute('sin-sesion', '')
    this.#decir('cc:session-needed', {})
  }

  #decir(nombre: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(nombre, { detail, bubbles: true, composed: true }))
  }

  #cambio(): void {
    this.#avisar()
    void this.#dibujar()
    if (this.#dentro && this.#cliente.leer().conexion === 'sin_sesion') this.#pedirCodigo()
  }

  /** Somebody rings, or is called from here. */
  #hayQueVer(): boolean {
    const { tarjetas, llamadas, agente_id } = this.#cliente.leer()
    return (
      this.#pedido ||
      Object.keys(tarjetas).length > 0 ||
      Object.values(llamadas).some(
        ({ peticion, atiende, estado }) => peticion && atiende?.id === agente_id && estado !== 'finalizada',
      )
    )
  }

  async #dibujar(): Promise<void> {
    if (this.#dibujada || !this.shadowRoot || !this.#hayQueVer()) return
    this.#dibujada = true
    const { dibujar } = await import('./dibujar.tsx')
    dibujar(this.shadowRoot, this, this.#cliente)
  }
}

if (!customElements.get('contact-center-popup')) customElements.define('contact-center-popup', ContactCenterPopup)
if (!customElements.get('click-to-call')) customElements.define('click-to-call', Llamable)
