import { Alert, Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pedir } from '../../lib/api.ts'
import { hora } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { llamadaSchema } from '../../lib/shapes.ts'
import { titular } from '../../lib/title.ts'
import { visibles } from '../../relay/phase.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import type { Borrador } from '../../relay/state.ts'
import { Panel } from '../../ui/Panel.tsx'

/** Notes that were written and never saved, and whose card is gone: nothing that was said is lost in silence. */
export function NotasPendientes({ ahora, zona }: { ahora: number; zona: string }) {
  const estado = useRelay(todo => todo)
  const hacer = useHacer()
  const pendientes = useMemo(() => {
    const a_la_vista = new Set(visibles(estado, ahora).map(({ tarjeta }) => tarjeta.id))
    return Object.entries(estado.borradores)
      .map(([id, borrador]) => ({ id: Number(id), ...borrador }))
      .filter(({ id, nota, enviado }) => nota.trim() !== '' && !enviado && !a_la_vista.has(id))
  }, [estado, ahora])
  const guardado = useMutation({ mutationFn: guardar, onSuccess: id => hacer({ tipo: 'guardada', id }) })

  if (pendientes.length === 0) return null
  return (
    <Panel titulo={t('notas_pendientes')} cuenta={pendientes.length}>
      {guardado.error && (
        <Alert color="red" variant="light" role="alert" mx="md" mb="sm" c="var(--cc-rojo)">
          {guardado.error.message}
        </Alert>
      )}
      <ul className="cc-lista">
        {pendientes.map(uno => {
          const llamada = estado.llamadas[uno.id]
          return (
            <li key={uno.id} className="cc-devolucion">
              <Text fw={650}>{llamada ? titular({ llamada }).nombre : t('detalle')}</Text>
              <Text size="sm">{uno.nota}</Text>
              <Group justify="space-between" gap="xs">
                <Text size="sm" c="var(--cc-tenue)">
                  {t('nota_sin_guardar', { hora: hora(uno.guardado, zona) })}
                </Text>
                <Group gap={6}>
                  <Button size="compact-sm" variant="default" onClick={() => hacer({ tipo: 'guardada', id: uno.id })}>
                    {t('descartar')}
                  </Button>
                  <Button size="compact-sm" loading={guardado.isPending} onClick={() => guardado.mutate(uno)}>
                    {t('guardar')}
                  </Button>
                </Group>
              </Group>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

async function guardar({ id, nota, tipificacion_id }: Borrador & { id: number }): Promise<number> {
  const { version } = await pedir('GET', `/llamadas/${id}`, llamadaSchema)
  const cuerpo = { nota: nota.trim(), ...(tipificacion_id === null ? {} : { tipificacion_id }) }
  await pedir('PATCH', `/llamadas/${id}`, llamadaSchema, { version, cuerpo })
  return id
}
