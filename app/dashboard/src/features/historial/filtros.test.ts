import { describe, expect, it } from 'vitest'
import { aArchivo, aConsulta, cambioDe, leerFiltros } from './filtros.ts'

const AHORA = Date.parse('2026-10-25T11:00:00Z') // the day on which clocks go back in Spain

describe('the filters of the history', () => {
  it('go from the address to the query, leaving out what is not set', () => {
    const filtros = leerFiltros(new URLSearchParams('q=garc%C3%ADa&perdida=si&rango=hoy&llamada=5'))
    expect(aConsulta(filtros, 2, 'Europe/Madrid', AHORA)).toBe(
      '/historial?q=garc%C3%ADa&perdida=true&desde=2026-10-24T22%3A00%3A00.000Z&hasta=2026-10-25T23%3A00%3A00.000Z&clinica_id=2&limite=50',
    )
  })
  it('go on from where the last page ended', () => {
    expect(aConsulta(leerFiltros(new URLSearchParams()), null, 'Europe/Madrid', AHORA, 'abc')).toBe(
      '/historial?limite=50&cursor=abc',
    )
  })

  it('ask for a file of all the pages, as the Spanish spreadsheet wants it', () => {
    const filtros = leerFiltros(new URLSearchParams('q=garc%C3%ADa&grabacion=si'))
    expect(aArchivo(filtros, 2, 'Europe/Madrid', AHORA)).toBe(
      '/historial?q=garc%C3%ADa&grabacion=true&clinica_id=2&separador=%3B&bom=1',
    )
    expect(aArchivo(leerFiltros(new URLSearchParams('por_identificar=si')), null, 'Europe/Madrid', AHORA)).toBe(
      '/llamadas?estado=por_identificar&separador=%3B&bom=1',
    )
  })

  it('leave the calls to be identified alone: another list, and no other filter beside it', () => {
    const filtros = leerFiltros(new URLSearchParams('por_identificar=si'))
    expect(aConsulta(filtros, 2, 'Europe/Madrid', AHORA)).toBe('/llamadas?estado=por_identificar&clinica_id=2')
    expect(cambioDe('por_identificar', 'si')).toMatchObject({ por_identificar: 'si', q: null, rango: null })
    expect(cambioDe('q', 'garcía')).toEqual({ q: 'garcía', por_identificar: null, llamada: null })
    expect(cambioDe('q', null)).toEqual({ q: null, llamada: null })
  })
})
