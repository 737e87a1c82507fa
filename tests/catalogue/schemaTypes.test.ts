import type { Static } from 'typebox'
import { expectTypeOf, test } from 'vitest'
import type {
  BureauSchema, CalendarSchema, DocumentTemplateSchema, DocumentWordsSchema, PhotoRulesSchema, PlacesSchema,
  RatingTagsSchema, ReuseKindsSchema, TagsSchema,
} from '../../src/contract/catalogueSchemas.ts'
import type { ItemFileSchema, ItemSchema } from '../../src/contract/itemSchema.ts'
import type {
  BureauView, PhotoRulesView, PlacesView, ReuseKindsView, TagsView,
} from '../../src/contract/catalogueViews.ts'
import type { DocumentTemplate } from '../../src/domain/documents.ts'
import type { DocumentWords } from '../../src/domain/filingDocuments.ts'
import type { Item, ItemFile } from '../../src/domain/item.ts'
import type { RatingDictionary } from '../../src/domain/ratings.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'

/** `true` only when each type may stand where the other is expected. */
type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false

// Held by the type check: what the schemas let through is what the rules work on, both ways.
test('the schemas are the domain types', () => {
  expectTypeOf<Same<Static<typeof ItemSchema>, Item>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof DocumentTemplateSchema>, DocumentTemplate>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof DocumentWordsSchema>, DocumentWords>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof CalendarSchema>, WorkdayCalendar>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof RatingTagsSchema>, RatingDictionary>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof BureauSchema>, BureauView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof TagsSchema>, TagsView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof PlacesSchema>, PlacesView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof PhotoRulesSchema>, PhotoRulesView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof ReuseKindsSchema>, ReuseKindsView>>().toEqualTypeOf<true>()
  expectTypeOf<Static<typeof ItemFileSchema>>().toExtend<ItemFile>()
})
