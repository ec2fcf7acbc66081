import { t } from '../../lib/i18n.ts'
import type { Paso } from '../../lib/shapes.ts'

/** Clocks of two machines differ by this much without meaning anything. */
const RELOJES_MS = 1_000

/** What of a step took time, in words; '' when nothing that is worth saying. */
export function retrasos({ pbx_ms, evento_ms, motivo }: Pick<Paso, 'pbx_ms' | 'evento_ms' | 'motivo'>) {
  const partes = [
    pbx_ms !== null && pbx_ms > RELOJES_MS && t('porque_pbx', { tiempo: tiempo(pbx_ms) }),
    evento_ms !== null && t('porque_evento', { tiempo: tiempo(evento_ms) }),
    motivo,
  ]
  return partes.filter(Boolean).join(' · ')
}

/** `40 ms`, `1,2 s`, `35 s` */
function tiempo(ms: number): string {
  if (ms < 1_000) return `${ms} ms`
  return `${(ms / 1_000).toLocaleString('es-ES', { maximumFractionDigits: ms < 10_000 ? 1 : 0 })} s`
}
