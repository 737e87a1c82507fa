import type { SupplementInput } from '../../src/contract/filing.ts'
import type { ProblemError, ProblemValue } from '../../src/contract/problems.ts'
import type { ChangedValue } from '../../src/domain/caseEvents.ts'
import type { Facts, Provision } from '../../src/domain/facts.ts'
import type { Item } from '../../src/domain/item.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { listFields, listMaterials, listQuestions } from '../../src/domain/requirements.ts'
import { checkReuse } from '../../src/domain/reuse.ts'
import type { ReusableMaterial } from '../../src/domain/reuse.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { assessFiling, listDefects } from '../../src/domain/verdict.ts'
import type { Reason } from '../../src/domain/verdict.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'
import { factsOf } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { invalidProblem, listUnknown, toError } from './judgeFiling.ts'

/** What other places hold of the people concerned. */
interface FoundElsewhere {
  licences: string[] | undefined
  reusable: ReusableMaterial[]
}

export interface JudgedSupplement {
  /** What the case holds with it. */
  merged: { answers: Record<string, string>, form: Record<string, string>, provisions: Record<string, Provision> }
  /** Pointers of the correction points it settles. */
  fixed: string[]
  /** Answers and fields that are others than they were. */
  changed: ChangedValue[]
  /** Nothing is left to correct, or nothing owed is left. */
  complete: boolean
}

/**
 * What a supplement comes to, held against the rules as the filing was. Problems: `reuse-not-available`, or
 * `supplement-invalid` with every place: not asked for, filled in wrongly, given in a way that needs a signature, or
 * making something else necessary that does not come with it.
 */
export function judgeSupplement(
  file: CaseFile, supplement: SupplementInput, found: FoundElsewhere, today: PlainDate, calendar: WorkdayCalendar,
): Result<JudgedSupplement, ProblemValue> {
  const { item, row } = file
  const merged = {
    answers: { ...row.answers, ...supplement.answers }, form: { ...row.form, ...supplement.form },
    provisions: { ...row.provisions, ...supplement.provisions },
  }
  const before = factsOf(file, today)
  const after: Facts = { ...before, ...merged }
  const changed = listChanged(file, supplement)
  const unasked = [
    ...listUnknown(item, supplement), ...listUnaskedValues(file, changed, supplement, { before, after, calendar }),
    ...listUnaskedMaterials(file, supplement, after),
  ]
  if (unasked.length > 0) return fail({ code: 'supplement-invalid', errors: unasked })
  const reasonsBefore = listReasons(item, before, calendar)
  const reasons = listReasons(item, after, calendar)
  const isNew = ({ at, code }: Reason) => !reasonsBefore.some((one) => one.at === at && one.code === code)
  const wrong = reasons.filter((reason) => isNew(reason) || isTouched(supplement, reason.at))
  const errors = [...wrong.map(toError), ...checkWays(item, supplement, found, today)]
  if (errors.length > 0) return fail(invalidProblem('supplement-invalid', errors))
  return ok({ merged, changed, ...settle(file, supplement, reasons) })
}

/** Defects and outcomes alike: whatever would stand in the way of acceptance. */
function listReasons(item: Item, facts: Facts, calendar: WorkdayCalendar): Reason[] {
  const outcomes = assessFiling(item, facts, calendar).reasons.filter(({ code }) => code === 'outcome-correction')
  return [...listDefects(item, facts), ...outcomes]
}

function listChanged({ row }: CaseFile, { form = {}, answers = {} }: SupplementInput): ChangedValue[] {
  const differing = (group: 'form' | 'answers', given: Record<string, string>) => Object.entries(given)
    .filter(([id, value]) => row[group][id] !== value).map(([id, value]) => ({ at: `/${group}/${id}`, value }))
  return [...differing('form', form), ...differing('answers', answers)]
}

/**
 * What was signed is changed only where a correction asks for it, and where what it asks for makes something else
 * necessary or wrong: nobody signs it anew.
 */
function listUnaskedValues(
  { item, row, state }: CaseFile, changed: ChangedValue[], supplement: SupplementInput,
  { before, after, calendar }: { before: Facts, after: Facts, calendar: WorkdayCalendar },
): ProblemError[] {
  const points = state.status === 'correcting' ? state.correction?.points ?? [] : []
  const isPoint = (at: string) => points.some((point) => point.at === at)
  const pointed = (group: 'form' | 'answers') => Object.fromEntries(
    Object.entries(supplement[group] ?? {}).filter(([id]) => isPoint(`/${group}/${id}`)))
  const corrected: Facts = {
    ...before, form: { ...row.form, ...pointed('form') }, answers: { ...row.answers, ...pointed('answers') },
  }
  const reasonsOf = (facts: Facts) => listReasons(item, facts, calendar).map(({ at }) => at)
  const known = new Set([...reasonsOf(before), ...listAsked(item, before)])
  const following = new Set([...reasonsOf(corrected), ...listAsked(item, after)].filter((at) => !known.has(at)))
  return changed.filter(({ at }) => !isPoint(at) && !(points.length > 0 && following.has(at)))
    .map(({ at }) => ({ pointer: at, code: 'not-asked' }))
}

/** Pointers to every question and field that is asked. */
function listAsked(item: Item, facts: Facts): string[] {
  return [
    ...listQuestions(item, facts).map(({ id }) => `/answers/${id}`), ...listFields(item, facts).map(({ id }) => `/form/${id}`),
  ]
}

/** Only what is owed or to be corrected is taken, and what a corrected answer has made necessary. */
function listUnaskedMaterials(
  { item, row, state }: CaseFile, { provisions, form = {}, answers = {} }: SupplementInput, after: Facts,
): ProblemError[] {
  const correcting = state.status === 'correcting'
  const given = Object.keys(provisions)
  if (given.length + Object.keys(form).length + Object.keys(answers).length === 0) return [{ pointer: '', code: 'empty' }]
  const applicable = listMaterials(item, after).map(({ material }) => material.id)
  const isAsked = (id: string) => applicable.includes(id) && (state.owed.some((one) => one.materialId === id)
    || (correcting && (!row.provisions[id] || state.correction?.points.some((point) => point.materialId === id))))
  return given.filter((id) => !isAsked(id)).map((id) => ({ pointer: `/provisions/${id}`, code: 'not-asked' }))
}

/** Deferring and declaring need a signed paper, which a supplement has none of; the rest has to be where it is said. */
function checkWays(
  item: Item, { provisions }: SupplementInput, { licences, reusable }: FoundElsewhere, today: PlainDate,
): ProblemError[] {
  return Object.entries(provisions).flatMap(([id, given]) => {
    const { way } = given
    const pointer = `/provisions/${id}`
    const material = item.materials.find((one) => one.id === id)
    if (way === 'reuse') {
      // Where the catalogue allows none the rules have said so.
      const known = { reusable: { list: reusable, current: true }, today }
      const code = material?.reuse && checkReuse(material, given, known)
      return code ? [{ pointer, code }] : []
    }
    if (way === 'later' || way === 'declare') return [{ pointer, code: 'way-needs-signature' }]
    const kind = material?.licence
    const found = way === 'file' || licences === undefined || kind === undefined || licences.includes(kind)
    return found ? [] : [{ pointer, code: 'licence-not-found' }]
  })
}

function isTouched({ provisions, form = {}, answers = {} }: SupplementInput, pointer: string): boolean {
  const [, group, id = ''] = pointer.split('/')
  const given: Record<string, object> = { provisions, form, answers }
  return id in (given[group ?? ''] ?? {})
}

/** What the rules found is settled when they find it no more; what an officer found, when it has been given anew. */
function settle({ state }: CaseFile, supplement: SupplementInput, reasons: Reason[]): Pick<JudgedSupplement, 'fixed' | 'complete'> {
  const points = state.correction?.points ?? []
  const byRules = ['material-missing', 'outcome-correction']
  const fixed = points.filter(({ at, code }) => !reasons.some((reason) => reason.at === at)
    && (byRules.includes(code) || isTouched(supplement, at))).map(({ at }) => at)
  const owed = state.owed.filter(({ materialId }) => !(materialId in supplement.provisions))
  return { fixed, complete: state.status === 'correcting' ? fixed.length === points.length : owed.length === 0 }
}
