import { createTheme, type MantineColorsTuple } from '@mantine/core'

const turquesa: MantineColorsTuple = [
  '#eaf7f6',
  '#d3eeeb',
  '#a4ddd7',
  '#73cac2',
  '#4bb8ae',
  '#2aa298',
  '#14877e',
  '#0f766e',
  '#0b5f58',
  '#084943',
]
const noche: MantineColorsTuple = [
  '#e8eef0',
  '#c3ced3',
  '#a3b3ba',
  '#71838b',
  '#45565e',
  '#2b383e',
  '#1f2a2f',
  '#182125',
  '#11191c',
  '#0c1215',
]

/** Mantine in the colours of ui/tokens.css. */
export const tema = createTheme({
  primaryColor: 'turquesa',
  primaryShade: 7,
  colors: { turquesa, dark: noche },
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
})
