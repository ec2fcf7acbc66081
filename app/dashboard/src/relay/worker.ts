/** SharedWorker: the hub, and one port per tab. */
import { type AlHub, crearHub, type DelHub } from './hub.ts'

const puertos = new Map<MessagePort, string>()
const hub = crearHub(mensaje => {
  for (const puerto of puertos.keys()) puerto.postMessage(mensaje)
})

const ambito = globalThis as unknown as { onconnect: (evento: MessageEvent) => void }
ambito.onconnect = ({ ports: [puerto] }) => {
  if (!puerto) return
  puerto.onmessage = ({ data }: MessageEvent<AlHub>) => {
    if (data.tipo === 'adios') puertos.delete(puerto)
    // The state travels first; from then on this tab hears every action.
    hub.recibir(data, (mensaje: DelHub) => puerto.postMessage(mensaje))
    if (data.tipo === 'entrar') puertos.set(puerto, data.tab)
  }
}
