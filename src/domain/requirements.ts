/** Which questions, fields and materials apply to one filing: the exact list, with no "if applicable" left. */
import { evaluate } from './condition.ts'
import type { Truth } from './condition.ts'
import { askedFields } from './entries.ts'
import type { AskedField } from './entries.ts'
import { deferralDays, promisedWorkdays } from './deferral.ts'
import { lookUpFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Commitment, Item, Material, Question } from './item.ts'
import { listReusable } from './reuse.ts'

/** Questions to ask now: those whose own condition holds on the answers so far. */
export function listQuestions(item: Item, facts: Facts): Question[] {
  const lookup = lookUpFacts(item, facts)
  return item.questions.filter((question) => evaluate(question.when, lookup) === true)
}

/** Form fields to ask now, those of a repeated section once an entry. */
export function listFields(item: Item, facts: Facts): AskedField[] {
  const lookup = lookUpFacts(item, facts)
  return item.form.flatMap((section) => askedFields(section, facts.form))
    .filter((field) => evaluate(field.when, lookup) === true)
}

export interface MaterialNeed {
  material: Material
  /** undefined: an open question decides whether it applies. */
  applies: Truth
}

/** Every material that applies or may still apply; those that certainly do not are left out. */
export function listMaterials(item: Item, facts: Facts): MaterialNeed[] {
  const lookup = lookUpFacts(item, facts)
  return item.materials
    .map((material) => ({ material, applies: evaluate(material.when, lookup) }))
    .filter((need) => need.applies !== false)
}

/** Working days a material may follow later, 0 when it may not (RQ-01, RQ-08: only necessity 3). */
export function deferrableDays(item: Item, material: Material): number {
  if (material.necessity !== 3 || !material.deferral) return 0
  return deferralDays({ ownDays: material.deferral.days, promisedWorkdays: promisedWorkdays(item.promised) })
}

/** The declaration that may stand in for this material in this situation, whoever signs it. */
export function findCommitment(item: Item, material: Material, facts: Facts): Commitment | undefined {
  if (item.commitmentExcluded) return undefined
  return item.commitments.find((commitment) =>
    commitment.materialId === material.id && evaluate(commitment.when, lookUpFacts(item, facts)) === true)
}

export type Way = 'file' | 'library' | 'reuse' | 'later' | 'declare'

/** The ways open to this person for this material; a breach closes later and declare (RQ-07, GZ-04). */
export function listWays(item: Item, material: Material, facts: Facts): Way[] {
  const ways: Way[] = ['file']
  if (material.licence && (facts.licences?.includes(material.licence) ?? true)) ways.push('library')
  if (mayReuse(material, facts)) ways.push('reuse')
  if (facts.credit === 'breach') return ways
  if (deferrableDays(item, material) > 0) ways.push('later')
  const commitment = findCommitment(item, material, facts)
  if (commitment?.signers.includes(facts.capacity)) ways.push('declare')
  return ways
}

/** Something that fits and is fresh enough is there, or nobody has looked yet. */
function mayReuse(material: Material, { reusable, today }: Facts): boolean {
  if (!reusable) return material.reuse !== undefined
  return listReusable(material, reusable.list, today).some(({ expired }) => !expired)
}
