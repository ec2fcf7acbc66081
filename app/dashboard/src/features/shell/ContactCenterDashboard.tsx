import { AppShell, Group, Stack, Text } from '@mantine/core'
import { IconHistory, IconLayoutDashboard, IconPlugConnected } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { hora } from '../../lib/format.ts'
import { type Palabra, t } from '../../lib/i18n.ts'
import { ir, useRuta } from '../../lib/ruta.ts'
import type { Sesion } from '../../lib/shapes.ts'
import { useRelay } from '../../relay/react.ts'
import { Barra } from './Barra.tsx'
import { Conexion } from './Conexion.tsx'

type Props = {
  sesion: Sesion
  clinica_id: number | null
  elegirClinica: (id: number | null) => void
  cambiarPuesto: () => void
  salir: () => void
  zona: string
  administra: boolean
  children: ReactNode
}

const secciones: { camino: string; palabra: Palabra; Icono: typeof IconHistory }[] = [
  { camino: '/', palabra: 'nav_ahora', Icono: IconLayoutDashboard },
  { camino: '/historial', palabra: 'nav_historial', Icono: IconHistory },
]
const de_administrador: typeof secciones = [
  { camino: '/centralitas', palabra: 'nav_centralitas', Icono: IconPlugConnected },
]

/** The shell: where one is, who one is, and whether what is on screen is live. */
export function ContactCenterDashboard(props: Props) {
  const { camino } = useRuta()
  const { children, zona, sesion, administra } = props
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 196, breakpoint: 'sm' }} padding="md">
      <a className="cc-saltar" href="#contenido">
        {t('saltar')}
      </a>
      <AppShell.Header>
        <Barra {...props} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t('nav')}>
        <Stack gap={4} flex={1}>
          {[...secciones, ...(administra ? de_administrador : [])].map(({ camino: suyo, palabra, Icono }) => (
            <a
              key={suyo}
              className="cc-nav"
              href={suyo}
              aria-current={camino === suyo ? 'page' : undefined}
              onClick={evento => seguir(evento, suyo)}
            >
              <Icono size={19} stroke={1.8} aria-hidden />
              {t(palabra)}
            </a>
          ))}
        </Stack>
        <Stack gap={6}>
          <Conexion zona={zona} />
          <Text size="xs" c="var(--cc-tenue)">
            {sesion.grupo.nombre}
          </Text>
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="contenido" tabIndex={-1}>
        <Banda zona={zona} />
        {children}
      </AppShell.Main>
    </AppShell>
  )
}

/** A plain click stays in the page; with a modifier the browser opens its tab or window. */
function seguir(evento: MouseEvent, camino: string): void {
  if (evento.metaKey || evento.ctrlKey || evento.shiftKey || evento.button !== 0) return
  evento.preventDefault()
  ir(camino)
}

function Banda({ zona }: { zona: string }) {
  const perdida = useRelay(estado => estado.conexion === 'sin_conexion')
  const desde = useRelay(estado => estado.conexion_desde)
  if (!perdida) return null
  return (
    <Group className="cc-banda cc-tono-ambar" role="status" m="calc(-1 * var(--mantine-spacing-md))" mb="md">
      {t('banda_sin_conexion', { hora: hora(desde, zona) })}
    </Group>
  )
}
