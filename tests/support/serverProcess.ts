/** The built server as a process of its own, with the environment an operator gives it. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { projectRoot } from '../../mock-api/projectRoot.ts'

/**
 * Builds the server from the sources as they are.
 * @param name of a folder of its own in dist/
 * @returns its main file
 */
export function buildServerInto(name: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    'node_modules/vite/bin/vite.js', 'build', '--ssr', 'mock-api/server.ts', '--outDir', `dist/${name}`,
    '--logLevel', 'error',
  ], { cwd: projectRoot(), encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } })
  if (status !== 0) throw new Error(`the server does not build:\n${stdout}\n${stderr}`)
  return join(projectRoot(), 'dist', name, 'server.js')
}

export interface ServerProcess {
  /** Everything it has written so far. */
  output(): string
  errors(): string
  /** Resolves once it has ended, with its exit code (null: by a signal). */
  ended: Promise<number | null>
  signal(name: 'SIGTERM' | 'SIGKILL'): void
}

/** @param preload modules Node loads first */
export function runServer(main: string, environment: Record<string, string>, preload: string[] = []): ServerProcess {
  const { PATH = '' } = process.env
  const options = preload.flatMap((module) => ['--import', module])
  const child = spawn(process.execPath, [...options, main], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH, ...environment } })
  let output = ''
  let errors = ''
  child.stdout.on('data', (text: Buffer) => { output += text.toString() })
  child.stderr.on('data', (text: Buffer) => { errors += text.toString() })
  const ended = new Promise<number | null>((resolve) => { child.once('close', resolve) })
  return { output: () => output, errors: () => errors, ended, signal: (name) => { child.kill(name) } }
}

/** Waits until it answers. @throws Error with what it said when it ends instead */
export async function untilHealthy(server: ServerProcess, origin: string): Promise<void> {
  let hasEnded = false
  void server.ended.then(() => { hasEnded = true })
  for (;;) {
    if (hasEnded) throw new Error(`the server has ended: ${server.errors()}`)
    if (await fetch(`${origin}/api/health`).then((reply) => reply.ok, () => false)) return
    await delay(50)
  }
}
