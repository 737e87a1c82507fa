import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../mock-api/projectRoot.ts'

/** What the built page is made of. */
const sources = ['src', 'public', 'mock-api/catalogue', 'index.html', 'vite.config.ts', 'package-lock.json']

/**
 * The built page the journeys drive, built anew when a source is newer than it (`npm test` has just built it).
 * TEST_CLIENT_PATH names another build, used as it is.
 */
export function builtClient(): string {
  const given = process.env.TEST_CLIENT_PATH
  if (given) return given
  const client = join(projectRoot(), 'dist/client')
  const page = join(client, 'app.html')
  if (!existsSync(page) || newestOf(sources.map((name) => join(projectRoot(), name))) > statSync(page).mtimeMs) build()
  return client
}

function newestOf(paths: string[]): number {
  return Math.max(...paths.map((path) => statSync(path).isDirectory()
    ? newestOf(readdirSync(path).map((name) => join(path, name)))
    : statSync(path).mtimeMs))
}

function build(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build:client'], {
    cwd: projectRoot(), encoding: 'utf8', shell: true, env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error(`the page does not build:\n${stdout}\n${stderr}`)
}
