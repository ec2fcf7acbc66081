import { type Palabra, palabras } from './words.ts'

export type Idioma = 'es' | 'en'

let columna: 0 | 1 = 0

/** Chooses the language of all texts; called once, before the first paint. What we do not speak is Spanish. */
export function fijarIdioma(idioma: string | null | undefined): void {
  columna = idioma?.startsWith('en') ? 1 : 0
}

/** The text of a word, with `{names}` replaced. */
export function t(palabra: Palabra, valores: Record<string, string | number> = {}): string {
  return palabras[palabra][columna].replace(/\{(\w+)\}/g, (hueco, nombre: string) => String(valores[nombre] ?? hueco))
}
export type { Palabra }
