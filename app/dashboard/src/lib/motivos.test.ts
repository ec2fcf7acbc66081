import { describe, expect, it } from 'vitest'
import { fijarIdioma } from './i18n.ts'
import { reparo } from './motivos.ts'

const orden = { orden_id: 1, llamada_id: 1, clase: 'colgar', estado: 'rechazada', motivo: 'no_soportado' }

describe('what is said of an order', () => {
  it('is what was not done, and why, in the language of the page', () => {
    expect(reparo(orden)).toBe('No se ha podido colgar. La centralita no sabe hacer eso.')
    fijarIdioma('en')
    expect(reparo({ ...orden, clase: 'transferir' })).toBe('The call was not handed over. The PBX cannot do that.')
    fijarIdioma('es')
  })

  it('is a doubt where nobody knows, a bare no where the reason is news to us, nothing where it went well', () => {
    expect(reparo({ ...orden, estado: 'incierta', motivo: 'sin_respuesta' })).toMatch(/^No se sabe si se ha colgado/)
    expect(reparo({ ...orden, motivo: 'otra_cosa' })).toBe('No se ha podido colgar.')
    expect(reparo({ ...orden, estado: 'aceptada', motivo: null })).toBeNull()
    expect(reparo({ ...orden, clase: 'originar' })).toBeNull()
  })
})
