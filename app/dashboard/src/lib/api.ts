import * as z from 'zod/mini'
import { Problema } from './problem.ts'

export type Metodo = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Peticion = {
  cuerpo?: unknown
  /** The `version` that an edit starts from: sent as If-Match. */
  version?: number
  /** Names what is created, so that pressing the button again after a silence creates nothing more. */
  clave?: string
  senal?: AbortSignal
  /** Another type of answer than JSON. */
  acepta?: string
}
/** A validated answer and the server's clock when it was given (ms; NaN when it did not say). */
export type Respuesta<T> = { datos: T; hora_ms: number }

let raiz = ''

/** Where the API lives: '' for this page's own origin, or the `endpoint` of the ERP's bundle. */
export function fijarRaiz(endpoint: string): void {
  raiz = endpoint.replace(/\/$/, '')
}

/** The absolute address of the API, or of its WebSocket. */
export function direccion(camino: string, protocolo: 'http' | 'ws' = 'http'): string {
  const url = new URL(`${raiz}/api/contact-center${camino}`, globalThis.location.href)
  if (protocolo === 'ws') url.protocol = url.protocol.replace('http', 'ws')
  return url.href
}

/** Calls the API and validates its answer. Throws a Problema for every refusal, silence and unreadable answer. */
export async function llamarApi<T>(
  metodo: Metodo,
  camino: string,
  schema: z.ZodMiniType<T>,
  peticion: Peticion = {},
): Promise<Respuesta<T>> {
  const respuesta = await enviar(metodo, camino, peticion)
  if (!respuesta.ok) throw await Problema.deRespuesta(respuesta)
  const crudo: unknown = respuesta.status === 204 ? null : await respuesta.json().catch(sinCuerpo)
  const leido = z.safeParse(schema, crudo)
  if (!leido.success) {
    console.error(`${metodo} ${camino}: respuesta inesperada`, leido.error.issues)
    throw new Problema(502, 'El servidor respondió algo que esta versión no entiende. Recarga la página.')
  }
  return { datos: leido.data, hora_ms: Date.parse(respuesta.headers.get('Date') ?? '') }
}

/** As llamarApi, without the clock. */
export async function pedir<T>(
  metodo: Metodo,
  camino: string,
  schema: z.ZodMiniType<T>,
  peticion: Peticion = {},
): Promise<T> {
  return (await llamarApi(metodo, camino, schema, peticion)).datos
}

/** Takes a list away as a file. The server cuts the connection rather than end a file that is not whole: that is an error here. */
export async function bajar(camino: string, tipo: string): Promise<Blob> {
  const respuesta = await enviar('GET', camino, { acepta: tipo })
  if (!respuesta.ok) throw await Problema.deRespuesta(respuesta)
  return respuesta.blob().catch(motivo => {
    throw perdida(motivo)
  })
}

/** For answers without a body. */
export const nada = z.unknown()

/** `?a=1&b=2` from what has a value; '' when nothing has. */
export function consulta(parametros: Record<string, string | number | null | undefined>): string {
  const puestos = Object.entries(parametros).filter(
    ([, valor]) => valor !== null && valor !== undefined && valor !== '',
  )
  return puestos.length === 0 ? '' : `?${new URLSearchParams(puestos.map(([k, v]) => [k, String(v)]))}`
}

/** A body that is no JSON is an answer that we do not understand; one that breaks off is a lost connection. */
function sinCuerpo(motivo: unknown): undefined {
  if (motivo instanceof SyntaxError) return undefined
  throw perdida(motivo)
}

const perdida = (motivo: unknown): unknown =>
  motivo instanceof DOMException && motivo.name === 'AbortError'
    ? motivo
    : new Problema(0, 'No hay conexión con el servidor.')

async function enviar(metodo: Metodo, camino: string, peticion: Peticion): Promise<Response> {
  const cabeceras: Record<string, string> = { Accept: peticion.acepta ?? 'application/json' }
  if (metodo !== 'GET') {
    cabeceras['X-Contact-Center'] = '1'
    cabeceras['Content-Type'] = 'application/json'
  }
  if (peticion.version !== undefined) cabeceras['If-Match'] = `"${peticion.version}"`
  // A retry by the browser or by us must not create twice; the server keeps the key for 24 h.
  if (metodo === 'POST' && !camino.startsWith('/sesion'))
    cabeceras['Idempotency-Key'] = peticion.clave ?? crypto.randomUUID()
  try {
    return await fetch(direccion(camino), {
      method: metodo,
      headers: cabeceras,
      credentials: 'include',
      cache: 'no-store',
      ...(peticion.cuerpo === undefined ? {} : { body: JSON.stringify(peticion.cuerpo) }),
      ...(peticion.senal ? { signal: peticion.senal } : {}),
    })
  } catch (motivo) {
    throw perdida(motivo)
  }
}
