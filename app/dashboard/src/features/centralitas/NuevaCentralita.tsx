import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Secreto, Sesion } from '../../lib/shapes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Ajustes, type Valores } from './Ajustes.tsx'
import { adaptadores, crear, lista } from './consultas.ts'
import { UnaVez } from './UnaVez.tsx'

type Props = {
  clinicas: Sesion['clinicas']
  /** With the id of what was made, null when nothing was. */
  cerrar: (id: number | null) => void
}

/** A PBX in one form: what each kind asks for is the adapter's to say. Ends with what is shown once. */
export function NuevaCentralita({ clinicas, cerrar }: Props) {
  const cache = useQueryClient()
  const tipos = useQuery(adaptadores)
  const suyas = clinicas.filter(({ rol }) => rol === 'administrador')
  const [nombre, fijarNombre] = useState('')
  const [tipo, fijarTipo] = useState<string | null>(null)
  const [clinica, fijarClinica] = useState(String(suyas[0]?.id ?? ''))
  const [valores, fijarValores] = useState<Valores>({ ajustes: {} })
  const adaptador = tipos.data?.elementos.find(uno => uno.nombre === tipo)
  const alta = useMutation({
    mutationFn: () => crear({ nombre, adaptador: tipo, clinica_id: Number(clinica), ...valores }),
    onSuccess: () => cache.invalidateQueries({ queryKey: lista.queryKey }),
  })
  if (alta.data) return <Hecha secreto={alta.data} cerrar={cerrar} />
  return (
    <Panel titulo={t('centralita_nueva')}>
      <form
        onSubmit={evento => {
          evento.preventDefault()
          alta.mutate()
        }}
      >
        <Stack px="md" pb="md" gap="sm" maw={560}>
          <TextInput
            label={t('centralita_nombre')}
            required
            maxLength={120}
            value={nombre}
            onChange={evento => fijarNombre(evento.currentTarget.value)}
          />
          <Select
            label={t('centralita_tipo')}
            required
            value={tipo}
            onChange={elegido => {
              fijarTipo(elegido)
              fijarValores({ ajustes: {} })
            }}
            data={tipos.data?.elementos.map(uno => uno.nombre) ?? []}
          />
          {suyas.length > 1 && (
            <Select
              label={t('centralita_clinica')}
              description={t('centralita_clinica_ayuda')}
              value={clinica}
              allowDeselect={false}
              onChange={elegida => fijarClinica(elegida ?? '')}
              data={suyas.map(({ id, nombre }) => ({ value: String(id), label: nombre }))}
            />
          )}
          {adaptador && <Ajustes adaptador={adaptador} valores={valores} cambiar={fijarValores} conSecreto />}
          {alta.error && (
            <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
              {alta.error.message}
            </Alert>
          )}
          <Group gap="xs">
            <Button type="submit" loading={alta.isPending} disabled={!adaptador}>
              {t('centralita_crear')}
            </Button>
            <Button variant="default" onClick={() => cerrar(null)}>
              {t('cancelar')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

function Hecha({ secreto, cerrar }: { secreto: Secreto; cerrar: (id: number) => void }) {
  return (
    <Panel titulo={secreto.centralita.nombre}>
      <Stack px="md" pb="md" gap="sm" align="flex-start">
        <UnaVez secreto={secreto} />
        <Button onClick={() => cerrar(secreto.centralita.id)}>{t('hecho')}</Button>
      </Stack>
    </Panel>
  )
}
