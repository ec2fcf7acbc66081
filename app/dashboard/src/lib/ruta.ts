/** The address bar as state: every screen and filter is an address that can be shared, and the back button works. */
import { useSyncExternalStore } from 'react'

const oyentes = new Set<() => void>()
const avisar = () => {
  for (const oyente of oyentes) oyente()
}

function suscribir(oyente: () => void): () => void {
  if (oyentes.size === 0) addEventListener('popstate', avisar)
  oyentes.add(oyente)
  return () => {
    oyentes.delete(oyente)
    if (oyentes.size === 0) removeEventListener('popstate', avisar)
  }
}

export type Ruta = { camino: string; consulta: URLSearchParams; ir: typeof ir; poner: typeof poner }

export function useRuta(): Ruta {
  const direccion = useSyncExternalStore(suscribir, () => location.pathname + location.search)
  const [camino = '/', consulta = ''] = direccion.split('?')
  return { camino, consulta: new URLSearchParams(consulta), ir, poner }
}

/** Goes to another screen: a new entry of the history. */
export function ir(direccion: string): void {
  history.pushState(null, '', direccion)
  avisar()
}

/** Changes parameters of this screen; null or '' removes one. */
export function poner(cambio: Record<string, string | number | null>): void {
  const consulta = new URLSearchParams(location.search)
  for (const [clave, valor] of Object.entries(cambio)) {
    if (valor === null || valor === '') consulta.delete(clave)
    else consulta.set(clave, String(valor))
  }
  const texto = consulta.toString()
  ir(location.pathname + (texto ? `?${texto}` : ''))
}
