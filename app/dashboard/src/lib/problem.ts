import * as z from 'zod/mini'

const parecidoSchema = z.object({
  id: z.int(),
  nombre: z.string(),
  apellidos: z.string(),
  n_historia: z.nullable(z.string()),
})
/** A patient who seems to be the one that was about to be created. */
export type Parecido = z.infer<typeof parecidoSchema>

const problemaSchema = z.object({
  type: z.optional(z.string()),
  title: z.optional(z.string()),
  detail: z.optional(z.string()),
  errors: z.optional(
    z.array(z.object({ pointer: z.string(), detail: z.string(), candidato: z.optional(parecidoSchema) })),
  ),
  confirmar: z.optional(z.nullable(z.array(z.string()))),
  supervisor: z.optional(z.boolean()),
})

/** A refusal of the API (RFC 9457), or no answer at all (`estado` 0). `message` is Spanish text for a person. */
export class Problema extends Error {
  readonly estado: number
  /** JSON pointer of a field → what is wrong with it. */
  readonly campos: Record<string, string>
  readonly parecidos: Parecido[]
  /** Which refusal it is, of those that have a name of their own: `horario_silencio`. */
  tipo = ''
  /** What may be sent back to go on all the same; null: nothing. */
  confirmar: string[] | null = null
  /** Not by this person, but by a supervisor. */
  supervisor = false

  constructor(estado: number, mensaje: string, campos: Record<string, string> = {}, parecidos: Parecido[] = []) {
    super(mensaje)
    this.name = 'Problema'
    this.estado = estado
    this.campos = campos
    this.parecidos = parecidos
  }

  /** Reads a refused answer, whoever wrote it: the API, nginx, or a proxy that speaks HTML. */
  static async deRespuesta(respuesta: Response): Promise<Problema> {
    const leido = z.safeParse(problemaSchema, await respuesta.json().catch(() => null))
    if (!leido.success) return new Problema(respuesta.status, `El servidor respondió ${respuesta.status}.`)
    const { type, title, detail, errors = [], confirmar = null, supervisor = false } = leido.data
    const parecidos = errors.flatMap(({ candidato }) => candidato ?? [])
    const campos = Object.fromEntries(errors.map(e => [e.pointer, e.detail]))
    const mensaje = detail ?? title ?? `El servidor respondió ${respuesta.status}.`
    const problema = new Problema(respuesta.status, mensaje, campos, parecidos)
    return Object.assign(problema, { tipo: type?.split('#')[1] ?? '', confirmar, supervisor })
  }
}
