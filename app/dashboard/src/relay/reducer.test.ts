import { describe, expect, it } from 'vitest'
import { ficha, llamada, seguimiento, tarjeta, tramo } from '../lib/muestras.ts'
import type { Llamada } from '../lib/shapes.ts'
import type { Accion } from './actions.ts'
import { fichasQueFaltan, tarjetasQueFaltan } from './missing.ts'
import { reducir } from './reducer.ts'
import { type Estado, estado_inicial, sin_memoria } from './state.ts'
import type { NombreEvento } from './table.ts'

const evento = (nombre: NombreEvento, cuerpo: unknown, ahora = 0): Accion => ({ tipo: 'evento', nombre, cuerpo, ahora })
const mostrar = (cambio: Partial<Llamada>) => evento('llamada.mostrar', tarjeta(cambio))
const fijar = (cambio: Partial<Llamada>) => evento('llamada.fijar', tarjeta(cambio))
const actualizar = (cambio: Partial<Llamada>) => evento('llamada.actualizar', llamada(cambio))
const ocultar = (version: number, motivo = 'colgada') =>
  evento('llamada.ocultar', { id: 1, version, motivo, atiende: null })
const aplicar = (acciones: Accion[], desde: Estado = estado_inicial) => acciones.reduce(reducir, desde)
const instantanea = (llamadas: Llamada[]): Accion => ({
  tipo: 'instantanea',
  llamadas,
  seguimientos: [],
  presencia: [],
  centralitas: [],
  desfase_ms: 0,
  ahora: 0,
})

const vida = [
  mostrar({ version: 1 }),
  actualizar({ version: 1 }),
  fijar({ version: 2, estado: 'en_curso' }),
  actualizar({ version: 2, estado: 'en_curso' }),
  actualizar({ version: 3, estado: 'en_espera' }),
  actualizar({ version: 4, estado: 'finalizada', resultado: 'atendida' }),
]

describe('an event', () => {
  it('applied twice changes nothing the second time', () => {
    const una = aplicar(vida)
    for (const repetida of vida) expect(reducir(una, repetida)).toEqual(una)
    expect(aplicar(vida.flatMap(accion => [accion, accion]))).toEqual(una)
  })

  it('that comes late is ignored: the card that was hidden does not come back', () => {
    const estado = aplicar([mostrar({ version: 1 }), ocultar(3), mostrar({ version: 2 })])
    expect(estado.tarjetas[1]?.directiva).toBe('ocultar')
  })

  it('leaves the newest call on the card and in the list, in whatever order versions arrive', () => {
    for (const orden of permutaciones(vida.slice(3))) {
      const estado = aplicar([...vida.slice(0, 3), ...orden])
      expect(estado.tarjetas[1]?.llamada.version).toBe(4)
      expect(estado.llamadas[1]?.estado).toBe('finalizada')
    }
  })

  it('about an order says how the newest of its call went, and nothing once the PBX is asked again', () => {
    const orden = { orden_id: 7, llamada_id: 1, clase: 'colgar', estado: 'rechazada', motivo: 'no_soportado' }
    const trabajo = (cambio: object) => evento('trabajo.actualizar', { ...orden, ...cambio })
    expect(aplicar([trabajo({}), trabajo({ orden_id: 6, estado: 'aceptada' })]).ordenes[1]).toEqual(orden)
    expect(aplicar([trabajo({}), trabajo({ orden_id: 8, estado: 'aceptada' })]).ordenes[1]?.estado).toBe('aceptada')
    expect(aplicar([trabajo({}), { tipo: 'ordenar', llamada_id: 1 }]).ordenes).toEqual({})
    expect(aplicar([trabajo({ clase: 'originar' })])).toEqual(estado_inicial)
  })

  it('that the caller waits too long is kept on the card, whatever version of the call comes next, and of no other', () => {
    const aviso = evento('llamada.avisar', { id: 1, version: 2, motivo: 'retenida', desde: '2026-03-02T09:00:00Z' })
    const estado = aplicar([
      fijar({ version: 1, estado: 'en_curso' }),
      actualizar({ version: 2, estado: 'en_espera' }),
      aviso,
    ])
    expect(estado.tarjetas[1]?.retenida_desde).toBe('2026-03-02T09:00:00Z')
    expect(aplicar([fijar({ version: 3 })], estado).tarjetas[1]?.retenida_desde).toBe('2026-03-02T09:00:00Z')
    expect(aplicar([aviso]).tarjetas).toEqual({})
  })

  it('does not undo what the person did: a minimised card that is answered stays minimised', () => {
    const estado = aplicar([
      mostrar({ version: 1 }),
      { tipo: 'minimizar', id: 1, minimizada: true },
      fijar({ version: 2 }),
    ])
    expect(estado.tarjetas[1]?.minimizada).toBe(true)
  })

  it('that rings again after it was put away is shown again', () => {
    const estado = aplicar([mostrar({ version: 1 }), { tipo: 'cerrar', id: 1 }, ocultar(2), mostrar({ version: 3 })])
    expect(estado.tarjetas[1]?.cerrada).toBe(false)
  })

  it('that a call left a panel takes it from the lists, not its card; unless its new clinic has shown it already', () => {
    const fuera = (version: number, fusionada_en: number | null) =>
      evento('llamada.ocultar', {
        id: 1,
        version,
        motivo: fusionada_en ? 'fusionada' : 'clinica',
        atiende: null,
        fusionada_en,
      })
    const antes = aplicar([mostrar({ version: 1 })])
    for (const destino of [null, 2]) {
      const estado = reducir(antes, fuera(2, destino))
      expect(estado.llamadas).toEqual({})
      expect(estado.tarjetas[1]?.directiva).toBe('mostrar')
    }
    const en_la_otra = actualizar({ version: 2, clinica_id: 2 })
    for (const orden of permutaciones([fuera(2, null), en_la_otra])) {
      expect(aplicar(orden, antes).llamadas[1]?.clinica_id).toBe(2)
    }
  })

  it('about a follow-up replaces only an older version', () => {
    const nuevo = seguimiento({ version: 3, estado: 'en_gestion' })
    const estado = aplicar([
      evento('seguimiento.actualizar', nuevo),
      evento('seguimiento.actualizar', seguimiento({ version: 2 })),
    ])
    expect(estado.seguimientos[1]).toEqual(nuevo)
  })
})

describe('a snapshot', () => {
  it('replaces the calls, and ends the cards of calls that it no longer lists', () => {
    const estado = aplicar([mostrar({ version: 1 }), instantanea([llamada({ id: 2 })])])
    expect(Object.keys(estado.llamadas)).toEqual(['2'])
    expect(estado.tarjetas[1]?.llamada.estado).toBe('finalizada')
  })

  it('keeps drafts and what was minimised', () => {
    const antes = aplicar([
      mostrar({ version: 1 }),
      { tipo: 'borrador', id: 1, nota: 'llamar mañana', tipificacion_id: null, enviado: false, ahora: 5 },
      { tipo: 'minimizar', id: 1, minimizada: true },
    ])
    const estado = reducir(antes, instantanea([llamada({ version: 2 })]))
    expect(estado.borradores[1]?.nota).toBe('llamar mañana')
    expect(estado.tarjetas[1]).toMatchObject({ minimizada: true, llamada: { version: 2 } })
  })

  it('tells what events would have told: answered here, answered elsewhere, still ringing', () => {
    const antes = { ...aplicar([mostrar({ version: 1 })]), agente_id: 7 }
    const tras = (cambio: Partial<Llamada>) =>
      reducir(antes, instantanea([llamada({ version: 5, ...cambio })])).tarjetas[1]
    const contestada = '2026-10-05T10:00:09Z'
    const bea = { id: 8, nombre: 'Bea', extension: '102' }
    const curso = { estado: 'en_curso', contestada } as const
    expect(tras({ ...curso, tramos: [tramo({ estado: 'contestado' })] })?.directiva).toBe('fijar')
    expect(tras({ ...curso, atiende: bea, tramos: [tramo({ estado: 'terminado' })] })).toMatchObject({
      directiva: 'ocultar',
      motivo: 'atendida',
      atiende: bea,
    })
    expect(tras({ tramos: [tramo({})] })?.directiva).toBe('mostrar')
    expect(tras({ estado: 'en_cola' })?.motivo).toBe('otra_extension')
    const ana = { id: 7, nombre: 'Ana', extension: '101' }
    expect(tras({ estado: 'finalizada', resultado: 'atendida', contestada, atiende: ana })?.directiva).toBe('fijar')
  })

  it('says which calls at my telephone have no card yet', () => {
    const mia = llamada({ id: 3, tramos: [tramo({ estado: 'contestado' })] })
    const de_otra = llamada({ id: 4, tramos: [tramo({ agente: { id: 8, nombre: 'Bea' } })] })
    const estado = { ...aplicar([instantanea([mia, de_otra])]), agente_id: 7 }
    expect(tarjetasQueFaltan(estado)).toEqual([{ llamada_id: 3, contestada: true }])
  })
})

describe('after a reload', () => {
  it('a card that was put away stays away', () => {
    const memoria = { ...sin_memoria, cerradas: [1] }
    const estado = aplicar([{ tipo: 'reiniciar', agente_id: 7, memoria, ahora: 0 }, mostrar({ version: 5 })])
    expect(estado.tarjetas[1]?.cerrada).toBe(true)
  })
})

describe('somebody chooses who calls', () => {
  it('asks for that person, and no longer when the card has them', () => {
    const elegida = aplicar([
      mostrar({ version: 1 }),
      actualizar({ version: 2, interlocutor: { id: 9, nombre: 'Marta' } }),
    ])
    expect(fichasQueFaltan(elegida)).toEqual([{ llamada_id: 1, paciente_id: 9 }])
    expect(fichasQueFaltan(reducir(elegida, { tipo: 'ficha', llamada_id: 1, ficha: ficha(9) }))).toEqual([])
  })
})

function permutaciones<T>(lista: T[]): T[][] {
  if (lista.length <= 1) return [lista]
  return lista.flatMap((uno, i) => permutaciones(lista.toSpliced(i, 1)).map(resto => [uno, ...resto]))
}
