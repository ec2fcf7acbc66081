/**
 * The conversation with the relay (INTERFACES §5), as a pure machine: frame in, orders out. `posiciones` is how far
 * this browser has applied each clinic's stream; `previo` of each frame must be the last seq that this session was sent.
 */
import * as z from 'zod/mini'
import { type Posiciones, posicionesSchema } from '../lib/shapes.ts'

const claseSchema = z.object({ tipo: z.string() })
const bienvenidaSchema = z.object({ posiciones: posicionesSchema })
const eventoSchema = z.object({
  tipo: z.string(),
  accion: z.nullable(z.string()),
  clinica: z.int(),
  epoca: z.int(),
  seq: z.int(),
  previo: z.int(),
  cuerpo: z.unknown(),
})

export type Protocolo = {
  /** Frames are believed only between a welcome and the next `hola`; the rest are answers to an older question. */
  al_dia: boolean
  posiciones: Posiciones
  /** Greetings in a row without one good frame: the ring cannot help, a snapshot can. */
  saludos: number
}

export type Orden =
  | { tipo: 'entregar'; nombre: string; cuerpo: unknown }
  | { tipo: 'saludar' }
  | { tipo: 'recargar' }
  | { tipo: 'sesion_fin' }
  | { tipo: 'bienvenida' }

export type Paso = { protocolo: Protocolo; ordenes: Orden[] }

const SALUDOS_MAX = 3

export const protocolo_inicial: Protocolo = { al_dia: false, posiciones: {}, saludos: 0 }

/** The text of a `hola`, to be sent on opening and after each loss. */
export function hola(protocolo: Protocolo, ticket?: string): string {
  return JSON.stringify({
    tipo: 'hola',
    posiciones: protocolo.posiciones,
    temas: ['panel'],
    ...(ticket ? { ticket } : {}),
  })
}

/** After a `hola` was sent: nothing is believed until it is answered. */
export const saludado = (protocolo: Protocolo): Protocolo => ({
  ...protocolo,
  al_dia: false,
  saludos: protocolo.saludos + 1,
})

/** After a snapshot: its positions are ours. */
export const recargado = (posiciones: Posiciones): Protocolo => ({ al_dia: false, posiciones, saludos: 0 })

/** One text frame. What cannot be read is reported and skipped: the `previo` of the next one tells what it cost. */
export function recibir(protocolo: Protocolo, texto: string): Paso {
  const trama = leer(texto)
  const clase = z.safeParse(claseSchema, trama)
  if (!clase.success) return nada(protocolo)
  if (clase.data.tipo === 'sesion_fin') return { protocolo, ordenes: [{ tipo: 'sesion_fin' }] }
  if (clase.data.tipo === 'bienvenida') return bienvenida(protocolo, trama)
  if (!protocolo.al_dia) return nada(protocolo)
  if (clase.data.tipo === 'recargar')
    return { protocolo: { ...protocolo, al_dia: false }, ordenes: [{ tipo: 'recargar' }] }
  const evento = z.safeParse(eventoSchema, trama)
  return evento.success ? recibirEvento(protocolo, evento.data) : nada(protocolo)
}

/**
 * Our position in a clinic that it names is the welcome's: the relay counts `previo` from there. Where the welcome is
 * ahead of us although we had a position, a `recargar` follows.
 */
function bienvenida(protocolo: Protocolo, trama: unknown): Paso {
  const leida = z.safeParse(bienvenidaSchema, trama)
  if (!leida.success) return nada(protocolo)
  const posiciones = { ...protocolo.posiciones, ...leida.data.posiciones }
  return { protocolo: { ...protocolo, al_dia: true, posiciones }, ordenes: [{ tipo: 'bienvenida' }] }
}

function recibirEvento(protocolo: Protocolo, evento: z.infer<typeof eventoSchema>): Paso {
  const { clinica, epoca, seq, previo, accion, cuerpo, tipo } = evento
  const [mi_epoca, mi_seq] = protocolo.posiciones[clinica] ?? [epoca, previo]
  if (epoca !== mi_epoca || previo !== mi_seq) {
    const orden: Orden = protocolo.saludos >= SALUDOS_MAX ? { tipo: 'recargar' } : { tipo: 'saludar' }
    return { protocolo: { ...protocolo, al_dia: false }, ordenes: [orden] }
  }
  const posiciones: Posiciones = { ...protocolo.posiciones, [clinica]: [epoca, seq] }
  const nombre = accion ? `${tipo}.${accion}` : tipo
  return { protocolo: { ...protocolo, posiciones, saludos: 0 }, ordenes: [{ tipo: 'entregar', nombre, cuerpo }] }
}

const nada = (protocolo: Protocolo): Paso => ({ protocolo, ordenes: [] })

function leer(texto: string): unknown {
  try {
    return JSON.parse(texto)
  } catch {
    return null
  }
}
