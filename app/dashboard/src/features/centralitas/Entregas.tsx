import { Alert, Button, Code, Stack, Table, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { horaExacta } from '../../lib/format.ts'
import { type Palabra, t } from '../../lib/i18n.ts'
import type { Entrega } from '../../lib/shapes.ts'
import { entregas, repetir } from './consultas.ts'

const tonos: Record<string, string> = {
  aplicada: 'verde',
  duplicada: 'gris',
  ignorada: 'gris',
  rechazada: 'rojo',
  ilegible: 'rojo',
}

/** What the PBX sent last and what became of it; asked for, because what callers said to menus is in there. */
export function Entregas({ id, zona }: { id: number; zona: string }) {
  const [abiertas, abrir] = useState(false)
  const lista = useQuery({ ...entregas(id), enabled: abiertas })
  return (
    <Stack component="section" gap="xs" align="flex-start" aria-label={t('entregas')}>
      <Title order={3} size={14}>
        {t('entregas')}
      </Title>
      {lista.error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
          {lista.error.message}
        </Alert>
      )}
      {lista.data?.elementos.length === 0 && <Text size="sm">{t('entregas_vacio')}</Text>}
      {lista.data && lista.data.elementos.length > 0 && (
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {(['entrega_hora', 'entrega_veredicto', 'entrega_motivo', 'entrega_crudo'] as const).map(palabra => (
                <Table.Th key={palabra}>{t(palabra)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lista.data.elementos.map((entrega, i) => (
              <Fila key={entrega.id ?? `${entrega.recibido} ${i}`} centralita={id} entrega={entrega} zona={zona} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {(!abiertas || lista.isFetching || lista.data) && (
        <Button
          size="compact-sm"
          variant="default"
          loading={lista.isFetching}
          onClick={() => (abiertas ? void lista.refetch() : abrir(true))}
        >
          {t('entregas_ver')}
        </Button>
      )}
    </Stack>
  )
}

type FilaProps = { centralita: number; entrega: Entrega; zona: string }

function Fila({ centralita, entrega, zona }: FilaProps) {
  const cache = useQueryClient()
  const otra = useMutation({
    mutationFn: (entrega_id: number) => repetir(centralita, entrega_id),
    onSettled: () => cache.invalidateQueries({ queryKey: entregas(centralita).queryKey }),
  })
  const { id, veredicto, motivo, crudo, repetible, repetida } = entrega
  return (
    <Table.Tr data-veredicto={veredicto}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{horaExacta(entrega.recibido, zona)}</Table.Td>
      <Table.Td className={`cc-tono-${tonos[veredicto] ?? 'ambar'}`} c="var(--tono)" fw={600}>
        {t(`veredicto_${veredicto}` as Palabra)}
      </Table.Td>
      <Table.Td>{otra.error?.message ?? motivo}</Table.Td>
      <Table.Td>
        {crudo && (
          <details>
            <summary>
              {entrega.bytes} B{repetida ? ` · ${t('entrega_repetida')}` : ''}
            </summary>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {crudo}
            </Code>
          </details>
        )}
        {repetible && id !== null && veredicto !== 'aplicada' && (
          <Button size="compact-xs" variant="default" loading={otra.isPending} onClick={() => otra.mutate(id)}>
            {t('entrega_repetir')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
