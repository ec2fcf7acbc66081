import { describe, expect, it, vi } from 'vitest'
import { Problema } from '../lib/problem.ts'
import type { Posiciones } from '../lib/shapes.ts'
import { conectar, type Enchufe } from './socket.ts'

const cerrado = (code: number) => ({ code }) as CloseEvent
const abierto = {} as Event
const texto = (data: object) => ({ data: JSON.stringify(data) }) as MessageEvent

function escena(recargar: () => Promise<Posiciones> = async () => ({ 1: [5, 10] })) {
  const enchufes: (Enchufe & { enviado: string[] })[] = []
  const esperas: { ms: number; hacer: () => void }[] = []
  const avisos = { entregar: vi.fn(), conectado: vi.fn(), perdido: vi.fn(), sinSesion: vi.fn() }
  const mundo = {
    abrir: () => {
      const enviado: string[] = []
      const send = (dato: unknown) => void enviado.push(String(dato))
      const enchufe = { onopen: null, onmessage: null, onclose: null, close: vi.fn(), send, enviado }
      enchufes.push(enchufe)
      return enchufe
    },
    recargar: vi.fn(recargar),
    esperar: (ms: number, hacer: () => void) => void esperas.push({ ms, hacer }),
    azar: () => 0.5,
  }
  const conexion = conectar(mundo, avisos)
  const listo = () => vi.waitFor(() => expect(enchufes.length).toBeGreaterThan(0))
  const ultimo = () =>
    enchufes.at(-1) as unknown as { [k in keyof Enchufe]: (evento: unknown) => void } & { enviado: string[] }
  const dar = (trama: object) => ultimo().onmessage(texto(trama))
  return { enchufes, esperas, avisos, mundo, conexion, listo, ultimo, dar }
}

describe('the connection', () => {
  it('takes a snapshot first, then greets with its positions', async () => {
    const { listo, ultimo, dar, avisos, mundo } = escena()
    await listo()
    ultimo().onopen(abierto)
    expect(JSON.parse(ultimo().enviado[0] ?? '')).toMatchObject({ tipo: 'hola', posiciones: { 1: [5, 10] } })
    dar({ tipo: 'bienvenida', posiciones: { 1: [5, 10] } })
    expect(avisos.conectado).toHaveBeenCalledOnce()
    expect(mundo.recargar).toHaveBeenCalledOnce()
  })

  it('comes back from where it was, without another snapshot', async () => {
    const { listo, ultimo, dar, esperas, enchufes, mundo } = escena()
    await listo()
    ultimo().onopen(abierto)
    dar({ tipo: 'bienvenida', posiciones: { 1: [5, 10] } })
    dar({ tipo: 'llamada', accion: 'actualizar', clinica: 1, epoca: 5, seq: 12, previo: 10, cuerpo: {} })
    ultimo().onclose(cerrado(1006))
    esperas.at(-1)?.hacer()
    await vi.waitFor(() => expect(enchufes).toHaveLength(2))
    ultimo().onopen(abierto)
    expect(JSON.parse(ultimo().enviado[0] ?? '').posiciones).toEqual({ 1: [5, 12] })
    expect(mundo.recargar).toHaveBeenCalledOnce()
  })

  it('waits longer each time, and spreads over three seconds when the relay goes away', async () => {
    const { listo, ultimo, esperas, enchufes } = escena()
    await listo()
    for (let i = 0; i < 3; i++) {
      ultimo().onclose(cerrado(1006))
      esperas.at(-1)?.hacer()
      await vi.waitFor(() => expect(enchufes).toHaveLength(i + 2))
    }
    expect(esperas.map(espera => espera.ms)).toEqual([375, 750, 1500])
    ultimo().onclose(cerrado(1001))
    expect(esperas.at(-1)?.ms).toBe(2000)
  })

  it('stops when the session is over, and says so', async () => {
    const { listo, ultimo, esperas, avisos } = escena()
    await listo()
    ultimo().onclose(cerrado(4401))
    expect(avisos.sinSesion).toHaveBeenCalledOnce()
    expect(esperas).toHaveLength(0)
  })

  it('stops when the snapshot is refused for want of a session', async () => {
    const { avisos } = escena(async () => {
      throw new Problema(401, 'Inicia sesión.')
    })
    await vi.waitFor(() => expect(avisos.sinSesion).toHaveBeenCalledOnce())
  })

  it('asks again when there is no snapshot to be had', async () => {
    const { avisos, esperas } = escena(async () => {
      throw new Problema(503, 'Ocupado.')
    })
    await vi.waitFor(() => expect(avisos.perdido).toHaveBeenCalledOnce())
    expect(esperas).toHaveLength(1)
  })

  it('takes a new snapshot when the ring no longer reaches back', async () => {
    const { listo, ultimo, dar, mundo } = escena()
    await listo()
    ultimo().onopen(abierto)
    dar({ tipo: 'bienvenida', posiciones: { 1: [5, 10] } })
    mundo.recargar.mockResolvedValueOnce({ 1: [5, 99] })
    dar({ tipo: 'recargar', clinica: 1 })
    await vi.waitFor(() => expect(ultimo().enviado).toHaveLength(2))
    expect(JSON.parse(ultimo().enviado[1] ?? '').posiciones).toEqual({ 1: [5, 99] })
  })
})
