/**
 * The texts of catalogue data, each under a pointer that survives reordering: parts of a list are named by their id
 * (options by their value), other list entries by their place. A translation is a table from pointer to text laid over
 * the data; ids, conditions and numbers stay the data's own, so the rules never see a translation.
 */
export type Texts = Record<string, string>

/** Keys whose values are codes, dates, numbers or conditions, and no texts. */
const noTexts: ReadonlySet<string> = new Set([
  '$schema', 'examples', 'code', 'version', 'effectiveFrom', 'asOf', 'sources', 'covers', 'branch', 'branches',
  'audience', 'audiences', 'lifeEvents', 'popularity', 'caseType', 'aliases', 'when', 'at', 'leadsTo', 'necessity',
  'medium', 'source', 'licence', 'reuse', 'photoRule', 'blankForm', 'materialId', 'documentId', 'signers', 'capacities',
  'prefill', 'autocomplete', 'example', 'onlineDepth', 'places', 'phone', 'stage', 'id', 'value', 'background', 'hash',
  'bytes', 'en',
])

/** Codes in most places and texts in one: `unit` in a fee, `kind` of a place. */
const texts: Record<string, string> = { unit: '/fees/', kind: '/halls/' }

function isText(key: string, path: string): boolean {
  const place = texts[key]
  return place === undefined ? !noTexts.has(key) : path.startsWith(place)
}

/** Every text a resident may read, in the order of the data. */
export function listTexts(data: unknown): { pointer: string, text: string }[] {
  const found: { pointer: string, text: string }[] = []
  walk(data, '', (pointer, text) => {
    found.push({ pointer, text })
    return text
  })
  return found
}

/** The data with each text changed. */
export function mapTexts<T>(data: T, change: (text: string, pointer: string) => string): T {
  return walk(data, '', (pointer, text) => change(text, pointer)) as T
}

/** The data with the texts of a translation in place of its own; what the table leaves out stays as it is. */
export function translate<T>(data: T, texts: Texts): T {
  return mapTexts(data, (text, pointer) => texts[pointer] ?? text)
}

function walk(value: unknown, path: string, change: (pointer: string, text: string) => string): unknown {
  if (typeof value === 'string') return change(path, value)
  if (Array.isArray(value)) return value.map((part, index) => walk(part, `${path}/${nameOf(part) ?? index}`, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) =>
    [key, isText(key, path) ? walk(part, `${path}/${key}`, change) : part]))
}

function nameOf(part: unknown): string | undefined {
  if (part === null || typeof part !== 'object') return undefined
  if ('id' in part) return String(part.id)
  return 'value' in part ? String(part.value) : undefined
}
