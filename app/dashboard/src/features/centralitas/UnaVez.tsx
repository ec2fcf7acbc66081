import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { t } from '../../lib/i18n.ts'
import type { Secreto } from '../../lib/shapes.ts'

/** The address and the secret, which nobody will show again. */
export function UnaVez({ secreto: { secreto, direccion, direccion_con_secreto } }: { secreto: Secreto }) {
  return (
    <Stack gap="sm" w="100%">
      {secreto && (
        <Alert color="yellow" variant="light" role="alert" c="var(--cc-ambar)">
          {t('centralita_una_vez')}
        </Alert>
      )}
      <Dato rotulo={t('centralita_direccion')} valor={direccion} />
      {secreto && <Dato rotulo={t('secreto')} valor={secreto} />}
      {direccion_con_secreto && <Dato rotulo={t('centralita_direccion_con_secreto')} valor={direccion_con_secreto} />}
    </Stack>
  )
}

export function Dato({ rotulo, valor }: { rotulo: string; valor: string }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {rotulo}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>{valor}</Code>
        <CopyButton value={valor}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              aria-label={`${t('copiar')}: ${rotulo}`}
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? 'copiado' : 'copiar')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  )
}
