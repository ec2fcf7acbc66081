import { Alert, Button, Group, Stack, Title } from '@mantine/core'
import { IconPhoneCalling, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { momento } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useRuta } from '../../lib/ruta.ts'
import type { Centralita, Sesion } from '../../lib/shapes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Vacio } from '../../ui/Vacio.tsx'
import { lista } from './consultas.ts'
import { DetalleCentralita } from './DetalleCentralita.tsx'
import { NuevaCentralita } from './NuevaCentralita.tsx'

type Props = { clinicas: Sesion['clinicas']; zona: string }

/** "Centralitas": the PBXs of one's clinics, how they are, and for their administrator all there is to set. */
export function Centralitas({ clinicas, zona }: Props) {
  const { consulta, poner } = useRuta()
  const centralitas = useQuery(lista)
  const abierta = Number(consulta.get('centralita')) || null
  const nueva = consulta.get('nueva') !== null
  const todas = centralitas.data?.elementos ?? []
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size={20}>
          {t('centralitas')}
        </Title>
        <Button
          leftSection={<IconPlus size={17} aria-hidden />}
          onClick={() => poner({ nueva: 'si', centralita: null })}
        >
          {t('centralita_nueva')}
        </Button>
      </Group>
      {centralitas.error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
          {centralitas.error.message}
        </Alert>
      )}
      {nueva && <NuevaCentralita clinicas={clinicas} cerrar={id => poner({ nueva: null, centralita: id })} />}
      {centralitas.isSuccess && todas.length === 0 && !nueva && (
        <Vacio
          icono={<IconPhoneCalling size={24} aria-hidden />}
          titulo={t('centralitas_vacio')}
          ayuda={t('centralitas_vacio_ayuda')}
        />
      )}
      {todas.length > 0 && (
        <Panel titulo={t('centralitas')} cuenta={todas.length}>
          <ul className="cc-lista">
            {todas.map(una => (
              <li key={una.id}>
                <button
                  type="button"
                  className="cc-centralita"
                  aria-expanded={abierta === una.id}
                  data-centralita={una.id}
                  onClick={() => poner({ centralita: abierta === una.id ? null : una.id, nueva: null })}
                >
                  <b>{una.nombre}</b>
                  <span className="cc-tenue">{una.adaptador}</span>
                  <Salud centralita={una} zona={zona} />
                </button>
                {abierta === una.id && <DetalleCentralita id={una.id} zona={zona} />}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Stack>
  )
}

function Salud({ centralita, zona }: { centralita: Centralita; zona: string }) {
  const { activa, silenciosa, ultimo_evento } = centralita
  const noticia = ultimo_evento
    ? t('centralita_habla', { momento: momento(ultimo_evento, Date.now(), zona) })
    : t('centralita_sin_estrenar')
  const tono = !activa || !ultimo_evento ? 'gris' : silenciosa ? 'rojo' : 'verde'
  return (
    <span className={`cc-salud cc-tono-${tono}`}>
      <span className="cc-punto" />
      {!activa ? t('centralita_apagada') : silenciosa ? `${t('centralita_callada')}. ${noticia}` : noticia}
    </span>
  )
}
