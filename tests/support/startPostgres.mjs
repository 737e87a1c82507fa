// @ts-check
import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** initdb refuses root: the cluster then belongs to `nobody`. */
const nobody = { uid: 65534, gid: 65534 }

/**
 * Starts an empty cluster for one run, on a free local port. Rejects where PostgreSQL does not start.
 * @param {string} bin the folder with initdb and pg_ctl
 * @param {{ durable?: boolean }} [options] tests give durability up (fsync off) for speed: what must survive a crash is
 *   tested on the embedded engine with fsync on
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function startPostgres(bin, { durable = false } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'zhenghaoban-pg-'))
  const owner = process.getuid?.() === 0 ? nobody : undefined
  if (owner) chownSync(home, owner.uid, owner.gid)
  const run = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    execFileSync(join(bin, command), args, { ...owner, cwd: home, stdio: ['ignore', 'ignore', 'inherit'] })

  const data = join(home, 'data')
  const port = await freePort()
  const hasty = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const settings = [...hasty, 'max_connections=200',
    'listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${home}`]
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  run('pg_ctl', 'start', '-w', '-D', data, '-l', join(home, 'log'), '-o', settings.map((s) => `-c ${s}`).join(' '))

  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', 'stop', '-D', data, '-m', 'immediate')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
