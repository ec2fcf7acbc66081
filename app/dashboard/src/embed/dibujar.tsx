import { createRoot } from 'react-dom/client'
import { ClickToCall } from '../features/click-to-call/ClickToCall.tsx'
import { Marcador } from '../features/click-to-call/Marcador.tsx'
import { FichaPacientePopup } from '../features/ficha/FichaPacientePopup.tsx'
import { ZONA } from '../lib/format.ts'
import { fijarIdioma } from '../lib/i18n.ts'
import type { Cliente } from '../relay/client.ts'
import { RelayProvider } from '../relay/react.ts'
import { prepararSonido } from '../relay/sound.ts'
import ficha from '../ui/ficha.css?inline'
import { Limite } from '../ui/Limite.tsx'
import llamar from '../ui/llamar.css?inline'
import marcador from '../ui/marcador.css?inline'
import tokens from '../ui/tokens.css?inline'
import { vestir } from './hoja.ts'

const esquema =
  ':host { color-scheme: light dark } :host([theme="light"]) { color-scheme: light } :host([theme="dark"]) { color-scheme: dark }'

/** Draws the popup into the shadow root; once. */
export function dibujar(raiz: ShadowRoot, elemento: HTMLElement, cliente: Cliente): void {
  fijarIdioma(elemento.lang)
  prepararSonido()
  vestir(raiz, tokens, esquema, ficha, llamar, marcador)
  const abrirFicha = (paciente_id: number, url: string | null) => {
    const detail = { paciente_id, url }
    const evento = new CustomEvent('cc:open-patient', { detail, bubbles: true, composed: true, cancelable: true })
    if (elemento.dispatchEvent(evento) && url) window.open(url, '_blank', 'noreferrer')
  }
  const zona = elemento.getAttribute('zona') ?? ZONA
  createRoot(raiz).render(
    <RelayProvider value={cliente}>
      <Limite clase="cc-popup cc-abajo-derecha">
        <FichaPacientePopup
          zona={zona}
          abrirFicha={abrirFicha}
          llamar={que => <ClickToCall {...que} />}
          encima={<Marcador zona={zona} />}
        />
      </Limite>
    </RelayProvider>,
  )
}
