// @ts-check
// `npm run bench`: ratios against a baseline measured in the same run; they are reported, nothing is asserted.
//   npm run bench -- --only bytes|lcp|catalogue|search|taps|form|filings|uploads   one part
//   npm run bench -- --quick                    few repetitions, to see that it works
import { existsSync, realpathSync, statSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { findBrowser } from '../support/findBrowser.mjs'
import { findPostgres } from '../support/findPostgres.mjs'
import { measureBytes } from '../support/measureBytes.mjs'
import { startPostgres } from '../support/startPostgres.mjs'

/** @type {(values: number[]) => number} */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
/** @type {(values: number[], baseline: number[]) => string} */
const ratio = (values, baseline) => (median(values) / median(baseline)).toFixed(2)
/** @type {(values: number[]) => string} */
const spread = (values) => `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`
/** @type {(name: string, value: number, note: string) => void} */
const print = (name, value, note) => console.log(`  ${name.padEnd(56)} ${value.toFixed(0).padStart(6)}  ${note}`)

const { only, quick } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } }).values
const parts = {
  bytes: reportBytes, lcp: reportLcp, catalogue: reportCatalogue, search: reportSearch,
  taps: reportTaps, form: reportForm, filings: reportFilings, uploads: reportUploads,
}
if (only && !Object.hasOwn(parts, only)) {
  console.error(`--only takes one of ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
process.env.NODE_ENV = 'production'
const [load = 0] = loadavg()
console.log(`node ${process.version} · ${cpus().length} cores, ${cpus()[0]?.model.trim()} · load ${load.toFixed(1)}`
  + (load > cpus().length / 2 ? ' (the machine is busy: figures are noisy)' : ''))
for (const [name, report] of Object.entries(parts)) if (!only || name === only) await report()

function reportBytes() {
  if (!isBuilt()) return
  console.log('\nBytes, brotli; what a route loads comes on top of the first route')
  for (const { name, bytes, budget } of measureBytes('dist/client')) print(name, bytes, `of ${budget}`)
}

async function reportLcp() {
  const browserPath = findBrowser()
  if (!browserPath) return console.log('\nLCP: left out, no Chromium was found')
  if (!isBuilt()) return
  const pairs = quick ? 1 : 5
  console.log(`\nLCP of a first visit, ms: built server, mobile, devtools throttling; median of ${pairs}, pages in turn`)
  /** @type {{ module: typeof import('./measureLcp.ts') }} */
  const { module } = await runnerImport('tests/bench/measureLcp.ts', { configFile: false, logLevel: 'error' })
  const times = await module.measureLcp(browserPath, pairs)
  print('page of one line', median(times.oneLine), spread(times.oneLine))
  print('/', median(times.page), `${ratio(times.page, times.oneLine)} of one line (aim: 1.20), ${spread(times.page)}`)
}

async function reportCatalogue() {
  const browserPath = findBrowser()
  if (!browserPath) return console.log('\nCatalogue: left out, no Chromium was found')
  if (!isBuilt()) return
  /** @type {{ module: typeof import('./measureCatalogue.ts') }} */
  const { module } = await runnerImport('tests/bench/measureCatalogue.ts', { configFile: false, logLevel: 'error' })
  const { bytes, taps } = await module.measureCatalogue(browserPath, quick ? 3 : 15)
  console.log(`\nCatalogue of ${bytes.items} items: bytes in brotli, and ms from a tap to a page without a network`)
  print('index', bytes.index, `${(bytes.index / bytes.indexText).toFixed(2)} of its ${bytes.indexText} uncompressed`)
  print('every item', bytes.whole, `${(bytes.whole / bytes.wholeText).toFixed(2)} of their ${bytes.wholeText} uncompressed`)
  print('tap to a page that reads nothing', median(taps.settings), spread(taps.settings))
  print('tap to an item', median(taps.item), `${ratio(taps.item, taps.settings)} of that, ${spread(taps.item)}`)
}

async function reportSearch() {
  /** @type {{ module: typeof import('./measureSearch.ts') }} */
  const { module } = await runnerImport('tests/bench/measureSearch.ts', { configFile: false, logLevel: 'error' })
  const browserPath = findBrowser()
  const { count, keystrokes, runs } = await module.measureSearch(browserPath, quick ? 1 : 3)
  console.log(`\nSearch: ${count} items, ms a keystroke, ${keystrokes} keystrokes ${quick ? 1 : 3} times (aim: p99 16 on a slow CPU)`
    + (browserPath ? '' : '; no Chromium was found'))
  for (const { name, times, hostile, build } of runs) {
    console.log(`  ${name.padEnd(30)} p50 ${times.p50.toFixed(1)}  p99 ${times.p99.toFixed(1)} (best rounds ${times.best.toFixed(1)})`
      + `  max ${times.max.toFixed(1)}  hostile ${hostile.toFixed(1)}  build ${build.total.toFixed(0)}`
      + `, longest step ${build.longestStep.toFixed(1)}`)
  }
}

async function reportTaps() {
  const browserPath = findBrowser()
  if (!browserPath) return console.log('\nTaps: left out, no Chromium was found')
  if (!isBuilt()) return
  /** @type {{ module: typeof import('./measureTaps.ts') }} */
  const { module } = await runnerImport('tests/bench/measureTaps.ts', { configFile: false, logLevel: 'error' })
  console.log('\nFrom the guide to the receipt, signed in: taps and typed characters')
  for (const { name, taps, typed } of await module.measureTaps(browserPath, quick ? 2 : 10)) print(name, taps, `${typed} typed`)
}

async function reportForm() {
  const browserPath = findBrowser()
  if (!browserPath) return console.log('\nForm: left out, no Chromium was found')
  if (!isBuilt()) return
  /** @type {{ module: typeof import('./measureForm.ts') }} */
  const { module } = await runnerImport('tests/bench/measureForm.ts', { configFile: false, logLevel: 'error' })
  const { form, settings } = await module.measureForm(browserPath, quick ? 3 : 15)
  console.log('\nThe app opened cold without a network, ms until it can be used')
  print('a page that reads nothing', median(settings), spread(settings))
  print('the form of a draft', median(form), `${ratio(form, settings)} of that, ${spread(form)}`)
}

async function reportFilings() {
  const postgres = findPostgres()
  // PATH may link to initdb alone; pgbench lies where initdb really is.
  const pgbench = postgres && join(dirname(realpathSync(join(postgres.bin, 'initdb'))), 'pgbench')
  if (!pgbench || !existsSync(pgbench)) return console.log('\nFilings: left out, no PostgreSQL with pgbench was found')
  const [count, rounds] = quick ? [24, 1] : [400, 3]
  /** @type {{ module: typeof import('./measureFilings.ts') }} */
  const { module } = await runnerImport('tests/bench/measureFilings.ts', { configFile: false, logLevel: 'error' })
  const cluster = await startPostgres(postgres.bin, { durable: true })
  process.once('SIGINT', () => {
    cluster.stop()
    process.exit(1)
  })
  try {
    const options = { databaseUrl: cluster.url, pgbench, count, rounds }
    const { item, statements, perSecond } = await module.measureFilings(options)
    console.log(`\nFilings a second: ${count} of ${item}, median of ${rounds} in turn, fsync on everywhere
  server: POST /api/filings through the whole server but for the socket: session, schema, verdict, signatures,
  ${statements} SQL statements in two transactions; pgbench: those statements bare. PostgreSQL ${postgres.version}`)
    for (const [atATime, { pgbench: bare, postgres: full, embedded }] of Object.entries(perSecond)) {
      print(`${atATime} at a time: pgbench`, median(bare), spread(bare))
      print('  server on PostgreSQL', median(full), `${ratio(full, bare)} of pgbench, ${spread(full)}`)
      print('  server on the embedded engine', median(embedded), `${ratio(embedded, bare)} of pgbench, ${spread(embedded)}`)
    }
  } finally {
    cluster.stop()
  }
}

async function reportUploads() {
  /** @type {{ module: typeof import('./measureUploads.ts') }} */
  const { module } = await runnerImport('tests/bench/measureUploads.ts', { configFile: false, logLevel: 'error' })
  const { camera, prepared } = await takePhoto()
  const { wire, requests, naive, wasted, cuts, chunk } = await module.measureUploads(camera, prepared, quick ? 3 : 12)
  console.log(`\nUploads: three camera photos of ${camera} bytes, ${prepared} each once the phone has made them ready`)
  print('originals, one request each', naive, 'bytes on the wire')
  print('as they are sent, with headers', wire, `${(wire / naive).toFixed(2)} of that, ${requests} requests`)
  print(`sent twice after ${cuts} cuts`, wasted, `${(wasted / cuts / chunk).toFixed(2)} of a chunk a cut (aim: at most 1)`)
}

/** The bytes of a photo of 12 megapixels, about 4 MB, and once it is scaled and encoded as `prepareFile` does. */
async function takePhoto() {
  const { default: sharp } = await import('sharp')
  const noise = { type: /** @type {const} */ ('gaussian'), mean: 128, sigma: 32 }
  const scene = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#888', noise } }).blur(1.1)
    .jpeg({ quality: 92 }).toBuffer()
  const prepared = await sharp(scene).resize(2480, 1860).jpeg({ quality: 85 }).toBuffer()
  return { camera: scene.length, prepared: prepared.length }
}

function isBuilt() {
  const isThere = existsSync('dist/server/server.js') && existsSync('dist/client/index.html')
  console.log(isThere ? `\nThe build of ${statSync('dist/client/index.html').mtime.toISOString()}` : '\nRun `npm run build` first')
  return isThere
}
