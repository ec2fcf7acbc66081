/**
 * The one table of events: name on the wire → shape of its body → what it does to the state.
 * Every body carries its version, so that applying an event twice, or late, changes nothing.
 */
import type * as z from 'zod/mini'
import {
  avisarSchema,
  type Centralita,
  type CuerpoAvisar,
  type CuerpoOcultar,
  type CuerpoTarjeta,
  centralitaSchema,
  type Llamada,
  llamadaSchema,
  type Orden,
  ocultarSchema,
  ordenSchema,
  type Presencia,
  presenciaSchema,
  type Seguimiento,
  seguimientoSchema,
  tarjetaSchema,
} from '../lib/shapes.ts'
import type { Directiva, Estado, Tarjeta } from './state.ts'

type Aplicar<T> = (estado: Estado, cuerpo: T, ahora: number) => Estado
const fila = <T>(schema: z.ZodMiniType<T>, aplicar: Aplicar<T>) => ({ schema, aplicar: aplicar as Aplicar<unknown> })

export const eventos = {
  'llamada.mostrar': fila(tarjetaSchema, (estado, cuerpo, ahora) => mostrar(estado, cuerpo, 'mostrar', ahora)),
  'llamada.fijar': fila(tarjetaSchema, (estado, cuerpo, ahora) => mostrar(estado, cuerpo, 'fijar', ahora)),
  'llamada.ocultar': fila(ocultarSchema, ocultar),
  'llamada.avisar': fila(avisarSchema, avisar),
  'llamada.actualizar': fila(llamadaSchema, actualizarLlamada),
  'seguimiento.actualizar': fila(seguimientoSchema, actualizarSeguimiento),
  'presencia.actualizar': fila(presenciaSchema, actualizarPresencia),
  'centralita.actualizar': fila(centralitaSchema, actualizarCentralita),
  'trabajo.actualizar': fila(ordenSchema, actualizarOrden),
}
export type NombreEvento = keyof typeof eventos

export const conocido = (nombre: string): nombre is NombreEvento => Object.hasOwn(eventos, nombre)

/** Shows a card, or says that it is ours. What the person did with it (minimised, closed) is kept. */
export function mostrar(estado: Estado, cuerpo: CuerpoTarjeta, directiva: Directiva, ahora: number): Estado {
  const { id, version } = cuerpo.llamada
  const anterior = estado.tarjetas[id]
  if (anterior && anterior.version >= version) return estado
  // A call that rings again after it was put away is news; one that we answer after minimising it is not.
  const sigue = anterior?.directiva !== 'ocultar'
  const tarjeta: Tarjeta = {
    ...cuerpo,
    llamada: masNueva(estado.llamadas[id], cuerpo.llamada),
    id,
    version,
    directiva,
    motivo: null,
    atiende: null,
    retenida_desde: anterior?.retenida_desde ?? null,
    desde: ahora,
    minimizada: (sigue && anterior?.minimizada) || estado.memoria.minimizadas.includes(id),
    cerrada: (sigue && anterior?.cerrada && directiva !== 'fijar') || estado.memoria.cerradas.includes(id),
    guardada: anterior?.guardada ?? false,
  }
  return actualizarLlamada({ ...estado, tarjetas: { ...estado.tarjetas, [id]: tarjeta } }, cuerpo.llamada)
}

/** To who has the card: it is no longer theirs. To a panel (`fusionada_en`): the call has left its lists. */
function ocultar(estado: Estado, cuerpo: CuerpoOcultar, ahora: number): Estado {
  return cuerpo.fusionada_en === undefined ? ocultarTarjeta(estado, cuerpo, ahora) : quitarLlamada(estado, cuerpo)
}

/** Where the other clinic is ours as well, its panel may have told us of this version already: then it stays. */
function quitarLlamada(estado: Estado, { id, version }: CuerpoOcultar): Estado {
  const conocida = estado.llamadas[id]
  if (!conocida || conocida.version >= version) return estado
  const { [id]: _fuera, ...llamadas } = estado.llamadas
  return { ...estado, llamadas }
}

function ocultarTarjeta(estado: Estado, cuerpo: CuerpoOcultar, ahora: number): Estado {
  const anterior = estado.tarjetas[cuerpo.id]
  if (!anterior || anterior.version >= cuerpo.version) return estado
  const { version, motivo, atiende } = cuerpo
  const tarjeta: Tarjeta = { ...anterior, version, directiva: 'ocultar', motivo, atiende, desde: ahora }
  return { ...estado, tarjetas: { ...estado.tarjetas, [cuerpo.id]: tarjeta } }
}

/** The caller has been on hold for too long. */
function avisar(estado: Estado, { id, desde }: CuerpoAvisar): Estado {
  const tarjeta = estado.tarjetas[id]
  if (!tarjeta) return estado
  return { ...estado, tarjetas: { ...estado.tarjetas, [id]: { ...tarjeta, retenida_desde: desde } } }
}

/** The newest version of a call, in the list and on its card. */
export function actualizarLlamada(estado: Estado, llamada: Llamada): Estado {
  const conocida = estado.llamadas[llamada.id]
  if (conocida && conocida.version >= llamada.version) return estado
  const llamadas = { ...estado.llamadas, [llamada.id]: llamada }
  const tarjeta = estado.tarjetas[llamada.id]
  if (!tarjeta) return { ...estado, llamadas }
  return { ...estado, llamadas, tarjetas: { ...estado.tarjetas, [llamada.id]: { ...tarjeta, llamada } } }
}

export function actualizarSeguimiento(estado: Estado, seguimiento: Seguimiento): Estado {
  const conocido = estado.seguimientos[seguimiento.id]
  if (conocido && conocido.version >= seguimiento.version) return estado
  return { ...estado, seguimientos: { ...estado.seguimientos, [seguimiento.id]: seguimiento } }
}

/** Presence has no version: it is ordered by `desde`. */
function actualizarPresencia(estado: Estado, presencia: Presencia): Estado {
  const conocida = estado.presencia[presencia.agente_id]
  if (conocida?.desde && presencia.desde && Date.parse(conocida.desde) > Date.parse(presencia.desde)) return estado
  const nombre = presencia.nombre ?? conocida?.nombre
  return { ...estado, presencia: { ...estado.presencia, [presencia.agente_id]: { ...presencia, nombre } } }
}

function actualizarCentralita(estado: Estado, centralita: Centralita): Estado {
  return { ...estado, centralitas: { ...estado.centralitas, [centralita.id]: centralita } }
}

/** What became of asking the PBX for the call itself is told by the call. */
function actualizarOrden(estado: Estado, orden: Orden): Estado {
  const conocida = estado.ordenes[orden.llamada_id]
  if (orden.clase === 'originar' || (conocida && conocida.orden_id > orden.orden_id)) return estado
  return { ...estado, ordenes: { ...estado.ordenes, [orden.llamada_id]: orden } }
}

function masNueva(conocida: Llamada | undefined, recibida: Llamada): Llamada {
  return conocida && conocida.version > recibida.version ? conocida : recibida
}
