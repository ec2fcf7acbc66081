import { Alert, Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconCopy, IconHelpCircle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pedir } from '../../lib/api.ts'
import { horaExacta } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { informeSchema, type Paso, porqueSchema } from '../../lib/shapes.ts'
import { retrasos } from './retrasos.ts'

type Props = { llamada_id: number; zona: string }

/** Why a call counts as it does and why its card came up or did not: asked for, since few ever want to know. */
export function Porque({ llamada_id, zona }: Props) {
  const [abierto, abrir] = useState(false)
  const porque = useQuery({
    queryKey: ['porque', llamada_id],
    queryFn: ({ signal }) => pedir('GET', `/llamadas/${llamada_id}/porque`, porqueSchema, { senal: signal }),
    enabled: abierto,
  })
  if (!abierto || porque.isPending) {
    return (
      <div>
        <Button
          size="compact-md"
          variant="default"
          loading={abierto}
          leftSection={<IconHelpCircle size={16} aria-hidden />}
          onClick={() => abrir(true)}
        >
          {t('porque')}
        </Button>
      </div>
    )
  }
  return (
    <Stack component="section" gap="xs" aria-label={t('porque_titulo')}>
      <Title order={3} size={14}>
        {t('porque_titulo')}
      </Title>
      {porque.error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
          {porque.error.message}
        </Alert>
      )}
      {porque.data && <Text size="sm">{porque.data.frase}</Text>}
      {porque.data && <Pasos pasos={porque.data.pasos} zona={zona} />}
      <Informe llamada_id={llamada_id} />
    </Stack>
  )
}

function Pasos({ pasos, zona }: { pasos: Paso[]; zona: string }) {
  return (
    <ol className="cc-tiempos cc-pasos">
      {pasos.map((paso, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id, and their order is their identity
        <li key={i} data-que={paso.que}>
          <time dateTime={paso.momento ?? paso.recibido}>{horaExacta(paso.momento ?? paso.recibido, zona)}</time>
          <span>
            {paso.texto}
            <small>{retrasos(paso)}</small>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The text that may leave the house, copied; where the browser does not let us, shown to be copied by hand. */
function Informe({ llamada_id }: { llamada_id: number }) {
  const copia = useMutation({
    mutationFn: async () => {
      const { informe } = await pedir('GET', `/llamadas/${llamada_id}/porque?formato=informe`, informeSchema)
      const copiado = await copiar(informe)
      return { informe, copiado }
    },
  })
  return (
    <Stack gap={6} align="flex-start">
      <Button
        size="compact-sm"
        variant="light"
        loading={copia.isPending}
        leftSection={<IconCopy size={15} aria-hidden />}
        onClick={() => copia.mutate()}
      >
        {t('informe_copiar')}
      </Button>
      <Text size="sm" c="var(--cc-tenue)" role="status">
        {copia.error?.message ?? (copia.data?.copiado ? t('informe_copiado') : '')}
      </Text>
      {copia.data && !copia.data.copiado && (
        <Textarea w="100%" rows={6} readOnly aria-label={t('informe')} value={copia.data.informe} />
      )}
    </Stack>
  )
}

const copiar = (texto: string): Promise<boolean> =>
  navigator.clipboard?.writeText(texto).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false)
