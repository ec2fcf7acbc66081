import { ActionIcon, Button, Menu, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconBell, IconBellOff, IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { campanada, fijarVolumen, useSonido, type Volumen } from '../../relay/sound.ts'

/** The bell: how loud, which tab, and whether the system may notify. Until a first click the browser is mute: it says so. */
export function Campana() {
  const { tocada, mia, volumen } = useSonido()
  const mudo = !tocada || volumen === 'no'
  const rotulo = tocada ? t('sonido') : t('sonido_espera')
  return (
    <Menu position="bottom-end" shadow="md" width={264}>
      <Menu.Target>
        <ActionIcon variant="subtle" color={tocada ? 'gray' : 'yellow'} size={34} aria-label={rotulo} title={rotulo}>
          {mudo ? <IconBellOff size={18} aria-hidden /> : <IconBell size={18} aria-hidden />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown p="sm">
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t('sonido')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('sonido')}
            value={volumen}
            onChange={valor => fijarVolumen(valor as Volumen)}
            data={[
              { value: 'no', label: t('sonido_no') },
              { value: 'suave', label: t('sonido_suave') },
              { value: 'normal', label: t('sonido_normal') },
            ]}
          />
          <Text size="xs" c="var(--cc-tenue)">
            {t(mia ? 'sonido_aqui' : 'sonido_otra')}
          </Text>
          <Button size="xs" variant="default" leftSection={<IconVolume size={15} aria-hidden />} onClick={campanada}>
            {t('sonido_probar')}
          </Button>
          <Avisos />
        </Stack>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Asked for on a button, never when the page loads. */
function Avisos() {
  const [permiso, fijarPermiso] = useState(globalThis.Notification?.permission ?? 'denied')
  if (permiso === 'default') {
    return (
      <Button size="xs" variant="light" onClick={() => void Notification.requestPermission().then(fijarPermiso)}>
        {t('avisos_pedir')}
      </Button>
    )
  }
  return (
    <Text size="xs" c="var(--cc-tenue)">
      {t(permiso === 'granted' ? 'avisos_si' : 'avisos_no')}
    </Text>
  )
}
