/**
 * The shapes of app/INTERFACES.md §3, as schemas and types. Whatever comes from outside passes through one of these
 * once, at the boundary, and is trusted from then on. Members that we do not know are dropped.
 */
import * as z from 'zod/mini'

const id = z.int()
const texto = z.nullable(z.string())
const entero = z.nullable(z.int())
const instante = z.string()
const quiza = z.nullable(instante)
const persona = z.object({ id, nombre: z.string() })

export const citaSchema = z.object({
  id,
  inicio: instante,
  fin: quiza,
  profesional: texto,
  gabinete: texto,
  tratamiento: texto,
  estado: z.string(),
  clinica_id: id,
})

const tramoSchema = z.object({
  clave: z.string(),
  vuelta: z.int(),
  rol: z.string(),
  extension: texto,
  agente: z.nullable(persona),
  destino: texto,
  estado: z.string(),
  sono: quiza,
  contesto: quiza,
  termino: quiza,
  causa: entero,
  en_otra: z.nullable(z.boolean()),
})

/** Of a click-to-call: what became of the asking. */
const peticionSchema = z.object({ id: z.string(), modo: z.string(), estado: z.string(), motivo: texto })

const campos_llamada = {
  id,
  version: z.int(),
  clinica_id: id,
  centralita_id: entero,
  direccion: z.string(),
  estado: z.string(),
  resultado: texto,
  es_perdida: z.boolean(),
  inicio: instante,
  sono: quiza,
  contestada: quiza,
  fin: quiza,
  espera_s: entero,
  conversacion_s: entero,
  numero: texto,
  numero_mostrado: texto,
  clase_numero: texto,
  oculto: z.boolean(),
  nombre_pbx: texto,
  linea: z.nullable(z.object({ id, numero: z.string(), etiqueta: texto })),
  cola: texto,
  opcion: texto,
  atiende: z.nullable(z.object({ id: entero, nombre: texto, extension: texto })),
  tramos: z.array(tramoSchema),
  identificacion: texto,
  interlocutor: z.nullable(persona),
  asuntos: z.array(persona),
  posibles: z.int(),
  contacto: z.nullable(z.object({ id, nombre: z.string(), clase: z.string() })),
  tipificacion: z.nullable(z.object({ id, etiqueta: z.string() })),
  seguimiento: texto,
  grabacion: texto,
  fuente: texto,
  cierre: texto,
  peticion: z.nullable(peticionSchema),
}
export const llamadaSchema = z.object(campos_llamada)
/** POST /llamar: `tel` is what to dial where nobody dials for us. */
export const llamadaPedidaSchema = z.object({ ...campos_llamada, tel: texto })

export const candidatoSchema = z.object({
  id,
  erp_ref: texto,
  nombre: z.string(),
  apellidos: z.string(),
  edad: entero,
  menor: z.boolean(),
  n_historia: texto,
  motivo: texto,
  orden: entero,
  proxima_cita: z.nullable(citaSchema),
  relacion: texto,
})

/** Something owed, as a card tells it. */
const campos_pendiente = { id, clase: z.string(), texto, vence: quiza, estado: z.string() }

export const fichaSchema = z.object({
  id,
  erp_ref: texto,
  version: z.int(),
  nombre: z.string(),
  apellidos: z.string(),
  nombre_preferido: texto,
  edad: entero,
  nacimiento: texto,
  menor: z.boolean(),
  tutores: z.array(z.object({ id, nombre: z.string(), telefono: texto })),
  n_historia: texto,
  dni: texto,
  email: texto,
  idioma: texto,
  trato: texto,
  telefonos: z.array(
    z.object({ clave: z.string(), mostrado: z.string(), etiqueta: texto, titular: z.nullable(z.boolean()) }),
  ),
  no_llamar: z.boolean(),
  no_llamar_motivo: texto,
  proxima_cita: z.nullable(citaSchema),
  ultima_cita: z.nullable(citaSchema),
  avisos: z.array(z.object({ nivel: z.string(), texto: z.string() })),
  consentimientos: z.array(z.object({ finalidad: z.string(), canal: z.string(), valor: z.string() })),
  saldo_cent: entero,
  moneda: texto,
  ultimas_llamadas: z.array(
    z.object({
      id,
      inicio: instante,
      direccion: z.string(),
      resultado: texto,
      agente: texto,
      tipificacion: texto,
      nota: texto,
    }),
  ),
  seguimientos: z.array(z.object(campos_pendiente)),
  familia: z.array(z.object({ id, nombre: z.string(), relacion: texto, edad: entero })),
  url_ficha: texto,
  url_cita: texto,
})

export const contactoSchema = z.nullable(z.object({ id, nombre: z.string(), clase: z.string() }))

export const tarjetaSchema = z.object({
  llamada: llamadaSchema,
  ficha: z.nullable(fichaSchema),
  candidatos: z.array(candidatoSchema),
  contacto: contactoSchema,
  traspaso: texto,
  /** What is owed to the number, and to whoever has it, while nobody knows who calls. */
  seguimientos: z.array(z.object({ ...campos_pendiente, paciente_id: entero })),
})

export const ocultarSchema = z.object({
  id,
  version: z.int(),
  motivo: z.string(),
  atiende: z.nullable(z.object({ id: entero, nombre: texto, extension: texto })),
  /** To a panel, not to who has the card: the call is gone from its lists, merged into that one or (null) moved. */
  fusionada_en: z.optional(entero),
})

export const avisarSchema = z.object({ id, version: z.int(), motivo: z.literal('retenida'), desde: z.string() })

/** How an order of ours about a call went; of one call the newest counts. */
export const ordenSchema = z.object({
  orden_id: id,
  llamada_id: id,
  clase: z.string(),
  estado: z.string(),
  motivo: texto,
})

/** What can be listened to; `estado` lista. */
export const grabacionSchema = z.object({ id, estado: z.string(), duracion_s: entero, creada: instante })

export const seguimientoSchema = z.object({
  id,
  version: z.int(),
  clinica_id: id,
  clase: z.string(),
  numero: texto,
  numero_mostrado: texto,
  paciente: z.nullable(persona),
  llamada_id: entero,
  estado: z.string(),
  prioridad: z.int(),
  llamadas: z.int(),
  intentos: z.int(),
  texto,
  primera: instante,
  ultima: instante,
  vence: quiza,
  mensaje: z.nullable(grabacionSchema),
  agente: z.nullable(persona),
})

export const presenciaSchema = z.object({
  agente_id: id,
  nombre: z.optional(texto),
  estado: z.string(),
  motivo: texto,
  desde: quiza,
  extension: texto,
})

/** A PBX as every desk knows it (`centralita_breve`). */
export const centralitaSchema = z.object({
  id,
  nombre: z.string(),
  adaptador: z.string(),
  clinica_id: id,
  activa: z.boolean(),
  ultimo_evento: quiza,
  silenciosa: z.nullable(z.boolean()),
  disponible: z.boolean(),
  /** What it can be told to do: originar, colgar, transferir. */
  ordenes: z.array(z.string()),
})
export const centralitasSchema = z.object({ elementos: z.array(centralitaSchema) })

/** And as its administrator does. */
export const centralitaEnteraSchema = z.object({
  ...centralitaSchema.shape,
  version: z.int(),
  publico: z.string(),
  ajustes: z.record(z.string(), z.unknown()),
  con_credencial: z.boolean(),
  silencio_min: z.int(),
  secretos: z.int(),
  secreto_creado: instante,
  rechazados: z.int(),
  ultimo_rechazo: quiza,
  ultimo_motivo: texto,
  cuarentena: z.int(),
  desconocidos: z.int(),
})
/** What is shown once: null where the vendor has it. */
export const secretoSchema = z.object({
  centralita: centralitaEnteraSchema,
  secreto: texto,
  direccion: z.string(),
  direccion_con_secreto: texto,
})
const ajusteSchema = z.object({
  nombre: z.string(),
  tipo: z.string(),
  obligatorio: z.boolean(),
  palabras: z.optional(z.array(z.string())),
  ayuda: z.string(),
})
export const adaptadoresSchema = z.object({
  elementos: z.array(
    z.object({
      nombre: z.string(),
      ajustes: z.array(ajusteSchema),
      ayuda_secreto: texto,
      secreto_opcional: z.boolean(),
      ayuda_credencial: texto,
    }),
  ),
})
export const entregaSchema = z.object({
  id: entero,
  recibido: instante,
  veredicto: z.string(),
  motivo: texto,
  elementos: z.int(),
  bytes: z.int(),
  crudo: texto,
  repetible: z.boolean(),
  repetida: quiza,
})
export const entregasSchema = z.object({ elementos: z.array(entregaSchema) })
export const pruebaSchema = z.object({
  llamada_id: z.nullable(id),
  completa: z.boolean(),
  pasos: z.array(z.object({ paso: z.string(), estado: z.enum(['bien', 'falta', 'mal']), texto: texto })),
})

const extensionSchema = z.object({
  id,
  numero: z.string(),
  etiqueta: texto,
  clinica_id: entero,
  ocupada_por: texto,
})

export const sesionSchema = z.object({
  agente: z.object({
    id,
    nombre: z.string(),
    usuario: z.string(),
    idioma: texto,
    preferencias: z.nullable(z.record(z.string(), z.unknown())),
  }),
  grupo: z.object({ id, nombre: z.string(), url_ficha: texto, url_cita: texto }),
  clinicas: z.array(z.object({ id, nombre: z.string(), zona: z.string(), rol: z.string() })),
  puesto: z.nullable(z.object({ extension_id: id, numero: z.string(), etiqueta: texto, clinica_id: entero })),
  extensiones: z.array(extensionSchema),
  caduca: quiza,
})

/** `{cc: [epoca, seq]}`: how far each clinic's stream has been read. */
export const posicionesSchema = z.record(z.string(), z.tuple([z.int(), z.int()]))

const cursor = z.optional(texto)
export const llamadasSchema = z.object({
  elementos: z.array(llamadaSchema),
  siguiente: cursor,
  posiciones: posicionesSchema,
})
export const historialSchema = z.object({ elementos: z.array(llamadaSchema), siguiente: cursor })
export const seguimientosSchema = z.object({ elementos: z.array(seguimientoSchema) })
export const presenciasSchema = z.object({ elementos: z.array(presenciaSchema) })
export const candidatosSchema = z.object({ elementos: z.array(candidatoSchema) })
export const tipificacionesSchema = z.object({
  elementos: z.array(z.object({ id, etiqueta: z.string(), orden: entero })),
})

/** GET /estadisticas: what the top row shows of it, and what each figure means. */
export const estadisticasSchema = z.object({
  nivel_servicio: z.object({ umbral_s: entero, cuentan: z.int(), porcentaje: z.nullable(z.number()) }),
  total: z.object({ espera_media_s: entero }),
  definiciones: z.record(z.string(), z.string()),
})

const notaSchema = z.object({
  id,
  texto: z.string(),
  agente: z.nullable(persona),
  creada: instante,
})
/** One line of a call's life: `segundo` since it came in, `texto` for a person. */
const hechoSchema = z.object({ momento: instante, segundo: z.int(), tipo: z.string(), tramo: texto, texto })
/** GET and PATCH /llamadas/:id: the call, its people and its timeline. */
export const detalleSchema = z.object({
  ...campos_llamada,
  notas: z.array(notaSchema),
  grabaciones: z.array(grabacionSchema),
  ficha: z.nullable(fichaSchema),
  candidatos: z.array(candidatoSchema),
  cronologia: z.array(hechoSchema),
})

/** GET /llamadas/:id/porque. Delays in ms: until the PBX's word came here, and from there until the browsers were told. */
const pasoSchema = z.object({
  que: z.string(),
  momento: quiza,
  recibido: instante,
  motivo: texto,
  pbx_ms: entero,
  evento_ms: entero,
  texto: z.string(),
})
export const porqueSchema = z.object({ frase: z.string(), pasos: z.array(pasoSchema) })
export const informeSchema = z.object({ informe: z.string() })

const adoptadaSchema = z.object({
  id,
  nombre: z.string(),
  apellidos: z.string(),
  nacimiento: texto,
  dni: texto,
  telefonos: z.array(z.string()),
  llamadas: z.int(),
})
/** Two records that may be one person; `propio` is null once they are. */
export const adopcionSchema = z.object({
  id,
  estado: z.string(),
  propio: z.nullable(adoptadaSchema),
  erp: adoptadaSchema,
})
export const adopcionesSchema = z.object({ elementos: z.array(adopcionSchema) })

export type Adopcion = z.infer<typeof adopcionSchema>
export type Cita = z.infer<typeof citaSchema>
export type Llamada = z.infer<typeof llamadaSchema>
export type Candidato = z.infer<typeof candidatoSchema>
export type Ficha = z.infer<typeof fichaSchema>
export type CuerpoTarjeta = z.infer<typeof tarjetaSchema>
export type CuerpoOcultar = z.infer<typeof ocultarSchema>
export type CuerpoAvisar = z.infer<typeof avisarSchema>
export type Orden = z.infer<typeof ordenSchema>
export type Grabacion = z.infer<typeof grabacionSchema>
export type Seguimiento = z.infer<typeof seguimientoSchema>
export type Presencia = z.infer<typeof presenciaSchema>
export type Centralita = z.infer<typeof centralitaSchema>
export type CentralitaEntera = z.infer<typeof centralitaEnteraSchema>
export type Secreto = z.infer<typeof secretoSchema>
export type Adaptador = z.infer<typeof adaptadoresSchema>['elementos'][number]
export type Entrega = z.infer<typeof entregaSchema>
export type Ajuste = Adaptador['ajustes'][number]
export type Sesion = z.infer<typeof sesionSchema>
export type Estadisticas = z.infer<typeof estadisticasSchema>
export type Extension = z.infer<typeof extensionSchema>
export type Posiciones = z.infer<typeof posicionesSchema>
export type Detalle = z.infer<typeof detalleSchema>
export type Hecho = z.infer<typeof hechoSchema>
export type Paso = z.infer<typeof pasoSchema>
export type Pendiente = Ficha['seguimientos'][number]
export type Tipificacion = { id: number; etiqueta: string }
