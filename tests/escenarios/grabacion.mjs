// What a PBX said, recorded, as the canonical events that its adapter makes of it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../..', import.meta.url))
const program = 'build/escenarios/traducir'
let built = false

/** The events of a recording beside this file: those of a dialplan are named *.posts.jsonl, the others are ARI's. */
export function played(file) {
  if (!built) execFileSync('make', ['-s', program], { cwd: top })
  built = true
  const adapter = file.endsWith('.posts.jsonl') ? 'asterisk' : 'ari'
  const input = readFileSync(new URL(file, import.meta.url))
  const lines = execFileSync(`${top}/${program}`, [adapter], { input, encoding: 'utf8' }).trim().split('\n')
  return lines.flatMap((line) => JSON.parse(line))
}
