import type { FilingInput } from '../../src/contract/filing.ts'
import type { ProblemCode, ProblemError, ProblemValue } from '../../src/contract/problems.ts'
import type { CreditRecord, Facts } from '../../src/domain/facts.ts'
import { entryKey, findField, readEntryKey } from '../../src/domain/entries.ts'
import { helperDefects } from '../../src/domain/helper.ts'
import type { Item } from '../../src/domain/item.ts'
import { ageOn } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { listMaterials } from '../../src/domain/requirements.ts'
import type { ReusableMaterial } from '../../src/domain/reuse.ts'
import { assessFiling, listDefects, listForbidden, listUnfileable } from '../../src/domain/verdict.ts'
import type { Reason, Verdict } from '../../src/domain/verdict.ts'
import type { Catalogue } from '../catalogue/loadCatalogue.ts'
import type { CaseApplicant, Profile } from '../database/schema.ts'
import type { HeldLicence } from './findLicences.ts'
import { proveCapacity } from './proveCapacity.ts'

/** What other buildings said about the filer before the transaction. */
export interface FilingSources {
  credit: CreditRecord
  /** The filer's licences that are valid today; undefined when the library could not be asked. */
  held: HeldLicence[] | undefined
  /** What the filing names of earlier cases, as far as it may be given again. */
  reusable: ReusableMaterial[]
}

export interface JudgedFiling {
  item: Item
  applicant: CaseApplicant
  facts: Facts
  verdict: Verdict
}

/**
 * Whether this is a filing at all. What is missing may be filed knowingly and leads to the correction notice; a way
 * the catalogue or the person does not allow, and what was filled in wrongly, is refused with its place.
 * Problems: `item-unknown`, `item-outdated`, `capacity-not-proven`, `filing-not-allowed`, `filing-invalid`,
 * `notice-outdated`, `reuse-not-available`.
 */
export function judgeFiling(
  catalogue: Catalogue, profile: Profile, filing: FilingInput, { credit, held, reusable }: FilingSources,
  today: PlainDate,
): Result<JudgedFiling, ProblemValue> {
  const found = findCurrentItem(catalogue, filing)
  if (!found.ok) return found
  const item = found.value
  const unknown = listUnknown(item, filing)
  if (unknown.length > 0) return fail({ code: 'filing-invalid', errors: unknown })
  if (!item.capacities.includes(filing.capacity)) {
    return fail({ code: 'filing-not-allowed', errors: [{ pointer: '/capacity', code: 'capacity-not-offered' }] })
  }
  const applicant = proveCapacity(item, profile, filing, today)
  if (!applicant.ok) return applicant
  const helper = helperDefects(filing.helper, filing.capacity, profile.name)
  if (helper.length > 0) return fail({ code: 'filing-invalid', errors: helper.map(toError) })
  const facts: Facts = {
    today, capacity: filing.capacity, credit, licences: held?.map(({ kind }) => kind),
    reusable: { list: reusable, current: true },
    answers: filing.answers, form: filing.form,
    applicant: { birthDate: applicant.value.birthDate, idKind: applicant.value.idKind },
    provisions: keepApplicable(item, filing, applicant.value, today),
  }
  const defects = listDefects(item, facts)
  const forbidden = listForbidden(defects)
  if (forbidden.length > 0) return fail({ code: 'filing-not-allowed', errors: forbidden.map(toError) })
  const unfileable = listUnfileable(defects)
  if (unfileable.length > 0) return fail(invalidProblem('filing-invalid', unfileable.map(toError)))
  const shown = checkNoticesShown(catalogue, filing, applicant.value, today)
  if (shown) return fail(shown)
  return ok({ item, applicant: applicant.value, facts, verdict: assessFiling(item, facts, catalogue.view.calendar) })
}

/** Materials that cannot be given again, where nothing else is wrong, have a name of their own. */
export function invalidProblem(code: ProblemCode, errors: ProblemError[]): ProblemValue {
  return { code: errors.every((error) => error.code.startsWith('reuse-')) ? 'reuse-not-available' : code, errors }
}

export function toError({ at, code }: Reason): ProblemError {
  return { pointer: at, code }
}

function findCurrentItem(catalogue: Catalogue, filing: FilingInput): Result<Item, ProblemValue> {
  const item = catalogue.findItem(filing.itemCode)
  if (!item) return fail({ code: 'item-unknown', errors: [{ pointer: '/itemCode', code: 'item-unknown' }] })
  if (item.version === filing.itemVersion) return ok(item)
  return fail({ code: 'item-outdated', facts: { currentVersion: item.version, changes: item.changes } })
}

/** Keys the catalogue does not know; an answer to a question not asked any more is harmless and stays. */
export function listUnknown(
  item: Item, { answers = {}, form = {}, provisions }: Partial<Pick<FilingInput, 'answers' | 'form'>>
    & Pick<FilingInput, 'provisions'>,
): ProblemError[] {
  const unknown = (group: string, given: object, known: readonly { id: string }[]) => Object.keys(given)
    .filter((key) => !known.some((one) => one.id === key)).map((key) => ({ pointer: `/${group}/${key}`, code: 'unknown' }))
  return [
    ...unknown('answers', answers, item.questions),
    ...Object.keys(form).filter((key) => !findField(item, key)).map((key) => ({ pointer: `/form/${key}`, code: unknownField(item, key) })),
    ...unknown('provisions', provisions, item.materials),
  ]
}

/** An entry beyond the most a group takes is told apart from a field that does not exist. */
function unknownField(item: Item, key: string): string {
  const read = readEntryKey(key)
  return read && findField(item, entryKey(read.sectionId, 1, read.fieldId)) ? 'too-many-entries' : 'unknown'
}

/** What was chosen for a material that no longer applies is neither kept nor attached. */
function keepApplicable(item: Item, filing: FilingInput, applicant: CaseApplicant, today: PlainDate) {
  const { capacity, answers, form, provisions } = filing
  const needs = listMaterials(item, {
    today, capacity, applicant, answers, form, provisions, credit: 'unknown', licences: undefined,
  })
  return Object.fromEntries(Object.entries(provisions)
    .filter(([id]) => needs.some(({ material }) => material.id === id)))
}

/** 个人信息保护法 第三十一条. */
const childAge = 14

/** PI-01: the notices of personal-data handling in force have been shown, as has every other notice that is named. */
function checkNoticesShown(
  catalogue: Catalogue, { noticesShown }: FilingInput, { birthDate }: CaseApplicant, today: PlainDate,
): ProblemValue | undefined {
  const templates = catalogue.view.documents
  for (const [index, shown] of noticesShown.entries()) {
    const template = templates.find((one) => one.id === shown.documentId)
    if (template?.version !== shown.documentVersion) {
      return { code: 'notice-outdated', errors: [{ pointer: `/noticesShown/${index}`, code: 'notice-outdated' }] }
    }
  }
  const child = birthDate !== undefined && ageOn(birthDate, today) < childAge
  const kinds = child ? ['privacy', 'minorPrivacy'] : ['privacy']
  const unseen = templates.some(({ id, kind }) => kinds.includes(kind)
    && !noticesShown.some((notice) => notice.documentId === id))
  if (!unseen) return undefined
  return { code: 'filing-invalid', errors: [{ pointer: '/noticesShown', code: 'privacy-notice-missing' }] }
}
