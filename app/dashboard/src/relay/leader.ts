/**
 * Without SharedWorker: a Web Lock elects a leading tab, whose hub speaks to the others over a BroadcastChannel. When it
 * closes, the lock passes to another tab, which goes on from the state that it has.
 */
import { type AlHub, crearHub, type DelHub, type Hub } from './hub.ts'
import type { Estado } from './state.ts'

type Sobre = { a: 'hub'; mensaje: AlHub } | { a: 'tabs'; mensaje: DelHub; solo?: string }

/** Enters the election; returns how to speak to whoever leads. */
export function crearLider(
  canal_nombre: string,
  tab: string,
  oir: (mensaje: DelHub) => void,
  heredar: () => Estado,
): (mensaje: AlHub) => void {
  const canal = new BroadcastChannel(canal_nombre)
  let hub: Hub | null = null
  const difundir = (mensaje: DelHub, solo?: string) => canal.postMessage({ a: 'tabs', mensaje, solo } satisfies Sobre)

  canal.onmessage = ({ data }: MessageEvent<Sobre>) => {
    if (data.a === 'tabs' && (!data.solo || data.solo === tab)) oir(data.mensaje)
    if (data.a === 'hub' && hub) {
      const quien = data.mensaje.tipo === 'entrar' ? data.mensaje.tab : undefined
      hub.recibir(data.mensaje, respuesta => difundir(respuesta, quien))
    }
  }
  void navigator.locks.request(canal_nombre, () => {
    hub = crearHub(mensaje => {
      difundir(mensaje)
      oir(mensaje)
    }, heredar())
    difundir({ tipo: 'lider' })
    oir({ tipo: 'lider' })
    return new Promise(() => {}) // held until this tab closes
  })
  return mensaje => {
    if (hub) hub.recibir(mensaje, oir)
    else canal.postMessage({ a: 'hub', mensaje } satisfies Sobre)
  }
}
