import { ActionIcon, Group, Select, TextInput, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { type FormEvent, useRef } from 'react'
import { t } from '../../lib/i18n.ts'
import { ir } from '../../lib/ruta.ts'
import type { Sesion } from '../../lib/shapes.ts'
import { Atajos } from './Atajos.tsx'
import { Campana } from './Campana.tsx'
import { Yo } from './Yo.tsx'

type Props = {
  sesion: Sesion
  clinica_id: number | null
  elegirClinica: (id: number | null) => void
  cambiarPuesto: () => void
  salir: () => void
}

export function Barra({ sesion, clinica_id, elegirClinica, cambiarPuesto, salir }: Props) {
  const { clinicas } = sesion
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="lg" wrap="nowrap">
        <a className="cc-marca" href="/">
          <img src="/icono.svg" alt="" width={28} height={28} />
          Contact Center
        </a>
        {clinicas.length > 1 ? (
          <Select
            w={220}
            size="sm"
            aria-label={t('clinica')}
            value={clinica_id === null ? '' : String(clinica_id)}
            onChange={valor => elegirClinica(valor ? Number(valor) : null)}
            allowDeselect={false}
            data={[
              { value: '', label: t('todas_clinicas') },
              ...clinicas.map(({ id, nombre }) => ({ value: String(id), label: nombre })),
            ]}
          />
        ) : (
          <span className="cc-tenue-clinica">{clinicas[0]?.nombre}</span>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Busqueda />
        <Atajos />
        <Tema />
        <Campana />
        <Yo sesion={sesion} cambiarPuesto={cambiarPuesto} salir={salir} />
      </Group>
    </Group>
  )
}

function Busqueda() {
  const campo = useRef<HTMLInputElement>(null)
  useHotkeys([['mod+K', () => campo.current?.focus()]], [])
  function enviar(evento: FormEvent) {
    evento.preventDefault()
    const q = campo.current?.value.trim()
    ir(q ? `/historial?q=${encodeURIComponent(q)}` : '/historial')
  }
  return (
    <search>
      <form onSubmit={enviar}>
        <TextInput
          ref={campo}
          w={230}
          size="sm"
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={<kbd className="cc-tecla">Ctrl K</kbd>}
          rightSectionProps={{ style: { color: 'var(--cc-tenue)' } }}
          rightSectionWidth={54}
          aria-label={t('buscar_global')}
          placeholder={t('buscar_global')}
        />
      </form>
    </search>
  )
}

function Tema() {
  const { setColorScheme } = useMantineColorScheme()
  const oscuro = useComputedColorScheme('light') === 'dark'
  const rotulo = t(oscuro ? 'tema_claro' : 'tema_oscuro')
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={34}
      aria-label={rotulo}
      title={rotulo}
      onClick={() => setColorScheme(oscuro ? 'light' : 'dark')}
    >
      {oscuro ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  )
}
