import { ActionIcon, Alert, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useEffect } from 'react'
import { pedir } from '../../lib/api.ts'
import { duracion, momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { type Detalle, detalleSchema } from '../../lib/shapes.ts'
import { titular } from '../../lib/title.ts'
import { useRelay } from '../../relay/react.ts'
import { ChipEstado } from '../../ui/ChipEstado.tsx'
import { Cronologia } from './Cronologia.tsx'

type Props = {
  id: number
  zona: string
  anterior: number | null
  siguiente: number | null
  ir: (id: number | null) => void
  Numero: ComponentType<{ numero: string | null; mostrado: string | null }>
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
        {detalle.data && <Cuerpo llamada={detalle.data} zona={zona} Numero={Numero} />}
      </Stack>
    </aside>
  )
}

function Cuerpo({ llamada, zona, Numero }: { llamada: Detalle; zona: string; Numero: Props['Numero'] }) {
  const { nombre, conocido } = titular({ llamada, ficha: llamada.ficha })
  const pares: [string, string | null | undefined][] = [
    [t('columna_hora'), momento(llamada.inicio, Date.now(), zona)],
    [t('entrada'), [llamada.linea?.etiqueta ?? llamada.linea?.numero, llamada.cola].filter(Boolean).join(' · ')],
    [t('columna_atiende'), [llamada.atiende?.nombre, llamada.atiende?.extension].filter(Boolean).join(' · ')],
    [t('espera'), llamada.espera_s === null ? null : duracion(llamada.espera_s)],
    [t('conversacion'), llamada.conversacion_s ? duracion(llamada.conversacion_s) : null],
    [t('columna_motivo'), llamada.tipificacion?.etiqueta],
  ]
  return (
    <>
      <div>
        <Text fw={680} size="xl" lh={1.2}>
          {conocido ? nombre : t('sin_identificar')}
        </Text>
        <Group gap="sm" mt={8}>
          <ChipEstado llamada={llamada} />
          <Numero numero={llamada.numero} mostrado={llamada.numero_mostrado} />
        </Group>
      </div>
      <dl className="cc-pares">
        {pares.map(
          ([rotulo, valor]) => valor && [<dt key={`${rotulo}-t`}>{rotulo}</dt>, <dd key={rotulo}>{valor}</dd>],
        )}
      </dl>
      <div>
        <Title order={3} size={14} mb={6}>
          {t('notas')}
        </Title>
        {llamada.notas.length === 0 && (
          <Text size="sm" c="var(--cc-tenue)">
            {t('sin_notas')}
          </Text>
        )}
        {llamada.notas.map(nota => (
          <Text key={nota.id} size="sm" mb={6} style={{ whiteSpace: 'pre-wrap' }}>
            {nota.texto}
            <Text span c="var(--cc-tenue)">
              {' '}
              · {nota.agente?.nombre} {momento(nota.creada, Date.now(), zona)}
            </Text>
          </Text>
        ))}
      </div>
      <div>
        <Title order={3} size={14} mb={6}>
          {t('cronologia')}
        </Title>
        <Cronologia hechos={llamada.cronologia} />
      </div>
    </>
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
