import type { Static } from 'typebox'
import { expectTypeOf, test } from 'vitest'
import type { CaseEventSchema } from '../../src/contract/caseEventSchema.ts'
import type {
  CaseSchema, CaseSummarySchema, OfficerCaseSchema, OfficerCaseSummarySchema,
} from '../../src/contract/caseSchemas.ts'
import type { OfficerCaseSummaryView, OfficerCaseView } from '../../src/contract/officerAction.ts'
import type { Problem } from '../../src/contract/problems.ts'
import type {
  CatalogueSchema, KeySchema, LicenceSchema, ProblemSchema, ReceiptSchema, SessionSchema,
} from '../../src/contract/replies.ts'
import type { VerdictSchema } from '../../src/contract/verdictSchema.ts'
import type {
  CaseSummaryView, CaseView, CatalogueView, KeyView, LicenceView, ReceiptView, SessionView,
} from '../../src/contract/views.ts'
import type { CaseEvent } from '../../src/domain/caseEvents.ts'
import type { Verdict } from '../../src/domain/verdict.ts'

/** `true` only when each type may stand where the other is expected. */
type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false

/** Also the same keys: an optional one that the other lacks is assignable both ways. */
type SameKeys<A, B> = Same<keyof A, keyof B>

// Held by the type check: what the API's description promises is what the page reads, both ways.
test('the reply schemas are the views', () => {
  expectTypeOf<Same<Static<typeof CaseEventSchema>, CaseEvent>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof VerdictSchema>, Verdict>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof CaseSummarySchema>, CaseSummaryView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof CaseSchema>, CaseView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof OfficerCaseSummarySchema>, OfficerCaseSummaryView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof OfficerCaseSchema>, OfficerCaseView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof CatalogueSchema>, CatalogueView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof SessionSchema>, SessionView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof LicenceSchema>, LicenceView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof KeySchema>, KeyView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof ReceiptSchema>, ReceiptView>>().toEqualTypeOf<true>()
  expectTypeOf<Same<Static<typeof ProblemSchema>, Problem>>().toEqualTypeOf<true>()
})

test('they have the same keys, optional ones too', () => {
  expectTypeOf<SameKeys<Static<typeof VerdictSchema>, Verdict>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof CaseSummarySchema>, CaseSummaryView>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof CaseSchema>, CaseView>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof OfficerCaseSummarySchema>, OfficerCaseSummaryView>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof OfficerCaseSchema>, OfficerCaseView>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof LicenceSchema>, LicenceView>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof ReceiptSchema>, ReceiptView>>().toEqualTypeOf<true>()
  expectTypeOf<SameKeys<Static<typeof ProblemSchema>, Problem>>().toEqualTypeOf<true>()
})
