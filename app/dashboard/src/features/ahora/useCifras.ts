import { useQuery } from '@tanstack/react-query'
import { consulta, pedir } from '../../lib/api.ts'
import { type Estadisticas, estadisticasSchema } from '../../lib/shapes.ts'
import { ayerHastaAhora } from './numeros.ts'

const CADA_MS = 60_000

/**
 * Today's figures of a clinic (null: of all of mine), as the server counts them: a tab holds only the last calls of a long day.
 * Asked for again when another call has ended, and every minute; the last answer stays while the next is on its way.
 */
export function useCifras(clinica_id: number | null, terminadas: number): Estadisticas | null {
  const cifras = useQuery({
    queryKey: ['estadisticas', clinica_id, terminadas],
    queryFn: ({ signal }) =>
      pedir('GET', `/estadisticas${consulta({ clinica_id })}`, estadisticasSchema, { senal: signal }),
    placeholderData: previas => previas,
    refetchInterval: CADA_MS,
  })
  return cifras.data ?? null
}

/** Yesterday's until this hour: what today's are compared with. */
export function useCifrasDeAyer(clinica_id: number | null, zona: string, ahora_ms: number): Estadisticas | null {
  const rango = ayerHastaAhora(zona, ahora_ms)
  const cifras = useQuery({
    queryKey: ['estadisticas', clinica_id, rango],
    queryFn: ({ signal }) =>
      pedir('GET', `/estadisticas${consulta({ ...rango, clinica_id })}`, estadisticasSchema, { senal: signal }),
    enabled: rango !== null,
    placeholderData: previas => previas,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return cifras.data ?? null
}
