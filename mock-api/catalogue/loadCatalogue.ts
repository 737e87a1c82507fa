/** The catalogue as the server holds it: read once at start, answered by the day. */
import { join } from 'node:path'
import { locales } from '../../src/contract/catalogueViews.ts'
import type { CatalogueView, ItemView, Locale, ReuseKindsView } from '../../src/contract/catalogueViews.ts'
import type { DocumentFile, DocumentTemplate } from '../../src/domain/documents.ts'
import type { Item, ItemFile } from '../../src/domain/item.ts'
import { compare } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { projectRoot } from '../projectRoot.ts'
import type { Finding } from './finding.ts'
import { lintCatalogue } from './lintCatalogue.ts'
import { readCatalogue } from './readCatalogue.ts'
import type { CatalogueFiles } from './readCatalogue.ts'
import { hashOf, summariseItem } from './summariseItem.ts'
import { conversion } from './toTraditional.ts'
import { createTranslators } from './translateCatalogue.ts'

export interface Catalogue {
  /** What phones get today: of each item and document the version in force; `version` is a hash of the content. */
  readonly view: CatalogueView
  viewIn(locale: Locale): CatalogueView
  /** The items in force among the codes, in their order, each with its translation. */
  listItems(codes: string[], locale: Locale): ItemView[]
  /** Without a version: the one in force today. */
  findItem(code: string, version?: number): Item | undefined
  /** Every version kept, also those to come, oldest first. */
  listVersions(code: string): Item[]
  /** Without a version: the one in force today. */
  findDocument(id: string, version?: number): DocumentTemplate | undefined
  /** What may be given again with another filing. */
  readonly reuseKinds: ReuseKindsView['kinds']
  /** What is worth knowing and does not keep the server from starting. */
  readonly warnings: Finding[]
}

export interface CatalogueOptions {
  /** Day in Shanghai; asked anew each time, so that a version comes into force without a restart. */
  today: () => PlainDate
  /** The one that comes with the program when left out. */
  folder?: string | undefined
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

/** What is in force on one day. */
interface Day {
  day: PlainDate
  items: Map<string, { item: Item, hash: string }>
  views: Record<Locale, CatalogueView>
}

/** The catalogue over files that are known to be right. */
export function createCatalogue(files: CatalogueFiles, warnings: Finding[], today: () => PlainDate): Catalogue {
  const items = files.items.map(({ value }) => withoutExamples(value))
  const documents = files.documents.map(({ value }) => withoutElements(value))
  const translations = files.translations.map(({ value }) => value)
  const translators = createTranslators(translations, files.sharedTranslation.value.texts)
  let shown: Day | undefined
  const openDay = (): Day => {
    const day = today()
    if (shown?.day !== day) shown = { day, ...inForceOn(day) }
    return shown
  }

  function inForceOn(day: PlainDate): Omit<Day, 'day'> {
    const inForce = listInForce(items, (item) => item.code, day)
      .sort((a, b) => a.popularity - b.popularity || a.code.localeCompare(b.code))
      .map((item) => ({ item, hash: hashOf([item, translators.en.item(item), conversion]) }))
    const view = viewOf(files, inForce, listInForce(documents, (document) => document.id, day))
    const viewIn = (locale: Locale) => locale === 'zh-Hans' ? view : underOwnVersion(translators[locale].index(view))
    return {
      items: new Map(inForce.map((one) => [one.item.code, one])),
      views: Object.fromEntries(locales.map((locale) => [locale, viewIn(locale)])) as Record<Locale, CatalogueView>,
    }
  }

  return {
    get view() { return openDay().views['zh-Hans'] },
    viewIn: (locale) => openDay().views[locale],
    listItems: (codes, locale) => codes.flatMap((code) => {
      const found = openDay().items.get(code)
      if (!found) return []
      const texts = locale === 'zh-Hans' ? undefined : translators[locale].item(found.item)
      return [{ ...found, ...(texts && { texts }) }]
    }),
    findItem: (code, version) => version === undefined
      ? openDay().items.get(code)?.item
      : items.find((item) => item.code === code && item.version === version),
    listVersions: (code) => items.filter((item) => item.code === code).sort((a, b) => a.version - b.version),
    findDocument: (id, version) => version === undefined
      ? openDay().views['zh-Hans'].documents.find((document) => document.id === id)
      : documents.find((document) => document.id === id && document.version === version),
    reuseKinds: files.reuseKinds.value.kinds,
    warnings,
  }
}

/** A translation corrected is another content: a phone that holds the index must not be told it is still right. */
function underOwnVersion(view: CatalogueView): CatalogueView {
  return { ...view, version: hashOf(view) }
}

/** Examples prove the file; nobody reads them. */
function withoutExamples(file: ItemFile): Item {
  return Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'examples' && key !== '$schema')) as unknown as Item
}

/** Where the elements stand is for the lint; phones get the text. */
function withoutElements(file: DocumentFile): DocumentTemplate {
  return Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'elements')) as unknown as DocumentTemplate
}

function viewOf(
  files: CatalogueFiles, items: { item: Item, hash: string }[], documents: DocumentTemplate[],
): CatalogueView {
  const content = {
    locale: 'zh-Hans' as const,
    items: items.map(({ item, hash }) => summariseItem(item, hash)),
    calendar: files.calendar.value,
    ratingTags: files.ratingTags.value,
    documents,
    documentWords: files.words.value,
    bureau: files.bureau.value,
    tags: files.tags.value,
    places: files.places.value,
    photoRules: files.photoRules.value,
    searchWords: files.searchWords.value,
  }
  return { version: hashOf(content), ...content }
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
