import { Button, Group, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { pedir } from '../../lib/api.ts'
import { aspectoDeResultado, resultados } from '../../lib/estados.ts'
import { t } from '../../lib/i18n.ts'
import { tipificacionesSchema } from '../../lib/shapes.ts'
import { cambioDe, claves, direcciones, type Filtros, rangos, textoFiltro } from './filtros.ts'

type Poner = (cambio: Record<string, string | number | null>) => void

/** The filters, and below them what is on as removable chips. */
export function BarraFiltros({ filtros, poner }: { filtros: Filtros; poner: Poner }) {
  const tipificaciones = useQuery({
    queryKey: ['tipificaciones'],
    queryFn: ({ signal }) => pedir('GET', '/tipificaciones', tipificacionesSchema, { senal: signal }),
    staleTime: 600_000,
  })
  const motivos = tipificaciones.data?.elementos ?? []
  const nombres = new Map(motivos.map(({ id, etiqueta }) => [String(id), etiqueta]))
  const puestos = claves.filter(clave => filtros[clave])
  const cambiar = (clave: keyof Filtros, valor: string | number | null) => poner(cambioDe(clave, valor))

  const lista = (clave: keyof Filtros, rotulo: string, opciones: { value: string; label: string }[]) => (
    <Select
      w={134}
      aria-label={rotulo}
      placeholder={rotulo}
      data={opciones}
      value={filtros[clave]}
      onChange={valor => cambiar(clave, valor)}
      searchable={opciones.length > 8}
      checkIconPosition="right"
    />
  )
  return (
    <Stack gap="sm" role="search" aria-label={t('filtros')}>
      <Group gap={8}>
        <Texto valor={filtros.q ?? ''} cambiar={valor => cambiar('q', valor)} />
        {lista(
          'rango',
          t('filtro_rango'),
          Object.entries(rangos).map(([value, { etiqueta }]) => ({ value, label: t(etiqueta) })),
        )}
        {lista(
          'direccion',
          t('filtro_direccion'),
          Object.entries(direcciones).map(([value, palabra]) => ({ value, label: t(palabra) })),
        )}
        {lista(
          'resultado',
          t('filtro_resultado'),
          resultados.map(value => ({ value, label: t(aspectoDeResultado(value)?.etiqueta ?? 'filtro_resultado') })),
        )}
        {lista(
          'tipificacion_id',
          t('filtro_motivo'),
          motivos.map(({ id, etiqueta }) => ({ value: String(id), label: etiqueta })),
        )}
        <NumberInput
          w={118}
          min={0}
          max={86_400}
          suffix=" s"
          hideControls
          aria-label={t('filtro_duracion')}
          placeholder={t('filtro_duracion')}
          value={filtros.duracion_min_s ?? ''}
          onBlur={evento => cambiar('duracion_min_s', evento.currentTarget.value.replace(/\D/g, ''))}
        />
        <Switch
          label={t('filtro_perdida')}
          checked={filtros.perdida === 'si'}
          onChange={evento => cambiar('perdida', evento.currentTarget.checked ? 'si' : null)}
        />
        <Switch
          label={t('filtro_grabacion')}
          checked={filtros.grabacion === 'si'}
          onChange={evento => cambiar('grabacion', evento.currentTarget.checked ? 'si' : null)}
        />
      </Group>
      {puestos.length > 0 && (
        <Group gap={8}>
          {puestos.map(clave => {
            const texto = textoFiltro(clave, filtros[clave] ?? '', nombres)
            return (
              <span key={clave} className="cc-filtro">
                {texto}
                <button
                  type="button"
                  aria-label={t('quitar_filtro', { filtro: texto })}
                  onClick={() => cambiar(clave, null)}
                >
                  <IconX size={13} aria-hidden />
                </button>
              </span>
            )
          })}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => poner({ ...Object.fromEntries(claves.map(clave => [clave, null])), llamada: null })}
          >
            {t('quitar_filtros')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

const PAUSA_MS = 300

/** Free text: searches when the typing pauses; follows the address when something else changes it. */
function Texto({ valor, cambiar }: { valor: string; cambiar: (valor: string | null) => void }) {
  const [texto, fijarTexto] = useState(valor)
  useEffect(() => fijarTexto(valor), [valor])
  const luego = useDebouncedCallback((nuevo: string) => cambiar(nuevo.trim() || null), PAUSA_MS)
  return (
    <TextInput
      w={166}
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      aria-label={t('filtro_texto')}
      placeholder={t('filtro_texto')}
      value={texto}
      onChange={evento => {
        fijarTexto(evento.currentTarget.value)
        luego(evento.currentTarget.value)
      }}
    />
  )
}
