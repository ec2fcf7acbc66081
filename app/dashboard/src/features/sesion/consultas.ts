import { nada, pedir } from '../../lib/api.ts'
import { type Sesion, sesionSchema } from '../../lib/shapes.ts'

export const entrar = (usuario: string, clave: string): Promise<Sesion> =>
  pedir('POST', '/sesion', sesionSchema, { cuerpo: { usuario, clave } })

export const sentarse = (extension_id: number | null): Promise<Sesion> =>
  pedir('PUT', '/sesion/puesto', sesionSchema, { cuerpo: { extension_id } })

export const leerSesion = (): Promise<Sesion> => pedir('GET', '/sesion', sesionSchema)
export const salir = (): Promise<unknown> => pedir('DELETE', '/sesion', nada)
