import { describe, expect, it } from 'vitest'
import { retrasos } from './retrasos.ts'

const paso = { pbx_ms: null, evento_ms: null, motivo: null }

describe('the delays of a step', () => {
  it('are said where they matter: a slow PBX, and how soon the screens knew', () => {
    expect(retrasos({ ...paso, pbx_ms: 35_400, evento_ms: 12 })).toBe('la centralita tardó 35 s · en pantalla en 12 ms')
    expect(retrasos({ ...paso, evento_ms: 1_240 })).toBe('en pantalla en 1,2 s')
  })

  it('leave out what two clocks differ by', () => {
    expect(retrasos({ ...paso, pbx_ms: 300 })).toBe('')
    expect(retrasos({ ...paso, pbx_ms: -4_000 })).toBe('')
  })

  it('come with the reason where a delivery was not taken as it came', () => {
    expect(retrasos({ ...paso, motivo: 'firma' })).toBe('firma')
  })
})
