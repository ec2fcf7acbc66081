import { describe, expect, it } from 'vitest'
import { llamada, tramo } from '../lib/muestras.ts'
import type { Llamada } from '../lib/shapes.ts'
import { enMarcha, FINAL_MS, ocupada, paso, porContar } from './peticiones.ts'
import { type Estado, estado_inicial } from './state.ts'

const peticion = { id: 'cc-1', modo: 'centralita', estado: 'aceptada', motivo: null }
const pedida = (cambio: Partial<Llamada> = {}) =>
  llamada({
    direccion: 'saliente',
    estado: 'solicitada',
    atiende: { id: 7, nombre: 'Ana', extension: '101' },
    peticion,
    ...cambio,
  })
const con = (...llamadas: Llamada[]): Estado => ({
  ...estado_inicial,
  agente_id: 7,
  llamadas: Object.fromEntries(llamadas.map(una => [una.id, una])),
})

describe('the call that is being made', () => {
  it('is the newest that this person asked for', () => {
    const ajena = pedida({ id: 3, atiende: { id: 8, nombre: 'Bea', extension: '102' } })
    expect(enMarcha(con(pedida(), pedida({ id: 2 }), ajena, llamada({ id: 4 })), 0)?.id).toBe(2)
  })
  it('stays in sight for a moment when it is over', () => {
    const fin = '2026-10-05T10:00:30Z'
    const estado = con(pedida({ estado: 'finalizada', resultado: 'ocupado', fin }))
    expect(enMarcha(estado, Date.parse(fin) + FINAL_MS - 1)).toBeDefined()
    expect(enMarcha(estado, Date.parse(fin) + FINAL_MS)).toBeUndefined()
  })
  it('goes from our telephone to theirs', () => {
    const vida = [
      'solicitada',
      'sonando_agente',
      'marcando',
      'sonando',
      'en_curso',
      'en_espera',
      'cerrando',
      'finalizada',
    ]
    expect(vida.map(estado => paso({ estado }))).toEqual([1, 2, 3, 3, 4, 4, 5, 5])
  })
})

describe('whoever has a call cannot ask for another', () => {
  it('while it is asked for, rings, or is talked on', () => {
    expect(ocupada(con())).toBe(false)
    expect(ocupada(con(pedida()))).toBe(true)
    const agente = { id: 7, nombre: 'Ana' }
    const entrante = llamada({ estado: 'en_curso', tramos: [tramo({ agente, estado: 'contestado' })] })
    expect(ocupada(con(entrante))).toBe(true)
    expect(ocupada(con(llamada({ tramos: [tramo({ agente, estado: 'sonando' })] })))).toBe(false)
  })
  it('but not for one of unknown fate, one that they dial by hand, or one that is over', () => {
    expect(ocupada(con(pedida({ peticion: { ...peticion, estado: 'incierta' } })))).toBe(false)
    expect(ocupada(con(pedida({ peticion: { ...peticion, modo: 'tel' } })))).toBe(false)
    expect(ocupada(con(pedida({ estado: 'finalizada' })))).toBe(false)
  })
})

it('what was dialled by hand is asked about until it is told', () => {
  const tel = { ...peticion, modo: 'tel' }
  const llamadas = [
    pedida({ peticion: tel }),
    pedida({ id: 2, peticion: tel }),
    pedida({ id: 3, peticion: tel, estado: 'finalizada' }),
  ]
  expect(porContar(con(...llamadas)).map(({ id }) => id)).toEqual([2, 1])
})
