import { describe, expect, it } from 'vitest'
import { llamada, seguimiento } from '../lib/muestras.ts'
import { CIERRE_MS, fase, OTRO_MS, visibles } from './phase.ts'
import { type Estado, estado_inicial, type Tarjeta } from './state.ts'

const T0 = Date.parse('2026-10-05T10:00:00Z')
const acabada = { estado: 'finalizada', resultado: 'atendida', fin: '2026-10-05T10:00:00Z' }
const perdida = { estado: 'finalizada', resultado: 'perdida_sin_respuesta', es_perdida: true }

function tarjeta(cambio: Partial<Tarjeta>, de_llamada = {}): Tarjeta {
  const base = {
    id: 1,
    version: 1,
    directiva: 'mostrar',
    motivo: null,
    atiende: null,
    retenida_desde: null,
    desde: T0,
  } as const
  const mesa = { minimizada: false, cerrada: false, guardada: false }
  const cuerpo = {
    llamada: llamada({ id: cambio.id ?? 1, ...de_llamada }),
    ficha: null,
    candidatos: [],
    contacto: null,
    traspaso: null,
    seguimientos: [],
  }
  return { ...base, ...mesa, ...cuerpo, ...cambio }
}
const en = (una: Tarjeta, ahora = T0, estado: Partial<Estado> = {}) =>
  fase(una, { ...estado_inicial, ...estado }, ahora)

describe('a card', () => {
  it('rings, is talked on, and is completed afterwards for a quarter of an hour', () => {
    expect(en(tarjeta({}))).toBe('suena')
    expect(en(tarjeta({ directiva: 'fijar' }, { estado: 'en_curso' }))).toBe('hablando')
    expect(en(tarjeta({ directiva: 'fijar' }, acabada))).toBe('terminada')
    expect(en(tarjeta({ directiva: 'fijar' }, acabada), T0 + CIERRE_MS)).toBe('fuera')
  })

  it('answered by somebody else is one line for four seconds', () => {
    const de_otra = tarjeta({ directiva: 'ocultar', motivo: 'atendida' }, { estado: 'en_curso' })
    expect(en(de_otra, T0 + OTRO_MS - 1)).toBe('de_otro')
    expect(en(de_otra, T0 + OTRO_MS)).toBe('fuera')
  })

  it('missed stays until its number is dealt with', () => {
    const una = tarjeta({ directiva: 'ocultar', motivo: 'colgada' }, perdida)
    expect(en(una, T0 + 86_400_000)).toBe('perdida')
    expect(en(una, T0, { seguimientos: { 1: seguimiento({ estado: 'resuelta_manual' }) } })).toBe('fuera')
    expect(en(una, T0, { seguimientos: { 1: seguimiento({ llamada_id: 99, estado: 'en_gestion' }) } })).toBe('perdida')
  })

  it('of a caller who gave up at once goes away: nothing is owed', () => {
    const corta = { estado: 'finalizada', resultado: 'abandonada_corta', es_perdida: false }
    expect(en(tarjeta({ directiva: 'ocultar', motivo: 'colgada' }, corta))).toBe('fuera')
  })

  it('that rings on at another extension, moved to another clinic or became part of another call, is not ours', () => {
    expect(en(tarjeta({ directiva: 'ocultar', motivo: 'otra_extension' }))).toBe('fuera')
    expect(en(tarjeta({ directiva: 'ocultar', motivo: 'clinica' }, perdida))).toBe('fuera')
    expect(en(tarjeta({ directiva: 'ocultar', motivo: 'fusionada' }, perdida))).toBe('fuera')
  })

  it('put away or saved is not shown', () => {
    expect(en(tarjeta({ cerrada: true }))).toBe('fuera')
    expect(en(tarjeta({ directiva: 'fijar', guardada: true }, acabada))).toBe('fuera')
  })
})

describe('the stack', () => {
  const todas = [
    tarjeta({ id: 1, directiva: 'fijar' }, acabada),
    tarjeta({ id: 2, desde: T0 + 2 }),
    tarjeta({ id: 3, desde: T0 + 1 }),
    tarjeta({ id: 4, directiva: 'fijar' }, { estado: 'en_curso' }),
  ]
  const estado = (activa: number | null): Estado => ({
    ...estado_inicial,
    activa,
    tarjetas: Object.fromEntries(todas.map(una => [una.id, una])),
  })
  const ids = (de: Estado) => visibles(de, T0).map(visible => visible.tarjeta.id)

  it('is in order: talking, ringing with the oldest first, to be completed', () => {
    expect(ids(estado(null))).toEqual([4, 3, 2, 1])
  })

  it('has on top the one that the person chose', () => {
    expect(ids(estado(1))).toEqual([1, 4, 3, 2])
  })
})
