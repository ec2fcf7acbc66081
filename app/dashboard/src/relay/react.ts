import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Accion } from './actions.ts'
import type { Cliente } from './client.ts'
import type { Estado } from './state.ts'

const contexto = createContext<Cliente | null>(null)
export const RelayProvider = contexto.Provider

function useCliente(): Cliente {
  const cliente = useContext(contexto)
  if (!cliente) throw new Error('useRelay outside of RelayProvider')
  return cliente
}

/** The shared state; renders again when the chosen part changes, so choose what is stable. */
export function useRelay<T>(elegir: (estado: Estado) => T): T {
  const cliente = useCliente()
  return useSyncExternalStore(cliente.suscribir, () => elegir(cliente.leer()))
}

/** Sends an action to every tab. */
export const useHacer = (): ((accion: Accion) => void) => useCliente().hacer
