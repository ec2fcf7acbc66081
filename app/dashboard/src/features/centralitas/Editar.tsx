import { Alert, Button, Group, NumberInput, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Adaptador, CentralitaEntera } from '../../lib/shapes.ts'
import { Ajustes, type Valores } from './Ajustes.tsx'
import { editar, lista, una } from './consultas.ts'

const SILENCIO_MAX_MIN = 10_080

/** What may be changed later. Mounted anew for each version, so that nobody writes over what another changed. */
export function Editar({ centralita, adaptador }: { centralita: CentralitaEntera; adaptador: Adaptador }) {
  const cache = useQueryClient()
  const [nombre, fijarNombre] = useState(centralita.nombre)
  const [activa, fijarActiva] = useState(centralita.activa)
  const [silencio_min, fijarSilencio] = useState<number | string>(centralita.silencio_min)
  const [valores, fijarValores] = useState<Valores>({ ajustes: centralita.ajustes })
  const cambio = useMutation({
    mutationFn: () => editar(centralita, { nombre, activa, silencio_min: Number(silencio_min) || 0, ...valores }),
    onSuccess: fila => {
      cache.setQueryData(una(fila.id).queryKey, fila)
      return cache.invalidateQueries({ queryKey: lista.queryKey, exact: true })
    },
    // Somebody else was faster: what is shown next is theirs.
    onError: () => cache.invalidateQueries({ queryKey: una(centralita.id).queryKey, exact: true }),
  })
  return (
    <Stack
      component="form"
      gap="sm"
      maw={560}
      aria-label={t('centralita_ajustes')}
      onSubmit={evento => {
        evento.preventDefault()
        cambio.mutate()
      }}
    >
      <Title order={3} size={14}>
        {t('centralita_ajustes')}
      </Title>
      <TextInput
        label={t('centralita_nombre')}
        required
        maxLength={120}
        value={nombre}
        onChange={evento => fijarNombre(evento.currentTarget.value)}
      />
      <NumberInput
        label={t('centralita_silencio')}
        description={t('centralita_silencio_ayuda')}
        min={0}
        max={SILENCIO_MAX_MIN}
        allowDecimal={false}
        value={silencio_min}
        onChange={fijarSilencio}
      />
      <Ajustes
        adaptador={adaptador}
        valores={valores}
        cambiar={fijarValores}
        conCredencial={centralita.con_credencial}
      />
      <Switch
        label={t('centralita_activa')}
        checked={activa}
        onChange={evento => fijarActiva(evento.currentTarget.checked)}
      />
      {cambio.error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
          {cambio.error.message}
        </Alert>
      )}
      <Group gap="xs">
        <Button type="submit" loading={cambio.isPending}>
          {t('centralita_guardar')}
        </Button>
        <Text size="sm" role="status">
          {cambio.isSuccess ? t('centralita_guardado') : ''}
        </Text>
      </Group>
    </Stack>
  )
}
