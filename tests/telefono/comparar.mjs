// Usage: CC_TEST_DB=conninfo [SEMILLA=n] node tests/telefono/comparar.mjs
//
// Description: holds cc.telefono_normalizar against libphonenumber-js. Makes numbers of every region and kind from the
// library's own patterns, writes each the ways people, phones and PBXs write (escrituras.mjs), and demands the library's
// number, extension and kind wherever the library calls the number possible, and no number where it does not.
// CC_TEST_DB is a superuser's libpq connection to a database with all migrations and functions. What may differ is listed
// in excepciones.mjs with its reason; an entry that nothing needs any more is a failure too.

import { spawnSync } from 'node:child_process'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { casos } from './escrituras.mjs'
import { CLASES, EXCEPCIONES } from './excepciones.mjs'

const semilla = Number(process.env.SEMILLA ?? Math.floor(Math.random() * 2 ** 31))
const lista = casos(semilla)

const csv = (texto) => `"${texto.replaceAll('"', '""')}"`

function normalizarTodos () {
  const entrada = `CREATE TEMP TABLE caso (n int, texto text, pais text);
COPY caso FROM stdin (FORMAT csv);
${lista.map(({ texto, pais }, n) => [n, csv(texto), pais].join(',')).join('\n')}
\\.
COPY (SELECT coalesce(t.e164, ''), t.clase, coalesce(t.extension, ''), replace(cc.telefono_mostrar(t.e164, 'AQ'), E'\\t', ' ')
        FROM caso c, cc.telefono_normalizar(c.texto, c.pais) t ORDER BY c.n) TO stdout (NULL '');
`
  const psql = spawnSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', process.env.CC_TEST_DB], { input: entrada, maxBuffer: 2 ** 28 })
  if (psql.status !== 0) throw new Error(`psql: ${psql.stderr}`)
  return psql.stdout.toString().split('\n').slice(0, lista.length).map((linea) => {
    const [e164, clase, extension, mostrado] = linea.split('\t')
    return { e164, clase, extension, mostrado }
  })
}

// What the library says of the same writing; of a possible number only.
function biblioteca ({ leible, pais }) {
  const leido = parsePhoneNumberFromString(leible, pais)
  if (!leido?.isPossible()) return { e164: '', clase: undefined, extension: undefined, mostrado: undefined }
  return {
    e164: leido.number,
    clase: CLASES[leido.getType() ?? 'NINGUNA'],
    extension: leido.ext ?? '',
    mostrado: leido.formatInternational({ formatExtension: (numero) => numero }).replace(/[^+\d]+/g, ' ')
  }
}

const igual = (nuestro, suyo) => ['e164', 'clase', 'extension', 'mostrado']
  .filter((campo) => suyo[campo] !== undefined && nuestro[campo] !== suyo[campo])

const usadas = new Map(EXCEPCIONES.map(({ nombre }) => [nombre, 0]))
const fallos = []
let posibles = 0
const nuestros = normalizarTodos()
lista.forEach((caso, n) => {
  const suyo = biblioteca(caso)
  const nuestro = nuestros[n]
  if (suyo.e164) posibles++
  const difieren = igual(nuestro, suyo)
  if (difieren.length === 0) return
  const excepcion = EXCEPCIONES.find(({ aplica }) => aplica({ caso, suyo, nuestro, difieren }))
  if (excepcion) usadas.set(excepcion.nombre, usadas.get(excepcion.nombre) + 1)
  else fallos.push({ ...caso, difieren: difieren.join(), nuestro, suyo })
})

const rancias = [...usadas].filter(([, veces]) => veces === 0).map(([nombre]) => nombre)
console.log(`# semilla ${semilla}: ${lista.length} escrituras, ${posibles} posibles para libphonenumber-js, ${fallos.length} diferencias`)
for (const [nombre, veces] of usadas) console.log(`# excepción: ${nombre}: ${veces}`)
for (const fallo of fallos.slice(0, 20)) console.log(JSON.stringify(fallo))
for (const nombre of rancias) console.log(`excepción que ya nada necesita: ${nombre}`)
const bastantes = posibles >= 20000
if (!bastantes) console.log(`solo ${posibles} números posibles: se piden 20000`)
process.exit(fallos.length || rancias.length || !bastantes ? 1 : 0)
