/** The built server as a process of its own, to be killed. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { projectRoot } from '../../mock-api/projectRoot.ts'

const outDir = 'dist/server-under-test'

/** Builds the server from the sources as they are. @returns its main file */
export function buildServer(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    'node_modules/vite/bin/vite.js', 'build', '--ssr', 'mock-api/server.ts', '--outDir', outDir, '--logLevel', 'error',
  ], { cwd: projectRoot(), encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } })
  if (status !== 0) throw new Error(`the server does not build:\n${stdout}\n${stderr}`)
  return join(projectRoot(), outDir, 'server.js')
}

export interface RealServer {
  process: ChildProcess
  /** kill -9, and gone afterwards. */
  kill(): Promise<void>
}

interface Start {
  main: string
  port: number
  dataDir: string
  /** What its clock says now, an ISO instant. */
  now: string
}

/** Starts the server in demo mode on the embedded engine and waits until it answers. */
export async function startRealServer({ main, port, dataDir, now }: Start): Promise<RealServer> {
  const clock = new URL('shiftClock.mjs', import.meta.url).href
  const { PATH } = process.env
  const child = spawn(process.execPath, ['--import', clock, main], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH, DEMO: '1', PORT: String(port), DATA_DIR: dataDir, SHIFT_CLOCK_MILLIS: String(Date.parse(now) - Date.now()),
    },
  })
  let said = ''
  child.stderr.on('data', (text: Buffer) => { said += text.toString() })
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
  await untilHealthy(port, () => child.exitCode === null ? undefined : said)
  return {
    process: child,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function untilHealthy(port: number, hasFailed: () => string | undefined): Promise<void> {
  for (;;) {
    const failure = hasFailed()
    if (failure !== undefined) throw new Error(`the server has ended: ${failure}`)
    const healthy = await fetch(`http://127.0.0.1:${port}/api/health`).then((reply) => reply.ok, () => false)
    if (healthy) return
    await delay(50)
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}
