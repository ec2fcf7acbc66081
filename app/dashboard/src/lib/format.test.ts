import { describe, expect, it } from 'vitest'
import { dia, dinero, duracion, hace, iniciales, momento } from './format.ts'

const MEDIODIA = Date.parse('2026-11-04T12:00:00+01:00')

describe('formatting', () => {
  it('writes durations as m:ss, with hours only when there are', () => {
    expect([0, 9, 65, 600, 3_661, -5].map(duracion)).toEqual(['0:00', '0:09', '1:05', '10:00', '1:01:01', '0:00'])
  })

  it('calls near days by their name, and shows the year of far ones', () => {
    expect(momento('2026-11-04T10:42:00+01:00', MEDIODIA)).toBe('hoy 10:42')
    expect(momento('2026-11-05T09:00:00+01:00', MEDIODIA)).toBe('mañana 09:00')
    expect(momento('2026-11-03T18:30:00+01:00', MEDIODIA)).toBe('ayer 18:30')
    expect(momento('2026-11-11T10:42:00+01:00', MEDIODIA)).toBe('mié 11 nov, 10:42')
    expect(momento('2025-11-11T10:42:00+01:00', MEDIODIA)).toBe('11 nov 2025, 10:42')
  })

  it('takes the day of the clinic, not of the browser', () => {
    expect(dia('2026-11-04T23:30:00Z', 'Europe/Madrid')).toBe('2026-11-05')
    expect(dia('2026-11-04T23:30:00Z', 'Atlantic/Canary')).toBe('2026-11-04')
  })

  it('says how long ago', () => {
    const antes = (minutos: number) => hace(new Date(MEDIODIA - minutos * 60_000).toISOString(), MEDIODIA)
    expect([0, 3, 130, 420].map(antes)).toEqual(['ahora', 'hace 3 min', 'hace 2 h', 'hoy 05:00'])
  })

  it('writes cents as money, and names as initials', () => {
    expect(dinero(123_450, 'EUR').replace(/\s/g, ' ')).toBe('1.234,50 €')
    expect(iniciales('María de los Ángeles García')).toBe('M. D.')
    expect(iniciales('Ángel')).toBe('Á.')
  })
})
