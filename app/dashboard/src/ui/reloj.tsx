import { useSyncExternalStore } from 'react'
import { duracion } from '../lib/format.ts'

// One clock for all timers of the page, which runs only while somebody looks at it.
let ahora = Date.now()
let marcha: ReturnType<typeof setInterval> | undefined
const oyentes = new Set<() => void>()

function suscribir(oyente: () => void): () => void {
  oyentes.add(oyente)
  marcha ??= setInterval(() => {
    ahora = Date.now()
    for (const avisar of oyentes) avisar()
  }, 1_000)
  return () => {
    oyentes.delete(oyente)
    if (oyentes.size > 0) return
    clearInterval(marcha)
    marcha = undefined
  }
}

function leer(): number {
  if (oyentes.size === 0) ahora = Date.now()
  return ahora
}

/** This moment (ms), renewed every second. */
export const useAhora = (): number => useSyncExternalStore(suscribir, leer)

/** Seconds since a moment of the server, as `m:ss`. Hidden from screen readers, which would read every second. */
export function Cronometro({ desde, desfase_ms = 0 }: { desde: string; desfase_ms?: number }) {
  const segundos = (useAhora() + desfase_ms - Date.parse(desde)) / 1_000
  return (
    <span className="cc-cifras" aria-hidden>
      {duracion(segundos)}
    </span>
  )
}
