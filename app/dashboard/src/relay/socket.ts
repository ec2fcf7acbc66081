import type { Posiciones } from '../lib/shapes.ts'
import { hola, type Orden, type Protocolo, protocolo_inicial, recargado, recibir, saludado } from './protocol.ts'

export type Enchufe = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>

/** What the connection needs of the world; tests bring their own. */
export type Mundo = {
  abrir: () => Enchufe
  /** REST's snapshot; resolves with the positions that it was taken at. */
  recargar: () => Promise<Posiciones>
  esperar: (ms: number, hacer: () => void) => void
  azar: () => number
}
export type Avisos = {
  entregar: (nombre: string, cuerpo: unknown) => void
  conectado: () => void
  perdido: () => void
  /** The server says that we are nobody: no reconnection until somebody logs in. */
  sinSesion: () => void
}

const ESPERA_MIN_MS = 500
const ESPERA_MAX_MS = 15_000
const SE_VA_MS = 3_000
const NO_AUTENTICADO = 4401
const SE_VA = 1001

export type Conexion = { cerrar: () => void; ahora: () => void }

/**
 * Keeps one WebSocket to the relay: snapshot first, then `hola` with its positions, then deltas. A loss is followed by
 * a reconnection with exponential, jittered waiting; a relay that goes away asks all of us to spread over 3 s.
 */
export function conectar(mundo: Mundo, avisos: Avisos): Conexion {
  let protocolo: Protocolo = protocolo_inicial
  let enchufe: Enchufe | null = null
  let cerrada = false
  let con_posiciones = false
  let fallos = 0

  const cumplir: Record<Orden['tipo'], (orden: Orden) => void> = {
    entregar: orden => orden.tipo === 'entregar' && avisos.entregar(orden.nombre, orden.cuerpo),
    bienvenida: () => {
      fallos = 0
      avisos.conectado()
    },
    saludar,
    recargar: () => void resincronizar(),
    sesion_fin: terminar,
  }

  void intentar()
  return { cerrar, ahora: () => enchufe === null && !cerrada && void intentar() }

  async function intentar(): Promise<void> {
    if (cerrada || enchufe) return
    try {
      if (!con_posiciones) await sincronizar()
      if (cerrada || enchufe) return
      abrir()
    } catch (motivo) {
      perder(motivo)
    }
  }

  function abrir(): void {
    const nuevo = mundo.abrir()
    enchufe = nuevo
    nuevo.onopen = saludar
    nuevo.onmessage = ({ data }) => {
      if (enchufe !== nuevo || typeof data !== 'string') return
      const paso = recibir(protocolo, data)
      protocolo = paso.protocolo
      for (const orden of paso.ordenes) cumplir[orden.tipo](orden)
    }
    nuevo.onclose = ({ code }) => {
      if (enchufe !== nuevo) return
      enchufe = null
      if (code === NO_AUTENTICADO) terminar()
      else reintentar(code)
    }
  }

  function saludar(): void {
    enchufe?.send(hola(protocolo))
    protocolo = saludado(protocolo)
  }

  async function sincronizar(): Promise<void> {
    protocolo = recargado(await mundo.recargar())
    con_posiciones = true
  }

  async function resincronizar(): Promise<void> {
    try {
      await sincronizar()
      saludar()
    } catch (motivo) {
      con_posiciones = false
      const viejo = enchufe
      enchufe = null
      viejo?.close()
      perder(motivo)
    }
  }

  function perder(motivo: unknown): void {
    if (noSomosNadie(motivo)) terminar()
    else reintentar(0)
  }

  function reintentar(code: number): void {
    if (cerrada) return
    avisos.perdido()
    const techo = Math.min(ESPERA_MAX_MS, ESPERA_MIN_MS * 2 ** fallos)
    fallos += 1
    const espera = code === SE_VA ? mundo.azar() * Math.max(SE_VA_MS, techo) : (0.5 + mundo.azar() / 2) * techo
    mundo.esperar(espera, () => void intentar())
  }

  function terminar(): void {
    cerrar()
    avisos.sinSesion()
  }

  function cerrar(): void {
    cerrada = true
    const viejo = enchufe
    enchufe = null
    viejo?.close()
  }
}

const noSomosNadie = (motivo: unknown): boolean =>
  typeof motivo === 'object' && motivo !== null && 'estado' in motivo && motivo.estado === 401
