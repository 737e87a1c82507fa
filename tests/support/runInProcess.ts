import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const runner = fileURLToPath(new URL('runTypeScript.mjs', import.meta.url))

/**
 * Starts a TypeScript module of the tests in a Node process of its own; its stdin and stdout are pipes.
 * @param options.nodeArgs go to Node itself
 */
export function runInProcess(
  module: URL, args: string[], options: { nodeArgs?: string[], env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, [...options.nodeArgs ?? [], runner, fileURLToPath(module), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  })
}
