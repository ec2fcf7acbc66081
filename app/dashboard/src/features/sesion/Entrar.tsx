import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Sesion } from '../../lib/shapes.ts'
import { entrar } from './consultas.ts'

/** Name and password. */
export function Entrar({ entrado }: { entrado: (sesion: Sesion) => void }) {
  const intento = useMutation({
    mutationFn: ({ usuario, clave }: { usuario: string; clave: string }) => entrar(usuario, clave),
    onSuccess: entrado,
  })

  function enviar(evento: FormEvent<HTMLFormElement>) {
    evento.preventDefault()
    const datos = new FormData(evento.currentTarget)
    intento.mutate({ usuario: String(datos.get('usuario')).trim().toLowerCase(), clave: String(datos.get('clave')) })
  }

  return (
    <main className="cc-entrar">
      <form className="cc-entrar-caja" onSubmit={enviar}>
        <Stack gap="md">
          <Stack gap={4} align="center" mb="xs">
            <img src="/icono.svg" alt="" width={52} height={52} />
            <Title order={1} size={24} mt={6}>
              {t('entrar_titulo')}
            </Title>
            <Text c="var(--cc-tenue)">{t('entrar_lema')}</Text>
          </Stack>
          <TextInput
            name="usuario"
            label={t('usuario')}
            autoComplete="username"
            autoCapitalize="none"
            required
            size="md"
          />
          <PasswordInput name="clave" label={t('clave')} autoComplete="current-password" required size="md" />
          {intento.error && (
            <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
              {intento.error.message}
            </Alert>
          )}
          <Button type="submit" size="md" loading={intento.isPending} fullWidth>
            {t('entrar')}
          </Button>
        </Stack>
      </form>
    </main>
  )
}
