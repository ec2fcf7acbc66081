import { duracion } from '../../lib/format.ts'
import type { Fase } from '../../relay/phase.ts'
import { useRelay } from '../../relay/react.ts'
import type { Tarjeta } from '../../relay/state.ts'
import { Cronometro } from '../../ui/reloj.tsx'

/** Ringing or talking time of a card; stands still when the call is over. */
export function Tiempo({ tarjeta: { llamada }, fase }: { tarjeta: Tarjeta; fase: Fase }) {
  const desfase_ms = useRelay(estado => estado.desfase_ms)
  if (fase === 'suena') return <Cronometro desde={llamada.sono ?? llamada.inicio} desfase_ms={desfase_ms} />
  if (fase === 'hablando') return <Cronometro desde={llamada.contestada ?? llamada.inicio} desfase_ms={desfase_ms} />
  const segundos = (fase === 'terminada' ? llamada.conversacion_s : llamada.espera_s) ?? 0
  return <span className="cc-cifras">{duracion(segundos)}</span>
}
