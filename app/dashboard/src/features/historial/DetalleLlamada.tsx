import { ActionIcon, Alert, Group, Skeleton, Stack, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pedir } from '../../lib/api.ts'
import { t } from '../../lib/i18n.ts'
import { detalleSchema } from '../../lib/shapes.ts'
import { useRelay } from '../../relay/react.ts'
import type { NumeroLlamable } from '../../ui/llamable.ts'
import { CuerpoDetalle } from './CuerpoDetalle.tsx'

type Props = {
  id: number
  zona: string
  anterior: number | null
  siguiente: number | null
  ir: (id: number | null) => void
  Numero: NumeroLlamable
}

/** One call beside the list: who, what, notes, and all that happened to it. ← → go through the list, Esc closes. */
export function DetalleLlamada({ id, zona, anterior, siguiente, ir, Numero }: Props) {
  const version = useRelay(estado => estado.llamadas[id]?.version)
  const detalle = useQuery({
    queryKey: ['llamada', id, version],
    queryFn: ({ signal }) => pedir('GET', `/llamadas/${id}`, detalleSchema, { senal: signal }),
    placeholderData: previo => previo,
  })
  useTeclas(tecla => {
    if (tecla === 'ArrowLeft' && anterior) ir(anterior)
    if (tecla === 'ArrowRight' && siguiente) ir(siguiente)
    if (tecla === 'Escape') ir(null)
  })

  return (
    <aside className="cc-panel cc-detalle" aria-label={t('detalle')}>
      <Group justify="space-between" px="md" pt="sm" wrap="nowrap">
        <Title order={2} size={15}>
          {t('detalle')}
        </Title>
        <Group gap={2} wrap="nowrap">
          <Boton rotulo={t('anterior')} desactivado={!anterior} pulsar={() => ir(anterior)} Icono={IconChevronLeft} />
          <Boton
            rotulo={t('siguiente')}
            desactivado={!siguiente}
            pulsar={() => ir(siguiente)}
            Icono={IconChevronRight}
          />
          <Boton rotulo={t('cerrar')} pulsar={() => ir(null)} Icono={IconX} />
        </Group>
      </Group>
      <Stack px="md" pb="md" pt="xs" gap="md">
        {detalle.error && (
          <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
            {detalle.error.message}
          </Alert>
        )}
        {detalle.isPending && <Skeleton height={220} radius="md" />}
        {detalle.data && <CuerpoDetalle llamada={detalle.data} zona={zona} Numero={Numero} />}
      </Stack>
    </aside>
  )
}

type DeBoton = { rotulo: string; desactivado?: boolean; pulsar: () => void; Icono: typeof IconX }

function Boton({ rotulo, desactivado = false, pulsar, Icono }: DeBoton) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={rotulo}
      title={rotulo}
      disabled={desactivado}
      onClick={pulsar}
    >
      <Icono size={17} aria-hidden />
    </ActionIcon>
  )
}

function useTeclas(pulsar: (tecla: string) => void): void {
  useEffect(() => {
    const pulsada = (evento: KeyboardEvent) => {
      const en_campo =
        evento.target instanceof HTMLElement && evento.target.closest('input, textarea, select, [data-cc-popup]')
      if (!en_campo && !evento.defaultPrevented && !evento.ctrlKey && !evento.altKey) pulsar(evento.key)
    }
    document.addEventListener('keydown', pulsada)
    return () => document.removeEventListener('keydown', pulsada)
  })
}
