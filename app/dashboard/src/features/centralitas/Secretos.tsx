import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Adaptador, CentralitaEntera } from '../../lib/shapes.ts'
import { quitarAnterior, rotar, una } from './consultas.ts'
import { UnaVez } from './UnaVez.tsx'

/** Another secret beside the present one, and the end of the former: the PBX is changed in between. */
export function Secretos({ centralita, adaptador }: { centralita: CentralitaEntera; adaptador: Adaptador }) {
  const cache = useQueryClient()
  const [suyo, fijarSuyo] = useState('')
  const puesta = (fila: CentralitaEntera) => cache.setQueryData(una(fila.id).queryKey, fila)
  const otro = useMutation({
    mutationFn: () => rotar(centralita.id, suyo || null),
    onSuccess: ({ centralita }) => {
      puesta(centralita)
      fijarSuyo('')
    },
  })
  const fin = useMutation({ mutationFn: () => quitarAnterior(centralita.id), onSuccess: puesta })
  const error = otro.error ?? fin.error
  return (
    <Stack component="section" gap="xs" align="flex-start" aria-label={t('secreto')}>
      <Title order={3} size={14}>
        {t('secreto')}
      </Title>
      <Text size="sm" c="var(--cc-tenue)">
        {t(centralita.secretos > 1 ? 'centralita_dos_secretos' : 'centralita_rotar_ayuda')}
      </Text>
      {otro.data && <UnaVez secreto={otro.data} />}
      {adaptador.ayuda_secreto && (
        <PasswordInput
          w={360}
          label={t('centralita_secreto')}
          description={adaptador.ayuda_secreto}
          autoComplete="off"
          value={suyo}
          onChange={evento => fijarSuyo(evento.currentTarget.value)}
        />
      )}
      {error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
          {error.message}
        </Alert>
      )}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          loading={otro.isPending}
          disabled={adaptador.ayuda_secreto !== null && !adaptador.secreto_opcional && suyo === ''}
          onClick={() => otro.mutate()}
        >
          {t('centralita_rotar')}
        </Button>
        {centralita.secretos > 1 && (
          <Button size="compact-sm" variant="default" loading={fin.isPending} onClick={() => fin.mutate()}>
            {t('centralita_quitar_anterior')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
