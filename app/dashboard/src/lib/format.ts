/** Spanish dates, durations and money. Days and hours are those of the clinic, wherever the browser is. */

export const ZONA = 'Europe/Madrid'

const formatos = new Map<string, Intl.DateTimeFormat>()

function formato(zona: string, opciones: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const clave = zona + JSON.stringify(opciones)
  let hecho = formatos.get(clave)
  if (!hecho) {
    hecho = new Intl.DateTimeFormat('es-ES', { timeZone: zona, ...opciones })
    formatos.set(clave, hecho)
  }
  return hecho
}

/** Seconds as `m:ss`, or `h:mm:ss` from an hour on. */
export function duracion(segundos: number): string {
  const s = Math.max(0, Math.floor(segundos))
  const dos = (n: number) => String(n).padStart(2, '0')
  const [h, m] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60)]
  return h > 0 ? `${h}:${dos(m)}:${dos(s % 60)}` : `${m}:${dos(s % 60)}`
}

/** `10:42` */
export function hora(instante: string | number, zona = ZONA): string {
  return formato(zona, { hour: '2-digit', minute: '2-digit' }).format(new Date(instante))
}

/** `10:42:07` */
export function horaExacta(instante: string, zona = ZONA): string {
  return formato(zona, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(instante))
}

/** `2026-10-25` in that zone: the day that a moment belongs to. */
export function dia(instante: string | number, zona = ZONA): string {
  const partes = formato(zona, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(instante))
  const parte = (tipo: string) => partes.find(p => p.type === tipo)?.value ?? ''
  return `${parte('year')}-${parte('month')}-${parte('day')}`
}

/** `hoy 10:42`, `mañana 9:00`, `ayer 18:30`, `mié 4 nov, 10:42`, with the year when it is another one. */
export function momento(instante: string, ahora_ms: number, zona = ZONA): string {
  const cercano = diaCercano(instante, ahora_ms, zona)
  return cercano
    ? `${cercano} ${hora(instante, zona)}`
    : `${fechaBreve(instante, ahora_ms, zona)}, ${hora(instante, zona)}`
}

/** The day alone, as in a sentence: `hoy`, `mañana`, `ayer`, `el mié 4 nov`, with the year when it is another one. */
export const jornada = (instante: string, ahora_ms: number, zona = ZONA): string =>
  diaCercano(instante, ahora_ms, zona) ?? `el ${fechaBreve(instante, ahora_ms, zona)}`

function diaCercano(instante: string, ahora_ms: number, zona: string): string | undefined {
  const cercanos: Record<string, string> = {
    [dia(ahora_ms, zona)]: 'hoy',
    [dia(ahora_ms + 86_400_000, zona)]: 'mañana',
    [dia(ahora_ms - 86_400_000, zona)]: 'ayer',
  }
  return cercanos[dia(instante, zona)]
}

const fechaBreve = (instante: string, ahora_ms: number, zona: string): string =>
  fecha(instante, zona, dia(instante, zona).slice(0, 4) !== dia(ahora_ms, zona).slice(0, 4))

/** `mié 4 nov`, or `4 nov 2025` with the year. */
export function fecha(instante: string, zona = ZONA, con_ano = false): string {
  const opciones: Intl.DateTimeFormatOptions = con_ano
    ? { day: 'numeric', month: 'short', year: 'numeric' }
    : { weekday: 'short', day: 'numeric', month: 'short' }
  return formato(zona, opciones).format(new Date(instante)).replaceAll(',', '').replaceAll('.', '')
}

/** `hace 3 min`, `hace 2 h`, `ahora`; for what is older, the moment itself. */
export function hace(instante: string, ahora_ms: number, zona = ZONA): string {
  const minutos = Math.floor((ahora_ms - Date.parse(instante)) / 60_000)
  if (minutos < 1) return 'ahora'
  if (minutos < 60) return `hace ${minutos} min`
  if (minutos < 360) return `hace ${Math.floor(minutos / 60)} h`
  return momento(instante, ahora_ms, zona)
}

/** Cents as `1.234,50 €`. */
export function dinero(centimos: number, moneda: string): string {
  return new Intl.NumberFormat('es-ES', { style: 'currency', currency: moneda, useGrouping: true }).format(
    centimos / 100,
  )
}

/** `M. G.` of `María García`: what a notification on a shared screen may say. */
export function iniciales(nombre: string): string {
  const letras = nombre.split(/\s+/).filter(Boolean).slice(0, 2)
  return letras.map(palabra => `${[...palabra][0]?.toLocaleUpperCase('es')}.`).join(' ')
}

/** First name and surnames as one text, without a hole when one is empty. */
export function nombreCompleto(persona: { nombre: string; apellidos: string }): string {
  return `${persona.nombre} ${persona.apellidos}`.trim()
}
