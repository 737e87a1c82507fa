import type { Static } from 'typebox'
import { expectTypeOf, test } from 'vitest'
import type { CaseEventSchema } from '../../src/contract/caseEventSchema.ts'
import type {
  CaseSchema, CaseSummarySchema, OfficerCaseSchema, OfficerCaseSummarySchema,
} from '../../src/contract/caseSchemas.ts'
import type { OfficerCaseSummaryView, OfficerCaseView } from '../../src/contract/officerAction.ts'
import type { Problem } from '../../src/contract/problems.ts'
import type {
  CatalogueSchema, DeviceKeySchema, ItemsSchema, KeySchema, LicenceSchema, ProblemSchema, ReceiptKeySchema,
  ReceiptSchema, ReusableMaterialSchema, SessionSchema,
} from '../../src/contract/replies.ts'
import type { VerdictSchema } from '../../src/contract/verdictSchema.ts'
import type {
  DeviceKeyView, KeyView, LicenceView, ReceiptKeyView, ReusableMaterialView, SessionView,
} from '../../src/contract/accountViews.ts'
import type { CaseSummaryView, CaseView, ReceiptView } from '../../src/contract/caseViews.ts'
import type { CatalogueView, ItemView } from '../../src/contract/catalogueViews.ts'
import type { CaseEvent } from '../../src/domain/caseEvents.ts'
import type { Verdict } from '../../src/domain/verdict.ts'

/** Each may stand where the other is expected. */
type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false

/** Nothing is optional at any depth: a key that only one of two types has then parts them. */
type Whole<T> = T extends readonly (infer Part)[] ? Whole<Part>[]
  : T extends object ? { [Key in keyof T]-?: Whole<T[Key]> } : T

/** The same keys with the same types, optional ones too, all the way down. */
type Exact<A, B> = Same<A, B> extends true ? Same<Whole<A>, Whole<B>> : false

type Reply = Static<typeof CatalogueSchema>

/** The calendar's file is served as it is; when it was looked up is for whoever keeps it, and no rule reads it. */
type CatalogueReply = Omit<Reply, 'calendar'> & { calendar: Omit<Reply['calendar'], 'asOf'> }

// Held by the type check: what the API's description promises is what the page reads, both ways.
test('the reply schemas are the views', () => {
  expectTypeOf<Exact<Static<typeof CaseEventSchema>, CaseEvent>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof VerdictSchema>, Verdict>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof CaseSummarySchema>, CaseSummaryView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof CaseSchema>, CaseView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof OfficerCaseSummarySchema>, OfficerCaseSummaryView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof OfficerCaseSchema>, OfficerCaseView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<CatalogueReply, CatalogueView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof ItemsSchema>, ItemView[]>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof SessionSchema>, SessionView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof LicenceSchema>, LicenceView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof ReusableMaterialSchema>, ReusableMaterialView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof KeySchema>, KeyView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof DeviceKeySchema>, DeviceKeyView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof ReceiptKeySchema>, ReceiptKeyView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof ReceiptSchema>, ReceiptView>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<Static<typeof ProblemSchema>, Problem>>().toEqualTypeOf<true>()
})

test('a schema that were not quite the view would be noticed', () => {
  type View = { a: { b: string, c?: 1 }[], d: 'x' | 'y' }
  expectTypeOf<Exact<View, View>>().toEqualTypeOf<true>()
  expectTypeOf<Exact<{ a: { b: string }[], d: 'x' | 'y' }, View>>().toEqualTypeOf<false>()
  expectTypeOf<Exact<{ a: { b: string, c: 1 }[], d: 'x' | 'y' }, View>>().toEqualTypeOf<false>()
  expectTypeOf<Exact<{ a: { b: string, c?: 1, e?: 1 }[], d: 'x' | 'y' }, View>>().toEqualTypeOf<false>()
  expectTypeOf<Exact<{ a: { b: string, c?: 1 }[], d: 'x' }, View>>().toEqualTypeOf<false>()
})
