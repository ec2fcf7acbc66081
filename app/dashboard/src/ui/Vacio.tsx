import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { icono: ReactNode; titulo: string; ayuda?: string; children?: ReactNode }

/** An empty list, which says what will be here and what to do. */
export function Vacio({ icono, titulo, ayuda, children }: Props) {
  return (
    <Stack align="center" gap={4} py={36} px="md" ta="center">
      <span className="cc-vacio-icono">{icono}</span>
      <Text fw={600}>{titulo}</Text>
      {ayuda && (
        <Text size="sm" c="var(--cc-tenue)" maw={380}>
          {ayuda}
        </Text>
      )}
      {children}
    </Stack>
  )
}
