import type { Facts } from '../../domain/facts.ts'
import type { Item } from '../../domain/item.ts'
import { listDefects } from '../../domain/verdict.ts'
import type { Draft } from '../../offline/drafts.ts'
import { applicantDefects } from './applicantDefects.ts'
import { stepOfPointer } from './filingSteps.ts'

/** The steps on which something can be missing, in their order. */
export const missingSteps = ['who', 'questions', 'form', 'materials'] as const

export type Missing = Record<typeof missingSteps[number], number>

/** How many places of a draft the review would name, by step: the same rules, each place once. */
export function countMissing(item: Item, draft: Draft, facts: Facts): Missing {
  const pointers = new Set([...listDefects(item, facts), ...applicantDefects(draft, facts.today)].map(({ at }) => at))
  const count = (step: typeof missingSteps[number]) => [...pointers].filter((at) => stepOfPointer(at) === step).length
  return { who: count('who'), questions: count('questions'), form: count('form'), materials: count('materials') }
}
