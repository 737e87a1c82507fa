// @ts-check
// `npm test`: finds a browser and a PostgreSQL, builds what the journeys drive, runs every test, counts honestly.
// Arguments go to vitest: `npm test -- --project domain` needs none of the three and skips them.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { countTests } from './countTests.mjs'
import { findBrowser, findChineseFont } from './findBrowser.mjs'
import { findPostgres } from './findPostgres.mjs'
import { startPostgres } from './startPostgres.mjs'

const inCi = process.env.CI === 'true'
const report = resolve('test-results/vitest.json')
const args = process.argv.slice(2)
const chosen = args.filter((arg, at) => arg.startsWith('--project=') || args[at - 1] === '--project').map((arg) => arg.replace('--project=', ''))
const runs = (/** @type {string} */ project) => chosen.length === 0 || chosen.includes(project)

process.exitCode = await main()

/** @returns {Promise<number>} the exit code */
async function main() {
  const browser = runs('journeys') ? findBrowser() : undefined
  const postgres = runs('api') ? await openPostgres() : undefined
  // Ctrl+C ends vitest; this process lives on to stop the cluster.
  process.on('SIGINT', () => {})
  try {
    console.log(`browser: ${describe('journeys', browser)} · PostgreSQL: ${describe('api', postgres?.text)}`)
    if (browser && !findChineseFont()) console.log('no Chinese font found: screenshots will show boxes')
    if (runs('journeys') && !build()) return summarise({ passed: 0, failed: 1, skipped: [] }, ['the build'])

    rmSync(report, { force: true })
    const vitest = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run',
      '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], {
      stdio: 'inherit',
      env: { ...process.env, TEST_CHROME_PATH: browser ?? '', TEST_DATABASE_URL: postgres?.url ?? '' },
    })
    const missing = inCi ? [runs('journeys') && !browser && 'a browser', runs('api') && !postgres && 'PostgreSQL'] : []
    return summarise(countTests(report, vitest.status), missing.filter((what) => typeof what === 'string'))
  } finally {
    postgres?.stop?.()
  }
}

/** @returns {Promise<{ url: string, text: string, stop?: () => void } | undefined>} */
async function openPostgres() {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, text: 'TEST_DATABASE_URL' }
  const found = findPostgres()
  if (!found) return undefined
  try {
    return { ...await startPostgres(found.bin), text: `${found.version} from ${found.bin}, temporary cluster` }
  } catch (error) {
    console.log(`PostgreSQL ${found.version} from ${found.bin} did not start: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

/**
 * @param {string} project
 * @param {string | undefined} found
 */
function describe(project, found) {
  if (!runs(project)) return 'not needed'
  return found ?? `none found, so what needs it is ${inCi ? 'failed' : 'skipped'}`
}

function build() {
  return spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'], shell: true }).status === 0
}

/**
 * Prints the last lines; in CI a skipped test counts as a failed one, and so does a missing part.
 * @param {{ passed: number, failed: number, skipped: string[] }} count
 * @param {string[]} missing
 */
function summarise({ passed, failed, skipped }, missing) {
  skipped.forEach((name) => console.log(`skipped: ${name}`))
  missing.forEach((what) => console.log(`missing: ${what}`))
  const failures = failed + (inCi ? skipped.length + missing.length : 0)
  console.log(`${passed} passed, ${failures} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`)
  return failures === 0 ? 0 : 1
}
