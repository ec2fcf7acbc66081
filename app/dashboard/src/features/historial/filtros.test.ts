import { describe, expect, it } from 'vitest'
import { aConsulta, comienzo, leerFiltros } from './filtros.ts'

const AHORA = Date.parse('2026-10-25T11:00:00Z') // the day on which clocks go back in Spain

describe('the filters of the history', () => {
  it("start a day at the clinic's midnight, also when the clock changes", () => {
    expect(comienzo(0, 'Europe/Madrid', AHORA)).toBe('2026-10-24T22:00:00.000Z')
    expect(comienzo(1, 'Europe/Madrid', AHORA)).toBe('2026-10-25T23:00:00.000Z')
    expect(comienzo(0, 'Atlantic/Canary', AHORA)).toBe('2026-10-24T23:00:00.000Z')
    expect(comienzo(0, 'America/Santiago', Date.parse('2026-04-05T15:00:00Z'))).toBe('2026-04-05T04:00:00.000Z')
    expect(comienzo(0, 'Europe/Madrid', Date.parse('2026-03-29T12:00:00Z'))).toBe('2026-03-28T23:00:00.000Z')
  })

  it('go from the address to the query, leaving out what is not set', () => {
    const filtros = leerFiltros(new URLSearchParams('q=garc%C3%ADa&perdida=si&rango=hoy&llamada=5'))
    expect(aConsulta(filtros, 2, 'Europe/Madrid', AHORA)).toBe(
      '?q=garc%C3%ADa&perdida=true&desde=2026-10-24T22%3A00%3A00.000Z&hasta=2026-10-25T23%3A00%3A00.000Z&clinica_id=2&limite=50',
    )
  })
})
