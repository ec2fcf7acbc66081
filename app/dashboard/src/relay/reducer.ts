/** The reducer: state and action in, state out. It runs in the hub and, in the same order, in every tab. */
import type { Llamada } from '../lib/shapes.ts'
import type { Accion } from './actions.ts'
import { reconciliar } from './reconcile.ts'
import { type Estado, estado_inicial, type Tarjeta } from './state.ts'
import { actualizarLlamada, actualizarSeguimiento, eventos, mostrar } from './table.ts'

export function reducir(estado: Estado, accion: Accion): Estado {
  switch (accion.tipo) {
    case 'evento':
      return eventos[accion.nombre].aplicar(estado, accion.cuerpo, accion.ahora)
    case 'instantanea':
      return instantanea(estado, accion)
    case 'recuperada':
      return mostrar(estado, accion.tarjeta, accion.contestada ? 'fijar' : 'mostrar', accion.ahora)
    case 'ficha':
      return cambiarTarjeta(estado, accion.llamada_id, { ficha: accion.ficha })
    case 'llamada':
      return actualizarLlamada(estado, accion.llamada)
    case 'seguimiento':
      return actualizarSeguimiento(estado, accion.seguimiento)
    case 'ordenar': {
      const { [accion.llamada_id]: _dicha, ...ordenes } = estado.ordenes
      return { ...estado, ordenes }
    }
    case 'conexion':
      if (accion.conexion === estado.conexion) return estado
      return { ...estado, conexion: accion.conexion, conexion_desde: accion.ahora }
    case 'minimizar':
      return cambiarTarjeta(estado, accion.id, { minimizada: accion.minimizada })
    case 'activar':
      return { ...cambiarTarjeta(estado, accion.id, { minimizada: false }), activa: accion.id }
    case 'cerrar':
      return cambiarTarjeta(estado, accion.id, { cerrada: true })
    case 'borrador': {
      const { nota, tipificacion_id, enviado, ahora } = accion
      return {
        ...estado,
        borradores: { ...estado.borradores, [accion.id]: { nota, tipificacion_id, enviado, guardado: ahora } },
      }
    }
    case 'guardada': {
      const { [accion.id]: _guardado, ...borradores } = estado.borradores
      return cambiarTarjeta({ ...estado, borradores }, accion.id, { guardada: true })
    }
    case 'foco':
      return accion.enfocada === estado.enfocada ? estado : { ...estado, enfocada: accion.enfocada }
    case 'reiniciar':
      return {
        ...estado_inicial,
        agente_id: accion.agente_id,
        memoria: accion.memoria,
        borradores: accion.memoria.borradores,
        conexion_desde: accion.ahora,
      }
  }
}

/** Replaces what the server knows. A live call that it no longer lists has ended without us hearing of it. */
function instantanea(estado: Estado, accion: Extract<Accion, { tipo: 'instantanea' }>): Estado {
  const llamadas = porId(accion.llamadas, llamada => llamada.id)
  const tarjetas: Record<string, Tarjeta> = {}
  for (const tarjeta of Object.values(estado.tarjetas)) {
    const llamada = llamadas[tarjeta.id] ?? perdidaDeVista(tarjeta.llamada)
    tarjetas[tarjeta.id] = reconciliar(tarjeta, llamada, estado.agente_id)
  }
  return {
    ...estado,
    listo: true,
    desfase_ms: accion.desfase_ms,
    llamadas,
    seguimientos: porId(accion.seguimientos, seguimiento => seguimiento.id),
    presencia: porId(accion.presencia, presencia => presencia.agente_id),
    centralitas: porId(accion.centralitas, centralita => centralita.id),
    tarjetas,
  }
}

const perdidaDeVista = (llamada: Llamada): Llamada =>
  llamada.estado === 'finalizada' ? llamada : { ...llamada, estado: 'finalizada', cierre: 'inferido' }

function cambiarTarjeta(estado: Estado, id: number, cambio: Partial<Tarjeta>): Estado {
  const tarjeta = estado.tarjetas[id]
  return tarjeta ? { ...estado, tarjetas: { ...estado.tarjetas, [id]: { ...tarjeta, ...cambio } } } : estado
}

function porId<T>(elementos: T[], id: (elemento: T) => number): Record<string, T> {
  return Object.fromEntries(elementos.map(elemento => [id(elemento), elemento]))
}
