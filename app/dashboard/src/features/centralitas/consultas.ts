import { pedir } from '../../lib/api.ts'
import {
  adaptadoresSchema,
  type CentralitaEntera,
  centralitaEnteraSchema,
  centralitasSchema,
  type Entrega,
  entregaSchema,
  entregasSchema,
  pruebaSchema,
  type Secreto,
  secretoSchema,
} from '../../lib/shapes.ts'

type Senal = { signal: AbortSignal }

export const lista = {
  queryKey: ['centralitas'],
  queryFn: ({ signal }: Senal) => pedir('GET', '/centralitas', centralitasSchema, { senal: signal }),
  refetchInterval: 10_000, // who spoke last is no event: every call would be one
}

export const adaptadores = {
  queryKey: ['adaptadores'],
  queryFn: ({ signal }: Senal) => pedir('GET', '/centralitas/adaptadores', adaptadoresSchema, { senal: signal }),
  staleTime: Infinity,
}

export const una = (id: number) => ({
  queryKey: ['centralitas', id],
  queryFn: ({ signal }: Senal) => pedir('GET', `/centralitas/${id}`, centralitaEnteraSchema, { senal: signal }),
})

export const prueba = (id: number, desde: string) => ({
  queryKey: ['centralitas', id, 'prueba', desde],
  queryFn: ({ signal }: Senal) =>
    pedir('GET', `/centralitas/${id}/prueba?desde=${encodeURIComponent(desde)}`, pruebaSchema, { senal: signal }),
})

export const entregas = (id: number) => ({
  queryKey: ['centralitas', id, 'entregas'],
  queryFn: ({ signal }: Senal) => pedir('GET', `/centralitas/${id}/entregas`, entregasSchema, { senal: signal }),
})

export const repetir = (id: number, entrega: number): Promise<Entrega> =>
  pedir('POST', `/centralitas/${id}/entregas/${entrega}/repetir`, entregaSchema)

export const crear = (cuerpo: Record<string, unknown>): Promise<Secreto> =>
  pedir('POST', '/centralitas', secretoSchema, { cuerpo })

export const editar = ({ id, version }: CentralitaEntera, cuerpo: Record<string, unknown>): Promise<CentralitaEntera> =>
  pedir('PATCH', `/centralitas/${id}`, centralitaEnteraSchema, { cuerpo, version })

export const rotar = (id: number, secreto: string | null): Promise<Secreto> =>
  pedir('POST', `/centralitas/${id}/secretos`, secretoSchema, { cuerpo: secreto ? { secreto } : {} })

export const quitarAnterior = (id: number): Promise<CentralitaEntera> =>
  pedir('DELETE', `/centralitas/${id}/secretos/anterior`, centralitaEnteraSchema)
