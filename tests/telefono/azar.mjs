// Chance that a seed repeats, and strings that match a regular expression.

/** A generator of numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function generador (semilla) {
  let estado = semilla >>> 0
  return () => {
    estado = (estado + 0x6D2B79F5) >>> 0
    let t = Math.imul(estado ^ (estado >>> 15), estado | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A string that matches `patron`, of the kind of expression that the numbering plans use: digits, \d, [classes], groups,
 * alternatives, and the quantifiers ? {n} {n,m}.
 */
export function deExpresion (patron, azar) {
  let i = 0
  const elegir = (lista) => lista[Math.floor(azar() * lista.length)]

  // An alternative is a list of pieces, and a piece is a function: only the chosen ones are called.
  function alternativas () {
    const opciones = [[]]
    while (i < patron.length && patron[i] !== ')') {
      if (patron[i] === '|') { i++; opciones.push([]) } else opciones.at(-1).push(pieza())
    }
    return () => elegir(opciones).map((trozo) => trozo()).join('')
  }

  function pieza () {
    const atomo = patron[i] === '(' ? grupo() : patron[i] === '[' ? clase() : cifra()
    const [minimo, maximo] = veces()
    return () => Array.from({ length: minimo + Math.floor(azar() * (maximo - minimo + 1)) }, atomo).join('')
  }

  function grupo () {
    i += patron.startsWith('(?:', i) ? 3 : 1
    const dentro = alternativas()
    i++
    return dentro
  }

  function clase () {
    const fin = patron.indexOf(']', i)
    const miembros = patron.slice(i + 1, fin).replace('\\d', '0-9').replace(/(\d)-(\d)/g, (_, a, b) =>
      Array.from({ length: b - a + 1 }, (_, k) => Number(a) + k).join(''))
    i = fin + 1
    return () => elegir(miembros)
  }

  function cifra () {
    if (patron.startsWith('\\d', i)) { i += 2; return () => String(Math.floor(azar() * 10)) }
    const literal = patron[i++]
    return () => literal
  }

  function veces () {
    if (patron[i] === '?') { i++; return [0, 1] }
    const llaves = /^\{(\d+)(?:,(\d+))?\}/.exec(patron.slice(i))
    if (!llaves) return [1, 1]
    i += llaves[0].length
    return [Number(llaves[1]), Number(llaves[2] ?? llaves[1])]
  }

  return alternativas()()
}
