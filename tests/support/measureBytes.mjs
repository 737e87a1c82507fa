// @ts-check
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/**
 * @typedef {object} Chunk
 * @property {string} file
 * @property {string} [src]
 * @property {boolean} [isEntry]
 * @property {boolean} [isDynamicEntry]
 * @property {string[]} [imports]
 * @property {string[]} [css]
 *
 * @typedef {{ name: string, files: string[], bytes: number, budget: number }} Measured
 */

/**
 * Bytes as they travel, brotli at its best quality. What every other page shares comes on top of the first route, and
 * what a route loads on top of both.
 * @type {{ firstRoute: number, shared: number, route: number, texts: number, heic: number, never: RegExp[] }}
 */
const budgets = {
  firstRoute: 45_000,
  shared: 35_000,
  route: 23_000,
  /** All texts of one language. */
  texts: 23_000,
  /** Fetched with the first HEIC photo only, where the browser cannot read one. */
  heic: 385_000,
  /** Must not be among the files of the first route. */
  never: [/axios/, /libheif|heic/],
}

const heicDecoder = /^(libheif|heicWorker)-.*\.(js|wasm)$/

/** The chunks that vite.config.ts cuts for every page but the first. */
const sharedChunk = /^assets\/(core|parts)-/

/**
 * What the first route loads (the prerendered page, its entry and all that imports statically), and what each lazily
 * loaded part adds to it, read from Vite's manifest in `dist`.
 * @param {string} dist
 * @returns {Measured[]} the first route first, then the shared parts
 */
export function measureBytes(dist) {
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const chunks = Object.entries(manifest)
  /** @type {Set<string>} */
  const first = new Set()
  chunks.filter(([, chunk]) => chunk.isEntry).forEach(([key]) => addFiles(manifest, key, first))
  for (const file of ['index.html', ...linkedFiles(dist)]) first.add(file)

  /** @type {Set<string>} */
  const shared = new Set()
  chunks.filter(([, chunk]) => sharedChunk.test(chunk.file)).forEach(([key]) => addFiles(manifest, key, shared))
  first.forEach((file) => shared.delete(file))

  const routes = chunks.filter(([, chunk]) => chunk.isDynamicEntry).map(([key, chunk]) => {
    const before = pagesBefore(manifest, chunk)
    const files = [...addFiles(manifest, key, new Set())]
      .filter((file) => !first.has(file) && !shared.has(file) && !before.has(file))
    const name = chunk.src ?? key
    return measured(dist, name, files, name.includes('/locales/') ? budgets.texts : budgets.route)
  })
  return [
    measured(dist, 'first route', [...first], budgets.firstRoute),
    measured(dist, 'shared by all other pages', [...shared], budgets.shared), ...routes,
    measured(dist, 'HEIC decoder, with the first such photo', listHeicDecoder(dist), budgets.heic),
  ]
}

/**
 * What breaks a budget, in words; empty when all is well.
 * @param {Measured[]} parts
 * @returns {string[]}
 */
export function overBudget(parts) {
  const heavy = parts.filter(({ bytes, budget }) => bytes > budget)
    .map(({ name, bytes, budget }) => `${name}: ${bytes} bytes, ${bytes - budget} over its ${budget}`)
  const unwanted = (parts[0]?.files ?? []).filter((file) => budgets.never.some((pattern) => pattern.test(file)))
    .map((file) => `first route: loads ${file}, which must come later`)
  return [...heavy, ...unwanted]
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string} key
 * @param {Set<string>} files
 */
function addFiles(manifest, key, files) {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return files
  files.add(chunk.file)
  chunk.css?.forEach((file) => files.add(file))
  chunk.imports?.forEach((imported) => addFiles(manifest, imported, files))
  return files
}

/**
 * The files of the pages that a part of a page imports from: they are there before it is asked for.
 * @param {Record<string, Chunk>} manifest
 * @param {Chunk} chunk
 */
function pagesBefore(manifest, { imports = [] }) {
  /** @type {Set<string>} */
  const files = new Set()
  imports.filter((key) => manifest[key]?.isDynamicEntry).forEach((key) => addFiles(manifest, key, files))
  return files
}

/**
 * Scripts, preloads and style sheets that index.html itself names.
 * @param {string} dist
 */
function linkedFiles(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  return [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|woff2))"/g)].map(([, file]) => /** @type {string} */ (file))
}

/**
 * A worker and what it loads are no imports of any chunk.
 * @param {string} dist
 */
function listHeicDecoder(dist) {
  return readdirSync(join(dist, 'assets')).filter((file) => heicDecoder.test(file)).map((file) => `assets/${file}`)
}

/**
 * @param {string} dist
 * @param {string} name
 * @param {string[]} files
 * @param {number} budget
 * @returns {Measured}
 */
function measured(dist, name, files, budget) {
  const bytes = files.reduce((sum, file) => sum + brotliBytes(join(dist, file)), 0)
  return { name, files, bytes, budget }
}

/** @param {string} file */
function brotliBytes(file) {
  return brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
