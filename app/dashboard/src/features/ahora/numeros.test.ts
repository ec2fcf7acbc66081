import { describe, expect, it } from 'vitest'
import { llamada, seguimiento } from '../../lib/muestras.ts'
import { ayerHastaAhora, contar, devoluciones } from './numeros.ts'

const AHORA = Date.parse('2026-10-05T12:00:00Z')

describe('the numbers on top', () => {
  it('tell who waits from who is talked to', () => {
    const vivas = [llamada({ id: 1, estado: 'en_cola' }), llamada({ id: 2 }), llamada({ id: 3, estado: 'en_espera' })]
    expect(contar(vivas, [], AHORA, 'Europe/Madrid')).toMatchObject({ en_cola: 2, en_conversacion: 1 })
  })
})

describe('yesterday until this hour', () => {
  const hasta = (ahora: string) => ayerHastaAhora('Europe/Madrid', Date.parse(ahora))
  it('is as long as today has been', () => {
    expect(hasta('2026-10-05T12:07:00Z')).toEqual({
      desde: '2026-10-03T22:00:00.000Z',
      hasta: '2026-10-04T12:00:00.000Z',
    })
    expect(hasta('2026-10-04T22:09:59Z')).toBeNull()
  })
  it('counts the hours of the day on which the clock changed', () => {
    expect(hasta('2026-10-25T12:00:00Z')).toEqual({
      desde: '2026-10-23T22:00:00.000Z',
      hasta: '2026-10-24T12:00:00.000Z',
    })
    expect(hasta('2026-10-26T11:00:00Z')).toEqual({
      desde: '2026-10-24T22:00:00.000Z',
      hasta: '2026-10-25T10:00:00.000Z',
    })
  })
})

describe('what is to be returned', () => {
  it('is what is open: urgent first, then old, then what was put off', () => {
    const lista = devoluciones(
      [
        seguimiento({ id: 1, vence: '2026-10-05T13:00:00Z', prioridad: 9 }),
        seguimiento({ id: 2, primera: '2026-10-05T11:00:00Z' }),
        seguimiento({ id: 3, primera: '2026-10-05T10:00:00Z' }),
        seguimiento({ id: 4, prioridad: 2, vence: '2026-10-05T09:00:00Z' }),
        seguimiento({ id: 5, estado: 'resuelta_auto' }),
      ],
      AHORA,
      'Europe/Madrid',
    )
    expect(lista.map(uno => uno.id)).toEqual([4, 3, 2, 1])
  })

  it('has the promises of today and the late ones on top, those of other days by their date, and counts none as missed', () => {
    const promesa = (id: number, vence: string) => seguimiento({ id, clase: 'promesa', prioridad: 90, vence })
    const todos = [
      seguimiento({ id: 1 }),
      seguimiento({ id: 2, vence: '2026-10-05T13:00:00Z' }),
      promesa(3, '2026-10-06T21:59:00Z'),
      promesa(4, '2026-10-05T21:59:00Z'),
      { ...promesa(5, '2026-10-04T21:59:00Z'), primera: '2026-10-01T10:00:00Z' },
    ]
    expect(devoluciones(todos, AHORA, 'Europe/Madrid').map(uno => uno.id)).toEqual([5, 4, 1, 2, 3])
    expect(contar([], todos, AHORA, 'Europe/Madrid').sin_devolver).toBe(2)
  })
})
