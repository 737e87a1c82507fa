/** The catalogue as the server holds it: read once at start, answered by the day. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { CatalogueView } from '../../src/contract/views.ts'
import type { DocumentTemplate } from '../../src/domain/documents.ts'
import type { Item } from '../../src/domain/item.ts'
import { compare } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { projectRoot } from '../projectRoot.ts'
import type { Finding } from './finding.ts'
import { lintCatalogue } from './lintCatalogue.ts'
import { readCatalogue } from './readCatalogue.ts'
import type { CatalogueFiles } from './readCatalogue.ts'

export interface Catalogue {
  /** What phones get today: of each item and document the version in force; `version` is a hash of the content. */
  readonly view: CatalogueView
  /** Without a version: the one in force today. */
  findItem(code: string, version?: number): Item | undefined
  /** Every version kept, also those to come, oldest first. */
  listVersions(code: string): Item[]
  /** Without a version: the one in force today. */
  findDocument(id: string, version?: number): DocumentTemplate | undefined
  /** What is worth knowing and does not keep the server from starting. */
  readonly warnings: Finding[]
}

export interface CatalogueOptions {
  /** Day in Shanghai; asked anew each time, so that a version comes into force without a restart. */
  today: () => PlainDate
  folder?: string
}

/** Reads, validates and lints every file; gives the blocking findings, each with file and path, when there are any. */
export function loadCatalogue({ today, folder = catalogueFolder() }: CatalogueOptions): Result<Catalogue, Finding[]> {
  const read = readCatalogue(folder)
  if (!read.ok) return read
  const findings = lintCatalogue(read.value)
  const blocking = findings.filter(({ level }) => level === 'blocking')
  return blocking.length > 0 ? fail(blocking) : ok(createCatalogue(read.value, findings, today))
}

function catalogueFolder(): string {
  return join(projectRoot(), 'mock-api', 'catalogue')
}

function createCatalogue(files: CatalogueFiles, warnings: Finding[], today: () => PlainDate): Catalogue {
  const items = files.items.map(({ value }) => value)
  const documents = files.documents.map(({ value }) => value)
  let shown: { day: PlainDate, view: CatalogueView } | undefined
  const viewToday = (): CatalogueView => {
    const day = today()
    if (shown?.day !== day) shown = { day, view: viewOn(day, files, items, documents) }
    return shown.view
  }
  return {
    get view() { return viewToday() },
    findItem: (code, version) => version === undefined
      ? viewToday().items.find((item) => item.code === code)
      : items.find((item) => item.code === code && item.version === version),
    listVersions: (code) => items.filter((item) => item.code === code).sort((a, b) => a.version - b.version),
    findDocument: (id, version) => version === undefined
      ? viewToday().documents.find((document) => document.id === id)
      : documents.find((document) => document.id === id && document.version === version),
    warnings,
  }
}

function viewOn(day: PlainDate, files: CatalogueFiles, items: Item[], documents: DocumentTemplate[]): CatalogueView {
  const content = {
    items: listInForce(items, (item) => item.code, day).sort((a, b) => a.popularity - b.popularity),
    calendar: files.calendar.value,
    ratingTags: files.ratingTags.value,
    documents: listInForce(documents, (document) => document.id, day),
    documentWords: files.words.value,
    bureau: files.bureau.value,
  }
  return { version: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16), ...content }
}

/** Of each id the highest version whose day has come. */
function listInForce<T extends { version: number, effectiveFrom: PlainDate }>(
  all: T[], idOf: (one: T) => string, day: PlainDate,
): T[] {
  const inForce = new Map<string, T>()
  for (const one of all) {
    const best = inForce.get(idOf(one))
    if (compare(one.effectiveFrom, day) <= 0 && (!best || best.version < one.version)) inForce.set(idOf(one), one)
  }
  return [...inForce.values()]
}
