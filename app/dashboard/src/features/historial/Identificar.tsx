import { Button, Group } from '@mantine/core'
import { IconUserSearch } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nombreCompleto } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { editar } from '../../lib/llamada.ts'
import type { Detalle } from '../../lib/shapes.ts'
import { useHacer } from '../../relay/react.ts'
import { Buscar } from '../../ui/Buscar.tsx'

const A_LA_VISTA = 4

/** Says afterwards who a call was with: one of those who have the number, or whoever the search finds. */
export function Identificar({ llamada }: { llamada: Detalle }) {
  const hacer = useHacer()
  const cache = useQueryClient()
  const [buscando, buscar] = useState(false)
  const eleccion = useMutation({
    mutationFn: (interlocutor_id: number) => editar(llamada, { interlocutor_id }),
    onSuccess: editada => {
      hacer({ tipo: 'llamada', llamada: editada })
      void cache.invalidateQueries({ queryKey: ['historial'] })
      return cache.invalidateQueries({ queryKey: ['llamada', llamada.id] })
    },
  })
  const elegir = async (paciente_id: number) => eleccion.mutate(paciente_id)
  const eligiendo = eleccion.isPending ? eleccion.variables : null

  return (
    <div className="cc-identificar">
      {buscando ? (
        <Buscar elegir={elegir} eligiendo={eligiendo} volver={() => buscar(false)} />
      ) : (
        <Group gap={6} role="group" aria-label={t('quien_era')}>
          {llamada.candidatos.slice(0, A_LA_VISTA).map(persona => (
            <Button
              key={persona.id}
              size="compact-sm"
              variant="default"
              disabled={eleccion.isPending}
              onClick={() => void elegir(persona.id)}
            >
              {t('es_quien', { quien: nombreCompleto(persona) })}
            </Button>
          ))}
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconUserSearch size={15} aria-hidden />}
            onClick={() => buscar(true)}
          >
            {t('quien_era')}
          </Button>
        </Group>
      )}
      {eleccion.error && (
        <p className="cc-aviso cc-tono-rojo" role="alert">
          {eleccion.error.message}
        </p>
      )}
    </div>
  )
}
