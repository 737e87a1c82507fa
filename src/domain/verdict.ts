/**
 * What filing now would lead to: the five intake outcomes of 行政许可法 第三十二条, with 容缺 (广东省优化营商环境条例
 * 第三十二条) as its own. Pure, so phone and server give the same answer for equal facts. It is a forecast: the
 * officer accepts, and every date reads 若今日受理.
 */
import { evaluate } from './condition.ts'
import { acceptanceDeadline } from './clocks.ts'
import { checkField, normaliseField } from './checkField.ts'
import { decisionDates } from './decisionDates.ts'
import { deferralDue } from './deferral.ts'
import type { AskedField } from './entries.ts'
import { lookUpFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import { assessFees } from './fees.ts'
import type { FeeSummary } from './fees.ts'
import type { Item, Outcome, VerdictKind } from './item.ts'
import type { PlainDate } from './plainDate.ts'
import { checkProvision } from './provisions.ts'
import { deferrableDays, listFields, listMaterials, listQuestions } from './requirements.ts'
import { checkCapacity } from './capacity.ts'
import type { WorkdayCalendar } from './workdays.ts'

/** One thing that is wrong or worth saying; `at` is a JSON pointer into the filing. */
export interface Reason {
  code: string
  at: string
  /** The outcome of the catalogue whose text explains it. */
  outcomeId?: string
}

export interface DeferralForecast {
  materialId: string
  days: number
  /** Left out where the working-day calendar ends. */
  due?: PlainDate
}

export interface Verdict {
  kind: VerdictKind
  /** Everything that stands in the way, at once (一次性告知). */
  reasons: Reason[]
  warnings: Reason[]
  /** Facts that were not known and taken as favourable: `credit`, `licences`, `reusable`, `calendar`. */
  assumed: string[]
  deferrals: DeferralForecast[]
  /** Commitment ids that would be signed. */
  commitments: string[]
  fee: FeeSummary
  /** 若今日受理. */
  forecast: { acceptBy?: PlainDate, decideBy?: PlainDate, statutoryBy?: PlainDate }
  authority?: string
}

/** Gives the verdict for an item and facts; never throws, whatever the facts hold. */
export function assessFiling(item: Item, facts: Facts, calendar: WorkdayCalendar): Verdict {
  const found = listOutcomes(item, facts)
  const blocking = found.find((outcome) => outcome.leadsTo === 'noPermitNeeded')
    ?? found.find((outcome) => outcome.leadsTo === 'notOurs')
    ?? found.find((outcome) => outcome.leadsTo === 'windowOnly')
  const reasons = [
    ...listDefects(item, facts),
    ...found.filter((outcome) => outcome.leadsTo === 'correction').map(toReason),
  ]
  const deferrals = listDeferrals(item, facts, calendar)
  return {
    kind: verdictKind(blocking, reasons, deferrals),
    reasons: blocking ? [toReason(blocking)] : reasons,
    warnings: found.filter((outcome) => outcome.leadsTo === 'warning').map(toReason),
    assumed: listAssumed(item, facts, calendar),
    deferrals,
    commitments: listCommitments(item, facts),
    fee: assessFees(item, facts),
    forecast: forecastDates(item, facts.today, calendar),
    ...(blocking?.authority ? { authority: blocking.authority } : {}),
  }
}

/** Everything that keeps it from being filed as it stands: wrong, missing, or to be done at the window by several. */
export function listDefects(item: Item, facts: Facts): Reason[] {
  return [
    ...checkCapacity(item, facts), ...checkAnswers(item, facts), ...checkForm(item, facts),
    ...checkMaterials(item, facts),
    ...listOutcomes(item, facts).filter((outcome) => outcome.leadsTo === 'windowOnly').map(toReason),
  ]
}

/** Defects that make it no filing at all: the catalogue or the person does not allow the way chosen. */
export function listForbidden(defects: Reason[]): Reason[] {
  return defects.filter((reason) => forbiddenCodes.has(reason.code))
}

/** Defects to mend before sending; only a missing material may be filed knowingly (行政许可法 第三十二条第一款第四项). */
export function listUnfileable(defects: Reason[]): Reason[] {
  return defects.filter((reason) => reason.code !== 'material-missing')
}

const forbiddenCodes = new Set([
  'capacity-not-offered', 'guardian-needed', 'guardian-of-adult', 'deferral-not-allowed', 'deferral-excluded-person',
  'commitment-not-allowed', 'commitment-excluded-person', 'commitment-by-agent', 'library-not-allowed',
  'reuse-not-allowed', 'outcome-windowOnly',
])

function listOutcomes(item: Item, facts: Facts): Outcome[] {
  const lookup = lookUpFacts(item, facts)
  return item.outcomes.filter((outcome) => evaluate(outcome.when, lookup) === true)
}

function toReason(outcome: Outcome): Reason {
  return { code: `outcome-${outcome.leadsTo}`, at: pointerTo(outcome.at), outcomeId: outcome.id }
}

function pointerTo(factName: string): string {
  return `/${factName.replace('.', '/')}`
}

function verdictKind(blocking: Outcome | undefined, reasons: Reason[], deferrals: DeferralForecast[]): VerdictKind {
  if (blocking && blocking.leadsTo !== 'correction' && blocking.leadsTo !== 'warning') return blocking.leadsTo
  if (reasons.length > 0) return 'correctionNeeded'
  return deferrals.length > 0 ? 'acceptableWithDeferral' : 'acceptable'
}

function checkAnswers(item: Item, facts: Facts): Reason[] {
  return listQuestions(item, facts).flatMap((question) => {
    const answer = facts.answers[question.id]
    const at = `/answers/${question.id}`
    if (answer === undefined || answer === '') return [{ code: 'answer-missing', at }]
    return question.options.some((option) => option.value === answer) ? [] : [{ code: 'answer-unknown', at }]
  })
}

function checkForm(item: Item, facts: Facts): Reason[] {
  const seen = new Set<string>()
  return listFields(item, facts).flatMap((field) => {
    const value = facts.form[field.id] ?? ''
    const code = checkField(field, value, facts.today) ?? checkUnique(field, value, seen)
    return code ? [{ code, at: `/form/${field.id}` }] : []
  })
}

/** The later of two entries with the same value is wrong. */
function checkUnique(field: AskedField, value: string, seen: Set<string>): string | undefined {
  if (!field.unique || !field.entry || value.trim() === '') return undefined
  const key = `${field.entry.sectionId}.${field.entry.fieldId} ${normaliseField(field, value)}`
  if (seen.has(key)) return 'entry-repeated'
  seen.add(key)
  return undefined
}

function checkMaterials(item: Item, facts: Facts): Reason[] {
  return listMaterials(item, facts).flatMap(({ material, applies }) => {
    const code = checkProvision(item, material, facts, applies)
    return code ? [{ code, at: `/provisions/${material.id}` }] : []
  })
}

function listDeferrals(item: Item, facts: Facts, calendar: WorkdayCalendar): DeferralForecast[] {
  return listMaterials(item, facts).flatMap(({ material }) => {
    if (facts.provisions[material.id]?.way !== 'later') return []
    const days = deferrableDays(item, material)
    if (days === 0) return []
    return [{ materialId: material.id, days, due: deferralDue(facts.today, days, calendar) }]
  })
}

/** Only of materials that apply: an answer changed later leaves its old choices behind in a draft. */
function listCommitments(item: Item, facts: Facts): string[] {
  return listMaterials(item, facts).flatMap(({ material }) => {
    const given = facts.provisions[material.id]
    return given?.way === 'declare' ? [given.commitmentId] : []
  })
}

function listAssumed(item: Item, facts: Facts, calendar: WorkdayCalendar): string[] {
  const ways = Object.values(facts.provisions).map((given) => given.way)
  const assumed: string[] = []
  if (facts.credit === 'unknown' && (ways.includes('later') || ways.includes('declare'))) assumed.push('credit')
  if (facts.licences === undefined && ways.includes('library')) assumed.push('licences')
  if (!facts.reusable?.current && ways.includes('reuse')) assumed.push('reusable')
  if (!forecastDates(item, facts.today, calendar).decideBy) assumed.push('calendar')
  return assumed
}

function forecastDates(item: Item, today: PlainDate, calendar: WorkdayCalendar): Verdict['forecast'] {
  const acceptBy = acceptanceDeadline(today, calendar)
  return { ...(acceptBy && { acceptBy }), ...decisionDates(item, today, calendar) }
}
