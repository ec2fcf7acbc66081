// What a browser downloads first, gzipped, beside its limit: the dashboard, and contact-center.js until the first call.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const salida = new URL('../../../build/dashboard/', import.meta.url).pathname
const pesa = ruta => gzipSync(readFileSync(join(salida, ruta)), { level: 9 }).length

/** A file and what it imports statically. */
function conImportados(ruta, vistos = new Set()) {
  if (vistos.has(ruta)) return vistos
  vistos.add(ruta)
  const texto = readFileSync(join(salida, ruta), 'utf8')
  for (const [, modulo] of texto.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
    conImportados(join(dirname(ruta), modulo), vistos)
  }
  return vistos
}

const pagina = readFileSync(join(salida, 'index.html'), 'utf8')
const directos = [...pagina.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, ruta]) => ruta)
const primeros = new Set([
  'index.html',
  ...directos.flatMap(ruta => (ruta.endsWith('.js') ? [...conImportados(ruta)] : [ruta])),
])
const limites = [
  ['dashboard, first load', [...primeros], 260],
  ['contact-center.js, until the first call', [...conImportados('contact-center.js')], 15],
]
let pasa = true
for (const [que, rutas, limite] of limites) {
  const kb = rutas.reduce((suma, ruta) => suma + pesa(ruta), 0) / 1024
  pasa &&= kb <= limite
  console.log(`${que}: ${kb.toFixed(1)} KB gzip of ${limite} (${rutas.length} files)`)
}
process.exit(pasa ? 0 : 1)
