// Holds what came of a scenario against what it expects: only what is written is compared, but all calls, legs, actions and
// follow-ups must be named.

const isTime = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)

function members(where, expected, actual, base) {
  return Object.entries(expected).flatMap(([key, value]) => {
    const raw = actual[key]
    const is = isTime(raw) && typeof value === 'number' ? (Date.parse(raw) - base) / 1000 : raw
    return is === value || (is === undefined && value === null) ? [] : [`${where}: ${key} is ${JSON.stringify(is ?? null)}, expected ${JSON.stringify(value)}`]
  })
}

const nameOfCall = ({ raiz, encarnacion }) => (encarnacion > 1 ? `${raiz}/${encarnacion}` : raiz)
const nameOfLeg = ({ clave, vuelta }) => (vuelta > 1 ? `${clave}/${vuelta}` : clave)

function listed(what, expected, actual) {
  const [wanted, had] = [expected, actual].map((names) => [...names].sort().join(' '))
  return wanted === had ? [] : [`${what}: "${had}", expected "${wanted}"`]
}

function actions({ times, actions: expected }, photo) {
  const had = photo.acciones.flatMap((step, i) =>
    step.map(({ accion, agentes, motivo }) => [times[i], accion, agentes.join(','), motivo].filter(Boolean).join(' ')))
  return had.join('\n') === expected.join('\n') ? [] : ['actions:', ...had.map((l) => `   had      ${l}`), ...expected.map((l) => `   expected ${l}`)]
}

/** Every difference, as a line for a person; none when all is as expected. */
export function differences(scenario, photo) {
  const calls = photo.llamadas ?? []
  const followups = photo.seguimientos ?? []
  return [
    ...listed('calls', scenario.calls.map(({ raiz }) => raiz), calls.map(nameOfCall)),
    ...scenario.calls.flatMap(({ raiz, expected, tramos }) => {
      const call = calls.find((c) => nameOfCall(c) === raiz)
      if (!call) return []
      const legs = call.tramos ?? []
      return [
        ...members(raiz, expected, call, scenario.base),
        ...listed(`${raiz}: legs`, tramos.map(({ clave }) => clave), legs.map(nameOfLeg)),
        ...tramos.flatMap(({ clave, expected: leg }) =>
          members(`${raiz} ${clave}`, leg, legs.find((l) => nameOfLeg(l) === clave) ?? {}, scenario.base))
      ]
    }),
    ...actions(scenario, photo),
    ...(followups.length === scenario.followups.length ? [] : [`${followups.length} follow-ups, expected ${scenario.followups.length}`]),
    ...scenario.followups.flatMap((followup, i) => members('follow-up', followup, followups[i] ?? {}, scenario.base))
  ]
}
