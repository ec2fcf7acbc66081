/** A tab's end of the hub: in a SharedWorker where that is possible, otherwise in a leading tab (leader.ts). */
import type { Accion } from './actions.ts'
import type { AlHub, DelHub } from './hub.ts'
import { guardarMemoria, leerMemoria } from './memory.ts'
import { reducir } from './reducer.ts'
import { type Estado, estado_inicial } from './state.ts'

export type Cliente = {
  leer: () => Estado
  suscribir: (oyente: () => void) => () => void
  /** Says that something happened; it comes back, in order, to every tab. */
  hacer: (accion: Accion) => void
  /** Opens the connection for this person, or takes it over from the one before. */
  entrar: (agente_id: number, endpoint: string) => void
  /** Forgets everything here; with `todas`, because the person logged out, in every tab. */
  salir: (todas: boolean) => void
}

const CANAL = 'cc-relay-2'
const tab = crypto.randomUUID()

export function crearCliente(): Cliente {
  let estado: Estado = estado_inicial
  let presentacion: (() => AlHub) | null = null
  const oyentes = new Set<() => void>()
  const enviar = transporte(oir, () => estado)

  function oir(mensaje: DelHub): void {
    if (mensaje.tipo === 'lider') {
      if (presentacion) enviar(presentacion())
      return
    }
    estado = mensaje.tipo === 'estado' ? mensaje.estado : reducir(estado, mensaje.accion)
    for (const oyente of oyentes) oyente()
    if (mensaje.tipo === 'accion' && recordables.has(mensaje.accion.tipo)) guardarMemoria(estado)
  }

  const foco = () => enviar({ tipo: 'foco', tab, enfocada: document.hasFocus() })
  for (const evento of ['focus', 'blur'] as const) window.addEventListener(evento, foco)
  window.addEventListener('pagehide', () => enviar({ tipo: 'adios', tab }))
  window.addEventListener('pageshow', ({ persisted }) => persisted && presentacion && enviar(presentacion()))
  window.addEventListener('online', () => enviar({ tipo: 'despertar' }))
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && enviar({ tipo: 'despertar' }),
  )

  return {
    leer: () => estado,
    suscribir: oyente => {
      oyentes.add(oyente)
      return () => oyentes.delete(oyente)
    },
    hacer: accion => enviar({ tipo: 'accion', accion }),
    entrar: (agente_id, endpoint) => {
      presentacion = () => ({
        tipo: 'entrar',
        tab,
        endpoint,
        agente_id,
        memoria: leerMemoria(agente_id),
        enfocada: document.hasFocus(),
      })
      enviar(presentacion())
    },
    salir: todas => {
      presentacion = null
      if (todas) enviar({ tipo: 'salir' })
      estado = estado_inicial
      for (const oyente of oyentes) oyente()
    },
  }
}

const recordables = new Set<Accion['tipo']>(['minimizar', 'activar', 'cerrar', 'borrador', 'guardada'])

type Oir = (mensaje: DelHub) => void
type Enviar = (mensaje: AlHub) => void

function transporte(oir: Oir, heredar: () => Estado): Enviar {
  try {
    return porTrabajador(oir)
  } catch {
    // No SharedWorker here, or the script comes from another origin than the page.
    return porLider(oir, heredar)
  }
}

function porTrabajador(oir: Oir): Enviar {
  const trabajador = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: CANAL })
  trabajador.port.onmessage = ({ data }: MessageEvent<DelHub>) => oir(data)
  return mensaje => trabajador.port.postMessage(mensaje)
}

/** Loaded only where it is needed; what is said meanwhile waits its turn. */
function porLider(oir: Oir, heredar: () => Estado): Enviar {
  const lider = import('./leader.ts').then(({ crearLider }) => crearLider(CANAL, tab, oir, heredar))
  return mensaje => void lider.then(enviar => enviar(mensaje))
}
