import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Limite } from './Limite.tsx'

type Props = { titulo: string; cuenta?: number; aparte?: ReactNode; children: ReactNode }

/** A titled surface of the dashboard. */
export function Panel({ titulo, cuenta, aparte, children }: Props) {
  return (
    <section className="cc-panel" aria-label={titulo}>
      <Group justify="space-between" px="md" py="sm" wrap="nowrap">
        <Group gap={8}>
          <Title order={2} size={15}>
            {titulo}
          </Title>
          {cuenta !== undefined && cuenta > 0 && (
            <Text size="sm" c="var(--cc-tenue)" className="cc-cifras">
              {cuenta}
            </Text>
          )}
        </Group>
        {aparte}
      </Group>
      <Limite>{children}</Limite>
    </section>
  )
}
