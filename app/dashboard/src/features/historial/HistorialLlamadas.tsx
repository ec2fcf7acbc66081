import { Alert, Button, Center, Group, Skeleton, Stack, Switch, Title } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pedir } from '../../lib/api.ts'
import { t } from '../../lib/i18n.ts'
import { useRuta } from '../../lib/ruta.ts'
import { historialSchema } from '../../lib/shapes.ts'
import type { NumeroLlamable } from '../../ui/llamable.ts'
import { Vacio } from '../../ui/Vacio.tsx'
import { BarraFiltros } from './BarraFiltros.tsx'
import { DetalleLlamada } from './DetalleLlamada.tsx'
import { Duplicados } from './Duplicados.tsx'
import { Exportar } from './Exportar.tsx'
import { aConsulta, cambioDe, leerFiltros } from './filtros.ts'
import { TablaHistorial } from './TablaHistorial.tsx'

type Props = {
  clinica_id: number | null
  /** Whether they may say which records are one person. */
  administra: boolean
  zona: string
  Numero: NumeroLlamable
}

/** "Historial": every filter is in the address, the list goes on by keyset, a row opens beside it. */
export function HistorialLlamadas({ clinica_id, administra, zona, Numero }: Props) {
  const { consulta, poner } = useRuta()
  const filtros = leerFiltros(consulta)
  const abierta = Number(consulta.get('llamada')) || null
  const lista = useInfiniteQuery({
    queryKey: ['historial', clinica_id, filtros],
    queryFn: ({ pageParam, signal }) =>
      pedir('GET', aConsulta(filtros, clinica_id, zona, Date.now(), pageParam), historialSchema, { senal: signal }),
    initialPageParam: null as string | null,
    getNextPageParam: pagina => pagina.siguiente ?? null,
  })
  const llamadas = lista.data?.pages.flatMap(pagina => pagina.elementos) ?? []
  const i = llamadas.findIndex(llamada => llamada.id === abierta)
  const otra = (paso: number) => llamadas[i + paso]?.id ?? null

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size={20}>
          {t('historial')}
        </Title>
        <Group gap="md">
          <Switch
            label={t('filtro_por_identificar')}
            checked={filtros.por_identificar === 'si'}
            onChange={evento => poner(cambioDe('por_identificar', evento.currentTarget.checked ? 'si' : null))}
          />
          <Exportar filtros={filtros} clinica_id={clinica_id} zona={zona} />
        </Group>
      </Group>
      {administra && <Duplicados />}
      <BarraFiltros filtros={filtros} poner={poner} />
      <div className="cc-historial" data-detalle={abierta ? '' : undefined}>
        <section className="cc-panel" aria-label={t('historial')} aria-busy={lista.isFetching}>
          {lista.error && (
            <Alert color="red" variant="light" role="alert" m="md" c="var(--cc-rojo)">
              {lista.error.message}{' '}
              <Button size="compact-sm" variant="default" onClick={() => void lista.refetch()}>
                {t('reintentar')}
              </Button>
            </Alert>
          )}
          {lista.isPending && <Esqueleto />}
          {lista.isSuccess && llamadas.length === 0 && (
            <Vacio
              icono={<IconSearchOff size={24} aria-hidden />}
              titulo={t('historial_vacio')}
              ayuda={t('historial_vacio_ayuda')}
            />
          )}
          {llamadas.length > 0 && (
            <TablaHistorial
              llamadas={llamadas}
              zona={zona}
              abierta={abierta}
              estrecha={abierta !== null}
              abrir={id => poner({ llamada: id })}
            />
          )}
          {lista.hasNextPage && (
            <Center p="sm">
              <Button variant="subtle" loading={lista.isFetchingNextPage} onClick={() => void lista.fetchNextPage()}>
                {t('cargar_mas')}
              </Button>
            </Center>
          )}
        </section>
        {abierta && (
          <DetalleLlamada
            key={abierta}
            id={abierta}
            zona={zona}
            Numero={Numero}
            anterior={i > 0 ? otra(-1) : null}
            siguiente={i >= 0 ? otra(1) : null}
            ir={id => poner({ llamada: id })}
          />
        )}
      </div>
    </Stack>
  )
}

function Esqueleto() {
  return (
    <Stack gap="xs" p="md">
      {Array.from({ length: 10 }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ten equal bars
        <Skeleton key={i} height={34} radius="sm" />
      ))}
    </Stack>
  )
}
