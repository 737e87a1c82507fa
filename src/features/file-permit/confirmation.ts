import { ageOn } from '../../domain/plainDate.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import type { Item } from '../../domain/item.ts'
import type { Draft } from '../../offline/drafts.ts'

const elderAge = 60
/** The police branch of household registration, in `tags.json`. */
const householdBranch = 'household'

/** 老年人权益保障法 第五十五条: who moves an elder's household registration asks whether it is the elder's true will. */
export function asksTrueWill(item: Item, draft: Draft, today: PlainDate): boolean {
  const birthDate = draft.applicant?.birthDate
  return item.branch === householdBranch && birthDate !== undefined && ageOn(birthDate, today) >= elderAge
}

/** The last screen may not be skipped: somebody else typed, or the law asks for the elder's own word. */
export function mustConfirm(item: Item, draft: Draft, today: PlainDate): boolean {
  return draft.helper !== undefined || asksTrueWill(item, draft, today)
}

/** Confirms what is in the draft now. */
export function confirmDraft(draft: Draft, at: string): void {
  draft.confirmed = { at, content: contentOf(draft) }
}

/** The applicant confirmed exactly this; whatever was changed since has to be confirmed anew. */
export function isConfirmed(draft: Draft): boolean {
  return draft.confirmed?.content === contentOf(draft)
}

function contentOf({ applicant, helper, answers, form, provisions }: Draft): string {
  return JSON.stringify([applicant, helper, answers, form, provisions])
}
