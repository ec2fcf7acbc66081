import { describe, expect, it } from 'vitest'
import { hola, type Orden, type Protocolo, protocolo_inicial, recargado, recibir, saludado } from './protocol.ts'

const trama = (cambio: object) =>
  JSON.stringify({
    tipo: 'llamada',
    accion: 'actualizar',
    clinica: 1,
    epoca: 5,
    seq: 11,
    previo: 10,
    cuerpo: {},
    ...cambio,
  })
const bienvenida = (posiciones: object) => JSON.stringify({ tipo: 'bienvenida', sesion: 1, agente: 7, posiciones })
const alDia = (): Protocolo => recibir(saludado(recargado({ 1: [5, 10] })), bienvenida({ 1: [5, 10] })).protocolo

function seguir(protocolo: Protocolo, tramas: string[]): { protocolo: Protocolo; ordenes: string[] } {
  let actual = protocolo
  const ordenes: string[] = []
  for (const una of tramas) {
    const paso = recibir(actual, una)
    actual = paso.protocolo
    ordenes.push(...paso.ordenes.map((orden: Orden) => orden.tipo))
  }
  return { protocolo: actual, ordenes }
}

describe('the relay protocol', () => {
  it('greets with the positions of the snapshot', () => {
    expect(JSON.parse(hola(recargado({ 1: [5, 10] })))).toEqual({
      tipo: 'hola',
      posiciones: { 1: [5, 10] },
      temas: ['panel'],
    })
  })

  it('delivers what follows on, and remembers how far it is', () => {
    const { protocolo, ordenes } = seguir(alDia(), [trama({}), trama({ seq: 14, previo: 11 })])
    expect(ordenes).toEqual(['entregar', 'entregar'])
    expect(protocolo.posiciones).toEqual({ 1: [5, 14] })
  })

  it('takes several deliveries of one event', () => {
    expect(seguir(alDia(), [trama({}), trama({ previo: 11 })]).ordenes).toEqual(['entregar', 'entregar'])
  })

  it('says hello again when something was lost, and believes nothing until it is welcomed', () => {
    const { protocolo, ordenes } = seguir(alDia(), [trama({ seq: 13, previo: 12 }), trama({ seq: 14, previo: 13 })])
    expect(ordenes).toEqual(['saludar'])
    expect(protocolo.posiciones).toEqual({ 1: [5, 10] })
    const otra_vez = seguir(saludado(protocolo), [
      bienvenida({ 1: [5, 10] }),
      trama({}),
      trama({ seq: 13, previo: 11 }),
    ])
    expect(otra_vez.ordenes).toEqual(['bienvenida', 'entregar', 'entregar'])
  })

  it('asks for a snapshot when greeting does not help', () => {
    let protocolo = alDia()
    const ordenes: string[] = []
    for (let i = 0; i < 4; i++) {
      const paso = seguir(protocolo, [trama({ seq: 20, previo: 19 })])
      ordenes.push(...paso.ordenes)
      protocolo = seguir(saludado(paso.protocolo), [bienvenida({ 1: [5, 10] })]).protocolo
    }
    expect(ordenes.at(-1)).toBe('recargar')
  })

  it('notices that the past was lost: another era', () => {
    expect(seguir(alDia(), [trama({ epoca: 6, seq: 1, previo: 10 })]).ordenes).toEqual(['saludar'])
  })

  it('reloads when it is told to', () => {
    expect(seguir(alDia(), [JSON.stringify({ tipo: 'recargar', clinica: 1 })]).ordenes).toEqual(['recargar'])
  })

  it('counts each clinic on its own', () => {
    const dos = seguir(saludado(recargado({ 1: [5, 10], 2: [5, 3] })), [
      bienvenida({ 1: [5, 10], 2: [5, 3] }),
    ]).protocolo
    expect(seguir(dos, [trama({ clinica: 2, seq: 4, previo: 3 }), trama({})]).ordenes).toEqual(['entregar', 'entregar'])
  })

  it('skips what it cannot read, and hears that the session is over', () => {
    expect(seguir(alDia(), ['{', '[]', '{"tipo":1}', trama({ seq: 'x' })]).ordenes).toEqual([])
    expect(seguir(protocolo_inicial, ['{"tipo":"sesion_fin"}']).ordenes).toEqual(['sesion_fin'])
  })
})
