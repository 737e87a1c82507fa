import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * The one script that may compile WebAssembly: the worker that decodes HEIC (src/platform/heicWorker.ts). A worker goes
 * by the policy of its own answer, so the page's stays without any `unsafe`.
 */
const heicWorker = /[\\/]assets[\\/]heicWorker-[^\\/]+\.js(\.br)?$/
const heicWorkerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/** CSP hashes of the styles that the build inlined into its pages; none when there is no build. */
export function readStyleHashes(clientDirectory: string): string[] {
  if (!existsSync(clientDirectory)) return []
  const pages = readdirSync(clientDirectory).filter((name) => name.endsWith('.html'))
  const styles = pages.flatMap((name) =>
    [...readFileSync(join(clientDirectory, name), 'utf8').matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)])
  return [...new Set(styles.map(([, css = '']) => `sha256-${createHash('sha256').update(css).digest('base64')}`))]
}

/**
 * Serves the built page. Only files that exist at the start are served, so a path cannot climb out of the folder.
 * @returns the page other addresses fall back to, undefined when nothing was built
 */
export async function serveClient(app: FastifyInstance, clientDirectory: string): Promise<string | undefined> {
  if (!existsSync(clientDirectory)) return undefined
  await app.register(fastifyStatic, {
    root: clientDirectory,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      reply.setHeader('cache-control', cachePolicy(path))
      if (heicWorker.test(path)) reply.setHeader('content-security-policy', heicWorkerPolicy)
    },
  })
  return existsSync(join(clientDirectory, 'app.html')) ? 'app.html' : 'index.html'
}

/** Names under assets/ carry a hash of their content; everything else must be asked for again. */
function cachePolicy(path: string): string {
  return /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}
