import { Checkbox, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { t } from '../../lib/i18n.ts'
import type { Adaptador, Ajuste } from '../../lib/shapes.ts'
import { Objeto } from './Objeto.tsx'

/** What a form holds; a setting that was emptied is not sent. */
export type Valores = { ajustes: Record<string, unknown>; secreto?: string; credencial?: string }

type Props = {
  adaptador: Adaptador
  valores: Valores
  cambiar: (valores: Valores) => void
  /** The vendor's secret belongs to a new PBX; later it has a button of its own. */
  conSecreto?: boolean
  conCredencial?: boolean
}

/** The fields that an adapter asks for, made from its own description. */
export function Ajustes({ adaptador, valores, cambiar, conSecreto = false, conCredencial = false }: Props) {
  const poner = (nombre: string, valor: unknown) => {
    const { [nombre]: _, ...resto } = valores.ajustes
    cambiar({ ...valores, ajustes: valor === '' || valor === null ? resto : { ...resto, [nombre]: valor } })
  }
  return (
    <>
      {adaptador.ajustes.map(ajuste => (
        <Campo
          key={ajuste.nombre}
          ajuste={ajuste}
          valor={valores.ajustes[ajuste.nombre]}
          cambiar={valor => poner(ajuste.nombre, valor)}
        />
      ))}
      {conSecreto && adaptador.ayuda_secreto && (
        <PasswordInput
          label={t('centralita_secreto')}
          description={adaptador.ayuda_secreto}
          required={!adaptador.secreto_opcional}
          autoComplete="off"
          value={valores.secreto ?? ''}
          onChange={evento => {
            const { secreto: _, ...resto } = valores
            cambiar(evento.currentTarget.value ? { ...resto, secreto: evento.currentTarget.value } : resto)
          }}
        />
      )}
      {adaptador.ayuda_credencial && (
        <PasswordInput
          label={t('centralita_credencial')}
          description={adaptador.ayuda_credencial}
          placeholder={conCredencial ? t('centralita_credencial_puesta') : ''}
          autoComplete="off"
          value={valores.credencial ?? ''}
          onChange={evento => {
            const { credencial: _, ...resto } = valores
            cambiar(evento.currentTarget.value ? { ...resto, credencial: evento.currentTarget.value } : resto)
          }}
        />
      )}
    </>
  )
}

type CampoProps = { ajuste: Ajuste; valor: unknown; cambiar: (valor: unknown) => void }

function Campo({ ajuste, valor, cambiar }: CampoProps) {
  const comun = { label: ajuste.nombre, description: ajuste.ayuda, required: ajuste.obligatorio }
  switch (ajuste.tipo) {
    case 'si_no':
      return (
        <Checkbox
          label={ajuste.nombre}
          description={ajuste.ayuda}
          checked={valor === true}
          onChange={evento => cambiar(evento.currentTarget.checked)}
        />
      )
    case 'entero':
      return (
        <NumberInput
          {...comun}
          allowDecimal={false}
          value={typeof valor === 'number' ? valor : ''}
          onChange={cambiar}
        />
      )
    case 'palabra':
      return (
        <Select
          {...comun}
          value={typeof valor === 'string' ? valor : null}
          onChange={cambiar}
          clearable={!ajuste.obligatorio}
          data={ajuste.palabras ?? []}
        />
      )
    case 'mapa':
    case 'objeto':
      return <Objeto ajuste={ajuste} valor={valor} cambiar={cambiar} />
    default:
      return (
        <TextInput
          {...comun}
          value={typeof valor === 'string' ? valor : ''}
          onChange={evento => cambiar(evento.currentTarget.value)}
        />
      )
  }
}
