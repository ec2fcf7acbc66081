import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { plazo } from '../../lib/dias.ts'
import { hace, momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import type { Seguimiento } from '../../lib/shapes.ts'
import type { NumeroLlamable } from '../../ui/llamable.ts'
import { Mensaje } from '../../ui/Mensaje.tsx'
import type { AccionDevolucion } from './Devoluciones.tsx'

type Props = {
  seguimiento: Seguimiento
  mia: boolean
  ahora: number
  zona: string
  Numero: NumeroLlamable
  ocupado: boolean
  editar: (accion: AccionDevolucion) => void
}

/** One number that called in vain, or one promise: who, since or by when; and who takes care of it. */
export function Devolucion({ seguimiento, mia, ahora, zona, Numero, ocupado, editar }: Props) {
  const { paciente, numero, numero_mostrado, agente, clase } = seguimiento
  const promesa = clase === 'promesa'
  const quien = paciente?.nombre ?? numero_mostrado ?? t('numero_oculto')
  return (
    <li className="cc-devolucion" data-mia={mia || undefined} data-seguimiento={seguimiento.id}>
      <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={650} truncate>
            {quien}
          </Text>
          {promesa ? (
            <Prometido seguimiento={seguimiento} ahora={ahora} zona={zona} />
          ) : (
            <Text size="sm" c="var(--cc-tenue)">
              {datos(seguimiento, ahora, zona)}
            </Text>
          )}
        </div>
        {(numero || !promesa) && (
          <Numero
            numero={numero}
            mostrado={numero_mostrado}
            paciente_id={paciente?.id}
            seguimiento_id={seguimiento.id}
            compacto
          />
        )}
      </Group>
      {seguimiento.mensaje && <Mensaje grabacion={seguimiento.mensaje} />}
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={550} c={mia ? 'var(--cc-acento)' : 'var(--cc-tenue)'} truncate>
          {agente ? (mia ? t('la_tengo') : t('la_tiene', { quien: agente.nombre })) : ''}
        </Text>
        <Group gap={6} wrap="nowrap">
          {mia ? (
            <>
              <Button size="compact-sm" variant="default" disabled={ocupado} onClick={() => editar('intentar')}>
                {t('intentada')}
              </Button>
              <Button size="compact-sm" disabled={ocupado} onClick={() => editar('cerrar')}>
                {t(promesa ? 'promesa_hecha' : 'cerrar_devolucion')}
              </Button>
            </>
          ) : (
            !agente && (
              <Button size="compact-sm" variant="light" loading={ocupado} onClick={() => editar('reclamar')}>
                {t('reclamar')}
              </Button>
            )
          )}
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('mas_acciones', { quien })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mia && <Menu.Item onClick={() => editar('soltar')}>{t('soltar')}</Menu.Item>}
              <Menu.Item onClick={() => editar('aplazar')}>{t(promesa ? 'aplazar_dia' : 'aplazar')}</Menu.Item>
              <Menu.Item onClick={() => editar('descartar')}>{t('descartar')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
    </li>
  )
}

function Prometido({ seguimiento: { texto, vence }, ahora, zona }: Pick<Props, 'seguimiento' | 'ahora' | 'zona'>) {
  const cuando = vence ? plazo(vence, ahora, zona) : null
  return (
    <Text size="sm">
      {cuando && (
        <Text span inherit fw={600} c={`var(--cc-${cuando.tono})`}>
          {cuando.texto} ·{' '}
        </Text>
      )}
      {texto}
    </Text>
  )
}

function datos(
  { paciente, numero_mostrado, llamadas, ultima, intentos, vence }: Seguimiento,
  ahora: number,
  zona: string,
) {
  const partes = [
    paciente && numero_mostrado,
    llamadas === 1 ? t('un_intento') : t('n_intentos', { n: llamadas }),
    hace(ultima, ahora, zona),
    intentos > 0 && t('n_nuestros', { n: intentos }),
    vence && Date.parse(vence) > ahora && t('vence', { cuando: momento(vence, ahora, zona) }),
  ]
  return partes.filter(Boolean).join(' · ')
}
