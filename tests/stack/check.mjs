// Description: what scripts/run --check runs beside the started system: a person of the demo logs in, sits down at
//              extension 101 and opens the socket; cc-admin plays a PBX; the card must arrive. Prints each hop's time.
// Reads CC_URL, CC_BIN and the CC_DEMO_* of DIR/contact-center.env from its environment.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Client } from './client.mjs'
import { Socket } from './socket.mjs'

const run = promisify(execFile)
const { CC_URL: url, CC_BIN: bin, CC_DEMO_CENTRALITA: publico, CC_DEMO_SECRETO: secreto, CC_DEMO_CLAVE: clave } = process.env

async function hop(what, work) {
  const begin = performance.now()
  const result = await work()
  console.log(`  ${what.padEnd(52)} ${(performance.now() - begin).toFixed(1).padStart(7)} ms`)
  return result
}

function demand(condition, message) {
  if (!condition) throw new Error(message)
}

/** The demo's second patient, a mother on whose mobile two children are reached. */
const caller = '622334455'

async function check() {
  demand(publico, 'this installation has no demo to call: run it without --no-demo')
  const page = await hop('the dashboard', () => fetch(`${url}/`))
  demand(page.status === 200, `the dashboard answers ${page.status}`)
  const ana = await hop('login of ana', () => Client.login(url, 'ana', clave))
  demand(ana.answer.status === 201, `login answers ${ana.answer.status}: ${ana.answer.text}`)
  const { id } = ana.answer.body.extensiones.find(({ numero }) => numero === '101')
  const seat = await hop('sits down at extension 101', () => ana.put('/sesion/puesto', { extension_id: id }))
  demand(seat.status === 200, `PUT /sesion/puesto answers ${seat.status}: ${seat.text}`)
  const socket = await hop('socket opened and welcomed', () => Socket.open({ url, ...ana.credential }))

  const begin = performance.now()
  const simulated = await simulate()
  const frame = await socket.next(({ tipo, accion }) => tipo === 'llamada' && accion === 'mostrar', 5)
  console.log(`  ${'cc-admin began → card at the browser'.padEnd(52)} ${(frame.heard_ms - begin).toFixed(1).padStart(7)} ms`)
  for (const { tipo, estado, ms } of simulated.sucesos) {
    console.log(`    ${`webhook ${tipo}, ${estado}`.padEnd(50)} ${String(ms).padStart(5)}   ms`)
  }
  const candidates = frame.cuerpo.candidatos.map(({ nombre }) => nombre)
  demand(frame.cuerpo.ficha || candidates.length > 0, 'the card names nobody')
  console.log(`  the card: ${frame.cuerpo.llamada.numero_mostrado}, ${frame.cuerpo.ficha?.nombre ?? candidates.join(', ')}`)

  const live = await hop('GET /llamadas', () => ana.get('/llamadas'))
  demand(live.body?.elementos.some((call) => call.id === frame.cuerpo.llamada.id), 'the call is not among those of today')
  await socket.close()
}

async function simulate() {
  const folder = mkdtempSync('/tmp/cc-check-')
  try {
    writeFileSync(`${folder}/secreto`, secreto, { mode: 0o600 })
    const { stdout } = await run(`${bin}/cc-admin`, ['--json', 'simular', 'llamada', '--centralita', publico,
      '--secreto-archivo', `${folder}/secreto`, '--de', caller, '--a', '911223344', '--extension', '101'])
    return JSON.parse(stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

try {
  await check()
  console.log('check: passed')
} catch (error) {
  console.error(`check: FAILED: ${error.message}`)
  process.exitCode = 1
}
