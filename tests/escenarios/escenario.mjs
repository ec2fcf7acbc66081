// Reads a scenario: what happened as a text table, below it what must come of it. README.md describes the format.

const TIMES = new Set(['inicio', 'sono', 'contestada', 'fin', 'contesto', 'termino', 'primera', 'ultima'])

/** key=value, key="value with spaces" → object of texts */
function members(text) {
  return Object.fromEntries([...text.matchAll(/(\w+)=("([^"]*)"|\S*)/g)].map(([, key, value, inner]) => [key, inner ?? value]))
}

/** What a value means: `-` is null, si and no are booleans, a time is seconds after the beginning, the rest as it stands. */
function meant(key, value) {
  if (value === '-') return null
  if (value === 'si' || value === 'no') return value === 'si'
  return TIMES.has(key) || /_s$|^(causa|llamadas|intentos|prioridad|encarnacion)$/.test(key) ? Number(value) : value
}

const expected = (text) => Object.fromEntries(Object.entries(members(text)).map(([k, v]) => [k, meant(k, v)]))

/**
 * @param {(file: string) => object[]} played the canonical events of a recording, in order
 * @returns {{title: string, base: number, steps: object[], times: string[], calls: object[], actions: string[], followups: object[]}}
 *   steps as prueba.representar takes them; times beside them as written; calls with their `tramos`
 */
export function parse(text, played) {
  const scenario = { title: text.match(/^# (.*)/m)?.[1] ?? '', base: Date.parse('2026-03-02T10:00:00+01:00'),
    steps: [], times: [], calls: [], actions: [], followups: [] }
  for (const line of text.split('\n').map((l) => l.replace(/(^|\s)#.*/, '').trim()).filter(Boolean)) {
    const [word, second, third] = line.split(/\s+/)
    if (word === 'inicio') scenario.base = Date.parse(second)
    else if (word === 'grabacion') {
      for (const hecho of played(second)) {
        scenario.times.push(String((Date.parse(hecho.momento) - scenario.base) / 1000))
        scenario.steps.push({ hecho })
      }
    } else if (word === 'llamada') scenario.calls.push({ raiz: second, expected: expected(line), tramos: [] })
    else if (word === 'tramo') scenario.calls.at(-1).tramos.push({ clave: second, expected: expected(line) })
    else if (word === 'accion') scenario.actions.push(line.split(/\s+/).slice(1).join(' '))
    else if (word === 'seguimiento') scenario.followups.push(...(second === 'ninguno' ? [] : [expected(line)]))
    else if (/^-?\d/.test(word)) {
      scenario.times.push(word)
      scenario.steps.push(['gracia', 'reaper'].includes(second) ? { [second]: true } : { hecho: event(scenario, word, second, third, line) })
    } else throw new Error(`what does this line say? ${line}`)
  }
  return scenario
}

function event({ base }, time, llamada, tipo, line) {
  const momento = time.includes('T') ? time : new Date(base + Math.round(Number(time) * 1000)).toISOString()
  const { causa, secuencia, duracion_s, ...texts } = members(line)
  const numbers = Object.entries({ causa, secuencia, duracion_s }).filter(([, v]) => v !== undefined).map(([k, v]) => [k, Number(v)])
  return { tipo, llamada, momento, ...texts, ...Object.fromEntries(numbers) }
}
