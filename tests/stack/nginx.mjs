// nginx with the repository's own site, filled by the repository's own script.
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { Process, identity } from './process.mjs'

const scripts = new URL('../../scripts/lib/', import.meta.url).pathname

export async function free_port() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

const bash = (body, parameters) => ['bash', '--norc', '-c', `source ${scripts}base.sh; source ${scripts}nginx.sh; ${body}`, 'nginx', ...parameters]

export function nginx({ dir, port, owner, env = {} }) {
  const [, ...configure] = bash('nginx_configure "$@"', [`${dir}/nginx`, dir, dir, String(port)])
  execFileSync('bash', configure, { ...identity(owner), env: { ...process.env, ...env } })
  return new Process('nginx', {
    command: bash('nginx_run "$1" "$2" exec', [`${dir}/nginx`, dir]),
    log: `${dir}/nginx.log`,
    owner,
    ready: () => fetch(`http://127.0.0.1:${port}/no-such-thing.txt`),
  })
}
