/**
 * The call that this tab has just asked for, until the server has said yes: then it is a call like any other, told by events.
 * Its key is made when the button is pressed and kept over reloads, so that asking again never dials twice.
 */
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { pedir } from '../lib/api.ts'
import { Problema } from '../lib/problem.ts'
import { llamadaPedidaSchema } from '../lib/shapes.ts'
import type { Accion } from './actions.ts'

const queSchema = z.object({
  numero: z.optional(z.string()),
  paciente_id: z.optional(z.int()),
  telefono: z.optional(z.string()),
  llamada_id: z.optional(z.int()),
  seguimiento_id: z.optional(z.int()),
  confirmar: z.optional(z.array(z.string())),
})
const pedidoSchema = z.object({ clave: z.string(), que: queSchema, quien: z.string() })
/** The body of POST /llamar. */
export type Que = z.infer<typeof queSchema>

/** `enviando`; `sin_respuesta`: nobody knows whether the server got it; `rechazado`: why, and what may be confirmed. */
export type Pedido = z.infer<typeof pedidoSchema> & {
  estado: 'enviando' | 'sin_respuesta' | 'rechazado'
  problema: Problema | null
}

const CLAVE = 'cc.pedido'
let actual: Pedido | null = recordado()
const oyentes = new Set<() => void>()

export const leerPedido = (): Pedido | null => actual
export function suscribirPedido(oyente: () => void): () => void {
  oyentes.add(oyente)
  return () => oyentes.delete(oyente)
}
export const usePedido = (): Pedido | null => useSyncExternalStore(suscribirPedido, leerPedido)

type Hacer = (accion: Accion) => void

/** Asks for a call to `quien`. Does nothing while another is being asked for. */
export async function pedirLlamada(hacer: Hacer, que: Que, quien: string): Promise<void> {
  if (actual?.estado === 'enviando') return
  await enviar(hacer, { clave: crypto.randomUUID(), que, quien })
}

/** The same request again: what the server has done already it does not do again. */
export async function repetirPedido(hacer: Hacer): Promise<void> {
  if (actual && actual.estado !== 'enviando') await enviar(hacer, actual)
}

/** "Call all the same". */
export async function confirmarPedido(hacer: Hacer): Promise<void> {
  const confirmar = actual?.problema?.confirmar
  if (actual && confirmar) await enviar(hacer, { ...actual, que: { ...actual.que, confirmar } })
}

export const olvidarPedido = (): void => fijar(null)

async function enviar(hacer: Hacer, { clave, que, quien }: Pick<Pedido, 'clave' | 'que' | 'quien'>): Promise<void> {
  const pedido = { clave, que, quien }
  fijar({ ...pedido, estado: 'enviando', problema: null })
  try {
    const { tel, ...llamada } = await pedir('POST', '/llamar', llamadaPedidaSchema, { cuerpo: que, clave })
    hacer({ tipo: 'llamada', llamada })
    fijar(null)
    if (tel) globalThis.location.href = tel
  } catch (motivo) {
    const problema = motivo instanceof Problema ? motivo : new Problema(0, String(motivo))
    const dicho = problema.estado >= 400 && problema.estado < 500
    const estado = dicho || problema.tipo === 'centralita_caida' ? 'rechazado' : 'sin_respuesta'
    fijar({ ...pedido, estado, problema })
  }
}

function fijar(pedido: Pedido | null): void {
  actual = pedido
  try {
    if (pedido && pedido.estado !== 'rechazado') {
      const { clave, que, quien } = pedido
      sessionStorage.setItem(CLAVE, JSON.stringify({ clave, que, quien }))
    } else sessionStorage.removeItem(CLAVE)
  } catch {
    // Without storage a reload forgets the request; its call is shown all the same.
  }
  for (const oyente of oyentes) oyente()
}

/** What was being asked for when the page was reloaded. */
function recordado(): Pedido | null {
  try {
    const leido = z.parse(pedidoSchema, JSON.parse(sessionStorage.getItem(CLAVE) ?? 'null'))
    return { ...leido, estado: 'sin_respuesta', problema: null }
  } catch {
    return null
  }
}
