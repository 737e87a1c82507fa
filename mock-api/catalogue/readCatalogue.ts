/** The catalogue's files, parsed and held against their schemas. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BureauSchema, CalendarSchema, DocumentFileSchema, DocumentWordsSchema, PhotoRulesSchema, PlacesSchema,
  RatingTagsSchema, ReuseKindsSchema, SearchWordsSchema, SharedTranslationSchema, TagsSchema, TranslationSchema,
} from '../../src/contract/catalogueSchemas.ts'
import { ItemFileSchema } from '../../src/contract/itemSchema.ts'
import type {
  BureauView, PhotoRulesView, PlacesView, ReuseKindsView, SearchWordsView, TagsView,
} from '../../src/contract/catalogueViews.ts'
import type { DocumentFile } from '../../src/domain/documents.ts'
import type { DocumentWords } from '../../src/domain/filingDocuments.ts'
import type { ItemFile } from '../../src/domain/item.ts'
import type { Texts } from '../../src/domain/itemTexts.ts'
import type { RatingDictionary } from '../../src/domain/ratings.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'
import type { Finding, FoundInItem } from './finding.ts'
import { checkSchema } from './checkSchema.ts'

export interface Loaded<T> {
  /** Path below the catalogue's folder. */
  file: string
  value: T
}

export interface Translation {
  code: string
  version: number
  aliases: string[]
  texts: Texts
}

export interface CatalogueFiles {
  items: Loaded<ItemFile>[]
  documents: Loaded<DocumentFile>[]
  words: Loaded<DocumentWords>
  bureau: Loaded<BureauView>
  calendar: Loaded<WorkdayCalendar>
  ratingTags: Loaded<RatingDictionary>
  tags: Loaded<TagsView>
  places: Loaded<PlacesView>
  photoRules: Loaded<PhotoRulesView>
  reuseKinds: Loaded<ReuseKindsView>
  searchWords: Loaded<SearchWordsView>
  /** English; 繁體 is converted. */
  translations: Loaded<Translation>[]
  sharedTranslation: Loaded<{ texts: Texts }>
}

type Check = (value: unknown) => FoundInItem[]

const checks = {
  item: checkSchema(ItemFileSchema),
  document: checkSchema(DocumentFileSchema),
  words: checkSchema(DocumentWordsSchema),
  bureau: checkSchema(BureauSchema),
  calendar: checkSchema(CalendarSchema),
  ratingTags: checkSchema(RatingTagsSchema),
  tags: checkSchema(TagsSchema),
  places: checkSchema(PlacesSchema),
  photoRules: checkSchema(PhotoRulesSchema),
  reuseKinds: checkSchema(ReuseKindsSchema),
  searchWords: checkSchema(SearchWordsSchema),
  translation: checkSchema(TranslationSchema),
  sharedTranslation: checkSchema(SharedTranslationSchema),
}

/** Reads every file below a folder; gives all findings at once when any file cannot be taken as what it should be. */
export function readCatalogue(folder: string): Result<CatalogueFiles, Finding[]> {
  const findings: Finding[] = []
  const read = <T>(file: string, check: Check): Loaded<T> => {
    const { value, problems } = readChecked(folder, file, check)
    findings.push(...problems)
    return { file, value: value as T }
  }
  const files: CatalogueFiles = {
    items: listJson(folder, 'items').map((file) => read<ItemFile>(file, checks.item)),
    documents: listJson(folder, 'documents').map((file) => read<DocumentFile>(file, checks.document)),
    words: read('words.json', checks.words),
    bureau: read('bureau.json', checks.bureau),
    calendar: read('calendar.json', checks.calendar),
    ratingTags: read('rating-tags.json', checks.ratingTags),
    tags: read('tags.json', checks.tags),
    places: read('places.json', checks.places),
    photoRules: read('photo-rules.json', checks.photoRules),
    reuseKinds: read('reuse-kinds.json', checks.reuseKinds),
    searchWords: read('search-words.json', checks.searchWords),
    translations: listJson(folder, 'translations/en').map((file) => read<Translation>(file, checks.translation)),
    sharedTranslation: read('translations/en-shared.json', checks.sharedTranslation),
  }
  return findings.length > 0 ? fail(findings) : ok(files)
}

function listJson(folder: string, part: string): string[] {
  return readdirSync(join(folder, part)).filter((name) => name.endsWith('.json')).sort().map((name) => `${part}/${name}`)
}

function readChecked(folder: string, file: string, check: Check): { value: unknown, problems: Finding[] } {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return { value, problems: check(value).map((found) => ({ file, ...found })) }
  } catch (error) {
    const en = error instanceof Error ? error.message : String(error)
    return { value: undefined, problems: [{ file, path: '', rule: 'json', level: 'blocking', zh: '读不出来，不是有效的 JSON', en }] }
  }
}
