import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { type Palabra, t } from './i18n.ts'
import { llamada, seguimiento, tarjeta } from './muestras.ts'
import { llamadaSchema, seguimientoSchema, tarjetaSchema } from './shapes.ts'
import { palabras } from './words.ts'

describe('what comes from outside', () => {
  it('is taken as the contract has it, without members that we do not know', () => {
    expect(z.parse(llamadaSchema, { ...llamada(), de_mas: 1 })).toEqual(llamada())
    expect(z.parse(tarjetaSchema, tarjeta())).toEqual(tarjeta())
    expect(z.parse(seguimientoSchema, seguimiento())).toEqual(seguimiento())
  })

  it('is refused when a member is absent or of another kind', () => {
    const { version: _sin, ...resto } = llamada()
    expect(z.safeParse(llamadaSchema, resto).success).toBe(false)
    expect(z.safeParse(llamadaSchema, { ...llamada(), id: '1' }).success).toBe(false)
  })
})

describe('texts', () => {
  it('have the same holes in both languages', () => {
    const huecos = (texto: string) => [...texto.matchAll(/\{\w+\}/g)].map(String).sort()
    for (const [es, en] of Object.values(palabras)) expect(huecos(en)).toEqual(huecos(es))
  })

  it('are filled in', () => {
    expect(t('extension_n' satisfies Palabra, { n: 101 })).toBe('Extensión 101')
  })
})
