import { nada, pedir } from '../../lib/api.ts'
import { llamadaSchema, type Sesion, sesionSchema } from '../../lib/shapes.ts'
import type { Borrador } from '../../relay/state.ts'

export const entrar = (usuario: string, clave: string): Promise<Sesion> =>
  pedir('POST', '/sesion', sesionSchema, { cuerpo: { usuario, clave } })

export const sentarse = (extension_id: number | null): Promise<Sesion> =>
  pedir('PUT', '/sesion/puesto', sesionSchema, { cuerpo: { extension_id } })

export const leerSesion = (): Promise<Sesion> => pedir('GET', '/sesion', sesionSchema)

/** Leaving clears what this browser keeps: notes that were written and not saved are saved before. */
export async function salir(borradores: Record<string, Borrador>): Promise<void> {
  const pendientes = Object.entries(borradores).filter(([, { nota, enviado }]) => nota.trim() !== '' && !enviado)
  await Promise.allSettled(pendientes.map(([id, { nota }]) => anotar(Number(id), nota.trim())))
  await pedir('DELETE', '/sesion', nada)
}

const anotar = (llamada_id: number, nota: string) =>
  pedir('POST', '/registrar', llamadaSchema, { cuerpo: { llamada_id, nota } })
