import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Palabra, t } from '../../lib/i18n.ts'
import { prueba } from './consultas.ts'

/** While a test goes on; it stops by itself when all steps are done. */
const MIRAR_CADA_MS = 1500

const marcas = {
  bien: { Icono: IconCircleCheckFilled, tono: 'verde', palabra: 'paso_bien' },
  falta: { Icono: IconCircle, tono: 'gris', palabra: 'paso_falta' },
  mal: { Icono: IconCircleXFilled, tono: 'rojo', palabra: 'paso_mal' },
} as const

/** The step-by-step test: somebody calls, and each step from the PBX to the screen is ticked as it arrives. */
export function Prueba({ id }: { id: number }) {
  const [desde, empezar] = useState<string | null>(null)
  const paso = useQuery({
    ...prueba(id, desde ?? ''),
    enabled: desde !== null,
    refetchInterval: consulta => (consulta.state.data?.completa ? false : MIRAR_CADA_MS),
  })
  return (
    <Stack component="section" gap="xs" align="flex-start" aria-label={t('prueba')}>
      <Title order={3} size={14}>
        {t('prueba')}
      </Title>
      <Text size="sm" c="var(--cc-tenue)">
        {t('prueba_ayuda')}
      </Text>
      {paso.error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
          {paso.error.message}
        </Alert>
      )}
      {paso.data && (
        <ol className="cc-prueba" aria-live="polite">
          {paso.data.pasos.map(({ paso: cual, estado, texto }) => {
            const { Icono, tono, palabra } = marcas[estado]
            return (
              <li key={cual} data-paso={cual} data-estado={estado} className={`cc-tono-${tono}`}>
                <Icono size={18} aria-label={t(palabra)} />
                <b>{t(`paso_${cual}` as Palabra)}</b>
                <span>{texto}</span>
              </li>
            )
          })}
        </ol>
      )}
      {paso.data?.completa && (
        <Text size="sm" role="status" className="cc-tono-verde" c="var(--tono)">
          {t('prueba_completa')}
        </Text>
      )}
      <Button size="compact-sm" variant="light" onClick={() => empezar(new Date().toISOString())}>
        {t(desde ? 'prueba_otra' : 'prueba_empezar')}
      </Button>
    </Stack>
  )
}
