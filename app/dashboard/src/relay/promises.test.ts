import { describe, expect, it } from 'vitest'
import { ficha, llamada, seguimiento } from '../lib/muestras.ts'
import type { Seguimiento } from '../lib/shapes.ts'
import { promesas } from './promises.ts'

const pendiente = (id: number, vence: string) => ({
  id,
  clase: 'promesa',
  texto: 'Llamarle',
  vence,
  estado: 'pendiente',
})
const promesa = (cambio: Partial<Seguimiento>) =>
  seguimiento({ clase: 'promesa', vence: '2026-10-06T10:00:00Z', ...cambio })
const carmen = { id: 5, nombre: 'Carmen' }
const suya = { ficha: ficha(5), llamada: llamada(), seguimientos: [] }
const nadie = { ...suya, ficha: null }
const ids = (de: Parameters<typeof promesas>[0], oidas: Seguimiento[]) =>
  promesas(de, Object.fromEntries(oidas.map(una => [una.id, una]))).map(({ id }) => id)

describe('the promises of a card', () => {
  it('are the ones it came with and those made since, the first due first', () => {
    const con = { ...suya, ficha: { ...ficha(5), seguimientos: [pendiente(1, '2026-10-07T10:00:00Z')] } }
    expect(ids(con, [promesa({ id: 2, paciente: carmen })])).toEqual([2, 1])
  })

  it('go when they are kept, whatever the card came with', () => {
    const con = { ...suya, ficha: { ...ficha(5), seguimientos: [pendiente(1, '2026-10-07T10:00:00Z')] } }
    expect(ids(con, [promesa({ id: 1, estado: 'resuelta_manual' })])).toEqual([])
  })

  it('are not those of somebody else on the same number, nor the calls to return', () => {
    const ajenas = [promesa({ id: 1, paciente: { id: 6, nombre: 'Luis' } }), seguimiento({ id: 2, paciente: carmen })]
    expect(ids(suya, ajenas)).toEqual([])
  })

  it('are those of the number while nobody knows who calls', () => {
    const conocida = { ...pendiente(1, '2026-10-07T10:00:00Z'), paciente_id: 5 }
    expect(ids({ ...nadie, seguimientos: [conocida] }, [promesa({ id: 2 })])).toEqual([2, 1])
    expect(ids({ ...nadie, llamada: llamada({ numero: null }) }, [promesa({ id: 3, numero: null })])).toEqual([])
  })

  it('can be closed where their version is known', () => {
    const con = { ...suya, ficha: { ...ficha(5), seguimientos: [pendiente(1, '2026-10-07T10:00:00Z')] } }
    expect(promesas(con, {})[0]?.version).toBeNull()
    expect(promesas(con, { 1: promesa({ id: 1, version: 4 }) })[0]?.version).toBe(4)
  })
})
