// The house rules that no linter knows: who may import whom, no Mantine in what the ERP loads, components ≤ 150 lines.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const raiz = new URL('../src/', import.meta.url).pathname
const puede = {
  lib: ['lib'],
  relay: ['relay', 'lib'],
  ui: ['ui', 'lib'],
  features: ['ui', 'lib', 'relay'], // and the feature's own folder
  embed: ['features', 'ui', 'lib', 'relay', 'embed'],
}
const sin_mantine = /^(features\/(ficha|click-to-call)|embed|lib|relay)\//
const LINEAS = 150

const zona = ruta => ruta.split('/')[0]
const propia = (de, a) => zona(de) === 'features' && de.split('/')[1] === a.split('/')[1]
const quejas = []

for (const entrada of readdirSync(raiz, { recursive: true })) {
  if (!/\.tsx?$/.test(entrada)) continue
  const texto = readFileSync(join(raiz, entrada), 'utf8')
  if (entrada.endsWith('.tsx') && texto.split('\n').length > LINEAS)
    quejas.push(`${entrada}: more than ${LINEAS} lines`)
  for (const [, modulo] of texto.matchAll(/(?:from|import|import\()\s*'([^']+)'/g)) {
    if (sin_mantine.test(entrada) && modulo.startsWith('@mantine')) quejas.push(`${entrada}: imports ${modulo}`)
    if (!modulo.startsWith('.') || !entrada.includes('/') || entrada.endsWith('.test.ts')) continue
    const destino = relative(raiz, join(raiz, dirname(entrada), modulo))
    if (!puede[zona(entrada)]?.includes(zona(destino)) && !propia(entrada, destino)) {
      quejas.push(`${entrada}: may not import ${destino}`)
    }
  }
}
for (const queja of quejas) console.error(queja)
process.exit(quejas.length > 0 ? 1 : 0)
