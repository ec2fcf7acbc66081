// The table of routes as data: what build/contrato/rutas prints of app/api/routes.c.
import { execFileSync } from 'node:child_process'

const top = new URL('../..', import.meta.url).pathname

/** Rows {metodo, ruta, cola, rol, ambito, funcion, si_coincide, bytes, flujo, parametros, nombre}; `nombre` as in the contract. */
export function read_routes() {
  execFileSync('make', ['-s', '-C', top, 'build/contrato/rutas'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const rows = JSON.parse(execFileSync(`${top}build/contrato/rutas`, { encoding: 'utf8' }))
  return rows.map((row) => ({ ...row, nombre: `${row.metodo} ${row.ruta.replace(/:(\w+)/g, '{$1}')}` }))
}

/** Whether the parameters are checked before the function or handler sees them (params_check). */
export const is_checked = (row) => !row.bytes && !row.flujo

export const body_of = (row) => row.parametros.filter(({ en }) => en === 'body')
