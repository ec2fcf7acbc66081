import { Button, Menu } from '@mantine/core'
import { IconArmchair, IconChevronDown, IconCoffee, IconLogout, IconPhoneCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { nada, pedir } from '../../lib/api.ts'
import { t } from '../../lib/i18n.ts'
import type { Sesion } from '../../lib/shapes.ts'
import { useRelay } from '../../relay/react.ts'

type Props = { sesion: Sesion; cambiarPuesto: () => void; salir: () => void }

/** Who I am, where I sit, and whether I take calls. */
export function Yo({ sesion: { agente, puesto }, cambiarPuesto, salir }: Props) {
  const presencia = useRelay(estado => estado.presencia[agente.id])
  const cambio = useMutation({
    mutationFn: (estado: 'disponible' | 'pausa') =>
      pedir('PUT', '/presencia', nada, { cuerpo: { estado, motivo: null } }),
  })
  const pausa = (cambio.isPending || cambio.isSuccess ? cambio.variables : presencia?.estado) === 'pausa'
  return (
    <Menu position="bottom-end" shadow="md" width={230}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          px="sm"
          leftSection={<span className={`cc-punto cc-tono-${pausa ? 'ambar' : 'verde'}`} />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          {agente.nombre.split(' ')[0]} · {puesto ? puesto.numero : t('sin_puesto')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {agente.nombre} · {t(pausa ? 'pausa' : 'disponible')}
        </Menu.Label>
        <Menu.Item leftSection={<IconPhoneCheck size={16} aria-hidden />} onClick={() => cambio.mutate('disponible')}>
          {t('disponible')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCoffee size={16} aria-hidden />} onClick={() => cambio.mutate('pausa')}>
          {t('pausa')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconArmchair size={16} aria-hidden />} onClick={cambiarPuesto}>
          {t('puesto_cambiar')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={salir}>
          {t('salir')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
