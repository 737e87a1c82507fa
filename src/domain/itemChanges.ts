/**
 * What a new version of an item changes for one resident: only what her own answers touch, so that she reads a
 * sentence or two and not the whole guide again.
 */
import { evaluate } from './condition.ts'
import type { Truth } from './condition.ts'
import { assessFees } from './fees.ts'
import { entryKey, findField, isRepeated } from './entries.ts'
import { lookUpFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Field, FormSection, Item, Material, Question, TimeLimit } from './item.ts'
import { deferrableDays, listMaterials, listQuestions } from './requirements.ts'

export type ItemChange =
  | { kind: 'materialAdded' | 'materialRemoved', name: string }
  | { kind: 'materialRenamed', from: string, to: string }
  | { kind: 'deferralAdded' | 'deferralRemoved', name: string, days: number }
  | { kind: 'materialNotes', name: string }
  | { kind: 'fee', fromFen: number, toFen: number }
  | { kind: 'promised', from: TimeLimit, to: TimeLimit }
  | { kind: 'visitAdded' | 'visitRemoved', reason: string }
  /** Asked anew: the question is new, or the answer given is no longer among its options. */
  | { kind: 'questionAdded' | 'answerGone', label: string }
  | { kind: 'fieldAdded' | 'fieldRemoved', label: string }
  | { kind: 'capacityGone' }

/** Every change between two versions of an item that these facts meet, in the order of a guide. */
export function listItemChanges(before: Item, after: Item, facts: Facts): ItemChange[] {
  return [
    ...before.capacities.includes(facts.capacity) && !after.capacities.includes(facts.capacity)
      ? [{ kind: 'capacityGone' as const }] : [],
    ...changedQuestions(before, after, facts),
    ...changedMaterials(before, after, facts),
    ...changedFee(before, after, facts),
    ...samePromise(before.promised, after.promised)
      ? [] : [{ kind: 'promised' as const, from: before.promised, to: after.promised }],
    ...changedVisit(before, after),
    ...changedFields(before, after, facts),
  ]
}

/** The answers and fields that the new version still takes; what it no longer knows, or no longer offers, goes. */
export function keepKnown(item: Item, given: Pick<Facts, 'answers' | 'form'>): Pick<Facts, 'answers' | 'form'> {
  return {
    answers: keep(given.answers, (id, value) => takes(item.questions.find((one) => one.id === id), value)),
    form: keep(given.form, (id, value) => takes(findField(item, id), value)),
  }
}

function keep(values: Record<string, string>, wanted: (id: string, value: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([id, value]) => wanted(id, value)))
}

/** Free text is always taken; a choice while it is still offered. */
function takes(asked: Question | Field | undefined, value: string): boolean {
  return asked !== undefined && (!asked.options || asked.options.some((option) => option.value === value))
}

function changedQuestions(before: Item, after: Item, facts: Facts): ItemChange[] {
  return listQuestions(after, facts).flatMap((question): ItemChange[] => {
    const asked = before.questions.find(({ id }) => id === question.id)
    if (!asked) return [{ kind: 'questionAdded', label: question.label }]
    const answer = facts.answers[question.id]
    const gone = answer !== undefined && takes(asked, answer) && !takes(question, answer)
    return gone ? [{ kind: 'answerGone', label: question.label }] : []
  })
}

function applicable(item: Item, facts: Facts): Material[] {
  return listMaterials(item, facts).flatMap(({ material, applies }) => applies === true ? [material] : [])
}

function changedMaterials(before: Item, after: Item, facts: Facts): ItemChange[] {
  const had = applicable(before, facts)
  const needs = applicable(after, facts)
  // What a question not answered yet decides is not gone.
  const possible = listMaterials(after, facts).map(({ material }) => material.id)
  return [
    ...needs.flatMap((material): ItemChange[] => {
      const old = had.find(({ id }) => id === material.id)
      return old ? changedMaterial(before, old, after, material) : [{ kind: 'materialAdded', name: material.name }]
    }),
    ...had.filter(({ id }) => !possible.includes(id))
      .map(({ name }): ItemChange => ({ kind: 'materialRemoved', name })),
  ]
}

function changedMaterial(before: Item, old: Material, after: Item, material: Material): ItemChange[] {
  const days = [deferrableDays(before, old), deferrableDays(after, material)] as const
  const { name } = material
  return [
    ...old.name === name ? [] : [{ kind: 'materialRenamed' as const, from: old.name, to: name }],
    ...(old.notes ?? '') === (material.notes ?? '') ? [] : [{ kind: 'materialNotes' as const, name }],
    ...days[0] === days[1] ? []
      : [{ kind: days[1] > 0 ? 'deferralAdded' as const : 'deferralRemoved' as const, name, days: days[1] }],
  ]
}

function changedFee(before: Item, after: Item, facts: Facts): ItemChange[] {
  const fromFen = assessFees(before, facts).totalFen
  const toFen = assessFees(after, facts).totalFen
  return fromFen === toFen ? [] : [{ kind: 'fee', fromFen, toFen }]
}

function samePromise(one: TimeLimit, other: TimeLimit): boolean {
  return one.days === other.days && one.unit === other.unit
}

function changedVisit(before: Item, after: Item): ItemChange[] {
  if (before.visit === null && after.visit) return [{ kind: 'visitAdded', reason: after.visit.reason }]
  return before.visit && after.visit === null ? [{ kind: 'visitRemoved', reason: before.visit.reason }] : []
}

type Named = Pick<Field, 'id' | 'label' | 'when'>

function changedFields(before: Item, after: Item, facts: Facts): ItemChange[] {
  const [had, asked, possible] = [
    listNamed(before, before, facts, [true]), listNamed(after, before, facts, [true]),
    listNamed(after, after, facts, [true, undefined]),
  ]
  const missingFrom = (list: Named[]) => ({ id }: Named) => !list.some((field) => field.id === id)
  return [
    ...asked.filter(missingFrom(had)).map(({ label }): ItemChange => ({ kind: 'fieldAdded', label })),
    ...had.filter(missingFrom(possible)).map(({ label }): ItemChange => ({ kind: 'fieldRemoved', label })),
  ]
}

/** What a form asks: each field once, however many entries there are; a group that is new only by its title. */
function listNamed(item: Item, before: Item, facts: Facts, truths: Truth[]): Named[] {
  const lookup = lookUpFacts(item, facts)
  const isOld = ({ id }: FormSection) => before.form.some((section) => section.id === id && isRepeated(section))
  return item.form.flatMap((section): Named[] => isRepeated(section) ? [
    { id: section.id, label: section.title, ...section.repeat.when && { when: section.repeat.when } },
    ...isOld(section) ? section.fields.flatMap(({ id }) => findField(item, entryKey(section.id, 1, id)) ?? []) : [],
  ] : section.fields).filter(({ when }) => truths.includes(evaluate(when, lookup)))
}
