/** The promises that a card has to show: what it came with, and what this browser has heard of since. */
import type { Pendiente, Seguimiento } from '../lib/shapes.ts'
import { abierto, type Tarjeta } from './state.ts'

/** `version` is null for one that only the card knows (of another clinic): it can be read, not closed. */
export type Promesa = Pendiente & { version: number | null }
type DeQuien = Pick<Tarjeta, 'ficha' | 'llamada' | 'seguimientos'>

/** Open promises to the patient, or to the number while nobody knows who calls; the first due first. */
export function promesas(tarjeta: DeQuien, conocidos: Record<string, Seguimiento>): Promesa[] {
  const traidas = tarjeta.ficha ? tarjeta.ficha.seguimientos : tarjeta.seguimientos
  const oidas = Object.values(conocidos).filter(uno => esDe(uno, tarjeta) || traidas.some(({ id }) => id === uno.id))
  const todas = new Map<number, Promesa>(traidas.map(una => [una.id, { ...una, version: null }]))
  for (const una of oidas) todas.set(una.id, una)
  return [...todas.values()]
    .filter(una => una.clase === 'promesa' && abierto(una))
    .sort((a, b) => cuando(a) - cuando(b))
}

const esDe = ({ paciente, numero }: Seguimiento, { ficha, llamada }: DeQuien): boolean =>
  paciente && ficha ? paciente.id === ficha.id : numero !== null && numero === llamada.numero

const cuando = ({ vence }: Pendiente): number => (vence ? Date.parse(vence) : Number.POSITIVE_INFINITY)
