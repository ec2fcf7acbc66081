import { JsonInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/i18n.ts'
import type { Ajuste } from '../../lib/shapes.ts'

type Props = { ajuste: Ajuste; valor: unknown; cambiar: (valor: unknown) => void }

/** A setting that is an object, as JSON: what is being typed is kept as text, and told on when it is an object. */
export function Objeto({ ajuste, valor, cambiar }: Props) {
  const [texto, fijarTexto] = useState(valor === undefined ? '' : JSON.stringify(valor, null, 2))
  return (
    <JsonInput
      label={ajuste.nombre}
      description={ajuste.ayuda}
      required={ajuste.obligatorio}
      autosize
      minRows={4}
      maxRows={20}
      validationError={t('no_es_json')}
      value={texto}
      onChange={nuevo => {
        fijarTexto(nuevo)
        const leido = leer(nuevo)
        if (leido !== undefined) cambiar(leido)
      }}
    />
  )
}

function leer(texto: string): unknown {
  if (texto.trim() === '') return null
  try {
    return JSON.parse(texto)
  } catch {
    return undefined
  }
}
