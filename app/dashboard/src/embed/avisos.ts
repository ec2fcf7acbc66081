import type { Cliente } from '../relay/client.ts'
import type { Tarjeta } from '../relay/state.ts'

type Vista = 'suena' | 'contestada' | 'terminada'
const nombres: Record<Vista, string> = {
  suena: 'cc:call-start',
  contestada: 'cc:call-answered',
  terminada: 'cc:call-ended',
}

/** Tells the host page about this telephone's calls, each thing once. */
export function crearAvisos(elemento: HTMLElement, cliente: Cliente): () => void {
  const dichas = new Map<number, Vista>()
  return () => {
    for (const tarjeta of Object.values(cliente.leer().tarjetas)) {
      const vista = ver(tarjeta)
      if (dichas.get(tarjeta.id) === vista) continue
      dichas.set(tarjeta.id, vista)
      const { id: llamada_id, numero, interlocutor } = tarjeta.llamada
      const detail = { llamada_id, numero, paciente_id: tarjeta.ficha?.id ?? interlocutor?.id ?? null }
      elemento.dispatchEvent(new CustomEvent(nombres[vista], { detail, bubbles: true, composed: true }))
    }
  }
}

function ver({ directiva, llamada }: Tarjeta): Vista {
  if (directiva === 'ocultar' || llamada.estado === 'finalizada') return 'terminada'
  return directiva === 'fijar' ? 'contestada' : 'suena'
}
