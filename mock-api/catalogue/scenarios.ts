/** Every situation an item's questions can tell apart: answers × capacities × ages × kinds of identity document. */
import { factsIn } from '../../src/domain/condition.ts'
import type { Condition } from '../../src/domain/condition.ts'
import type { Facts } from '../../src/domain/facts.ts'
import type { IdKind, Item } from '../../src/domain/item.ts'
import { addYears } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { listQuestions } from '../../src/domain/requirements.ts'

/** The kinds a resident may sign in with, as in `ApplicantBody`. */
export const idKinds: IdKind[] = [
  'citizenId', 'hmtResidencePermit', 'hmtTravelPermit', 'foreignPermanentResident', 'passport',
]

const anyAge = 30

/**
 * Facts for each situation, with nothing given and an empty form. Ages are those just below and at each threshold.
 * Ages and kinds of identity document are told apart where `conditions` do.
 */
export function* listScenarios(
  item: Item, today: PlainDate, conditions: Condition[] = listConditions(item).map(({ when }) => when),
): Generator<Facts> {
  const byIdKind = conditions.flatMap(factsIn).includes('applicant.idKind')
  for (const capacity of item.capacities) {
    for (const age of listAges(conditions)) {
      for (const idKind of byIdKind ? idKinds : idKinds.slice(0, 1)) {
        yield* answerAll(item, {
          today, capacity, applicant: { birthDate: addYears(today, -age), idKind }, credit: 'clean', licences: [],
          answers: {}, form: {}, provisions: {},
        })
      }
    }
  }
}

/** Answers the first open question each way, until none is open. */
function* answerAll(item: Item, facts: Facts): Generator<Facts> {
  const open = listQuestions(item, facts).find((question) => facts.answers[question.id] === undefined)
  if (!open) yield facts
  else {
    for (const { value } of open.options) {
      yield* answerAll(item, { ...facts, answers: { ...facts.answers, [open.id]: value } })
    }
  }
}

/** Every condition an item holds, with the place it stands at. */
export function listConditions(item: Item): { path: string, when: Condition }[] {
  const lists = {
    questions: item.questions, outcomes: item.outcomes, materials: item.materials, commitments: item.commitments,
    fees: item.fees,
  }
  const listed = Object.entries(lists).flatMap(([name, entries]) =>
    entries.flatMap(({ when }, index) => when ? [{ path: `/${name}/${index}/when`, when }] : []))
  const fields = item.form.flatMap((section, at) => section.fields.flatMap(({ when }, index) =>
    when ? [{ path: `/form/${at}/fields/${index}/when`, when }] : []))
  const groups = item.form.flatMap(({ repeat }, at) =>
    repeat?.when ? [{ path: `/form/${at}/repeat/when`, when: repeat.when }] : [])
  return [...listed, ...groups, ...fields]
}

function listAges(conditions: Condition[]): number[] {
  const limits = conditions.flatMap(ageLimits)
  return limits.length > 0 ? [...new Set(limits.flatMap((limit) => [limit - 1, limit]))] : [anyAge]
}

function ageLimits(condition: Condition): number[] {
  if ('all' in condition) return condition.all.flatMap(ageLimits)
  if ('any' in condition) return condition.any.flatMap(ageLimits)
  if ('not' in condition) return ageLimits(condition.not)
  if (condition.fact !== 'applicant.age') return []
  if ('below' in condition) return [condition.below]
  return 'atLeast' in condition ? [condition.atLeast] : []
}
