import { describe, expect, it } from 'vitest'
import { comienzo, final, plazo, proximos } from './dias.ts'

const MADRID = 'Europe/Madrid'
const AHORA = Date.parse('2026-10-25T11:00:00Z') // a Sunday, the day on which clocks go back in Spain

describe('a day', () => {
  it("starts at the clinic's midnight, also when the clock changes", () => {
    expect(comienzo(0, MADRID, AHORA)).toBe('2026-10-24T22:00:00.000Z')
    expect(comienzo(1, MADRID, AHORA)).toBe('2026-10-25T23:00:00.000Z')
    expect(comienzo(0, 'Atlantic/Canary', AHORA)).toBe('2026-10-24T23:00:00.000Z')
    expect(comienzo(0, 'America/Santiago', Date.parse('2026-04-05T15:00:00Z'))).toBe('2026-04-05T04:00:00.000Z')
    expect(comienzo(0, MADRID, Date.parse('2026-03-29T12:00:00Z'))).toBe('2026-03-28T23:00:00.000Z')
  })

  it('ends a minute before the next one starts', () => {
    expect(final('2026-10-24', MADRID)).toBe('2026-10-24T21:59:00.000Z')
    expect(final('2026-10-25', MADRID)).toBe('2026-10-25T22:59:00.000Z')
  })
})

describe('the days that are one click away', () => {
  it('are today, tomorrow and Monday, the next one when it is Monday, none when it is tomorrow', () => {
    const en = (dia: string) => proximos(Date.parse(`${dia}T11:00:00Z`), MADRID).map(([, fecha]) => fecha)
    expect(en('2026-10-21')).toEqual(['2026-10-21', '2026-10-22', '2026-10-26'])
    expect(en('2026-10-26')).toEqual(['2026-10-26', '2026-10-27', '2026-11-02'])
    expect(en('2026-10-25')).toEqual(['2026-10-25', '2026-10-26'])
  })
})

describe('a promise', () => {
  const en = (vence: string) => plazo(vence, AHORA, MADRID)

  it('for a day says the day: late in red, on its day in amber', () => {
    expect(en(final('2026-10-24', MADRID))).toEqual({ texto: 'Prometido para ayer', tono: 'rojo' })
    expect(en(final('2026-10-25', MADRID))).toEqual({ texto: 'Prometido para hoy', tono: 'ambar' })
    expect(en(final('2026-11-04', MADRID))).toEqual({ texto: 'Prometido para el mié 4 nov', tono: 'azul' })
  })

  it('for an hour says it, and is late when it has passed', () => {
    expect(en('2026-10-25T10:30:00Z')).toEqual({ texto: 'Prometido para hoy 11:30', tono: 'rojo' })
    expect(en('2026-10-26T10:30:00Z')).toEqual({ texto: 'Prometido para mañana 11:30', tono: 'azul' })
  })
})
