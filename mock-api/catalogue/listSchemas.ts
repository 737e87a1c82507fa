import type { TSchema } from 'typebox'
import {
  BureauSchema, CalendarSchema, DocumentFileSchema, PhotoRulesSchema, PlacesSchema, ReuseKindsSchema,
  SearchWordsSchema, TagsSchema, TranslationSchema,
} from '../../src/contract/catalogueSchemas.ts'
import { ItemFileSchema } from '../../src/contract/itemSchema.ts'

const schemas: Record<string, TSchema> = {
  'item.json': ItemFileSchema, 'document.json': DocumentFileSchema, 'translation.json': TranslationSchema,
  'tags.json': TagsSchema, 'places.json': PlacesSchema, 'photo-rules.json': PhotoRulesSchema,
  'reuse-kinds.json': ReuseKindsSchema,
  'search-words.json': SearchWordsSchema, 'calendar.json': CalendarSchema, 'bureau.json': BureauSchema,
}

/** The schemas as files: the very ones the server checks by, in the dialect editors know. */
export function listSchemas(): { file: string, text: string }[] {
  return Object.entries(schemas).map(([file, schema]) => ({
    file,
    text: `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }, null, 2)}\n`,
  }))
}
