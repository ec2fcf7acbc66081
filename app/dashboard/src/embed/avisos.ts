import type { Llamada } from '../lib/shapes.ts'
import type { Cliente } from '../relay/client.ts'
import type { Tarjeta } from '../relay/state.ts'

type Vista = 'suena' | 'contestada' | 'terminada'
const nombres: Record<Vista, string> = {
  suena: 'cc:call-start',
  contestada: 'cc:call-answered',
  terminada: 'cc:call-ended',
}

/** Tells the host page about this telephone's calls, each thing once: those that ring here, and those that are made from here. */
export function crearAvisos(elemento: HTMLElement, cliente: Cliente): () => void {
  const dichas = new Map<number, Vista>()

  function decir(llamada: Llamada, vista: Vista, paciente_id: number | null): void {
    // What was over before this page was opened is no news.
    if (dichas.get(llamada.id) === vista || (vista === 'terminada' && !dichas.has(llamada.id))) return
    dichas.set(llamada.id, vista)
    const { id: llamada_id, numero, direccion, resultado } = llamada
    const detail = { llamada_id, numero, paciente_id, direccion, resultado }
    elemento.dispatchEvent(new CustomEvent(nombres[vista], { detail, bubbles: true, composed: true }))
  }
  return () => {
    const { tarjetas, llamadas, agente_id } = cliente.leer()
    for (const llamada of Object.values(llamadas)) {
      if (!llamada.peticion || llamada.atiende?.id !== agente_id) continue
      decir(llamada, pedida(llamada), llamada.interlocutor?.id ?? null)
    }
    for (const tarjeta of Object.values(tarjetas)) {
      const { llamada, ficha } = tarjeta
      if (!llamada.peticion) decir(llamada, recibida(tarjeta), ficha?.id ?? llamada.interlocutor?.id ?? null)
    }
  }
}

function recibida({ directiva, llamada }: Tarjeta): Vista {
  if (directiva === 'ocultar' || llamada.estado === 'finalizada') return 'terminada'
  return directiva === 'fijar' ? 'contestada' : 'suena'
}

/** Of a call that we make, it is the other side that answers. */
function pedida({ estado, contestada }: Llamada): Vista {
  if (estado === 'finalizada') return 'terminada'
  return contestada ? 'contestada' : 'suena'
}
