import type { OfficerActionInput, PointInput } from '../../src/contract/officerAction.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import { mayOfficer } from '../../src/domain/caseActions.ts'
import type { OfficerAction } from '../../src/domain/caseActions.ts'
import type { CaseEventData, CorrectionPoint, OwedMaterial } from '../../src/domain/caseEvents.ts'
import { deliveryDeadline } from '../../src/domain/clocks.ts'
import { decisionDates } from '../../src/domain/decisionDates.ts'
import { deferralDue } from '../../src/domain/deferral.ts'
import type { TimeLimit } from '../../src/domain/item.ts'
import { addDays, daysBetween, plainDateAt } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { deferrableDays } from '../../src/domain/requirements.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'
import { addWorkdays, workdaysBetween } from '../../src/domain/workdays.ts'
import { factsOf } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { isAskedOf, reasonsToPoints } from './correctionPoints.ts'

export type OfficerOrder = Omit<OfficerActionInput, 'afterSeq'>

/** How long a resident has for corrections: not in the law, 30 calendar days by default (LC-08). */
export const correctionDays = 30

/** What an action cannot do without. */
const required: Partial<Record<OfficerAction, readonly (keyof OfficerOrder)[]>> = {
  refuseAcceptance: ['reason'], declareNotRequired: ['reason'], refuseSupplement: ['points'],
  startSpecial: ['kind', 'reason', 'expectedDays'], extend: ['reason', 'approver', 'days'], deny: ['reason'],
  deliver: ['way'], terminate: ['reason'], recordPayment: ['receiptNo'], recordRefund: ['receiptNo'],
}

/**
 * The event an officer's action leads to, by the table of actions and the case as it is.
 * Problems: `schema-invalid` (something the action needs is not said), `action-not-allowed`.
 */
export function decideEvent(
  file: CaseFile, order: OfficerOrder, today: PlainDate, calendar: WorkdayCalendar,
): Result<CaseEventData, ProblemValue> {
  const missing = (required[order.action] ?? []).filter((name) => order[name] === undefined)
  if (missing.length > 0) {
    return fail({ code: 'schema-invalid', errors: missing.map((name) => ({ pointer: `/${name}`, code: 'required' })) })
  }
  const event = mayOfficer(file.state, order.action) ? toEvent(file, order, today, calendar) : undefined
  return event ? ok(event) : fail({ code: 'action-not-allowed', facts: { status: file.state.status } })
}

function toEvent(
  file: CaseFile, order: OfficerOrder, today: PlainDate, calendar: WorkdayCalendar,
): CaseEventData | undefined {
  const { state, item } = file
  const { reason = '' } = order
  switch (order.action) {
    case 'precheck': return item.visit ? { type: 'prechecked' } : undefined
    case 'recordVisit': return { type: 'visited' }
    // What the law wants seen in person is seen before acceptance: the case waits in 到场核验.
    case 'accept': return item.visit && !state.visited ? undefined : { type: 'accepted', ...acceptance(file, today, calendar) }
    case 'requestCorrection': return requestCorrection(file, order.points ?? [], today, calendar)
    case 'refuseAcceptance': return {
      type: 'notAccepted', reason, ...(order.authority && { authority: order.authority }),
    }
    case 'declareNotRequired': return { type: 'notRequired', reason }
    case 'verifySupplement': return verify(file, order.materialIds ?? state.toVerify)
    case 'refuseSupplement': return refuse(file, order.points ?? [])
    case 'startReview': return { type: 'reviewStarted' }
    case 'startSpecial': return {
      type: 'specialStarted', kind: order.kind ?? '', reason, expectedDays: order.expectedDays ?? 0,
    }
    case 'endSpecial': return { type: 'specialEnded', ...resumeDeadlines(file, today, calendar) }
    case 'extend': return extend(file, order, today, calendar)
    case 'grant': return grant(file, order.permitNo, today, calendar)
    case 'deny': return { type: 'denied', reason }
    case 'deliver': return { type: 'delivered', way: order.way ?? '' }
    case 'terminate': return { type: 'terminated', reason }
    case 'recordPayment': return moveMoney(file, 'paymentReceived', order)
    case 'recordRefund': return moveMoney(file, 'paymentRefunded', order)
  }
}

interface Deadlines {
  decideBy?: PlainDate
  statutoryBy?: PlainDate
}

/**
 * Deadlines and owed materials of an acceptance told today: as of today, of the day the corrected set was complete
 * (LC-07), or of the day it counts from where nobody has answered.
 */
export function acceptance(
  { item, row, state }: CaseFile, today: PlainDate, calendar: WorkdayCalendar, since = today,
): { owed: OwedMaterial[] } & Deadlines {
  const acceptedOn = state.correctedAt ? plainDateAt(state.correctedAt) : since
  const owed = item.materials.flatMap((material): OwedMaterial[] => {
    if (row.provisions[material.id]?.way !== 'later') return []
    // The days to hand it in run from the notice that says so.
    const due = deferralDue(today, deferrableDays(item, material), calendar)
    return [{ materialId: material.id, ...(due && { due }) }]
  })
  return { owed, ...decisionDates(item, acceptedOn, calendar) }
}

/** Everything at once (第三十二条第一款第四项): what the rules find today, and what the officer adds. */
function requestCorrection(
  file: CaseFile, added: PointInput[], today: PlainDate, calendar: WorkdayCalendar,
): CaseEventData | undefined {
  if (!added.every(({ at }) => isAskedOf(file, at))) return undefined
  const found = reasonsToPoints(file.item, assessFiling(file.item, factsOf(file, today), calendar).reasons)
  const points = [...found, ...toPoints(added).filter((point) => !found.some((one) => one.at === point.at))]
  if (points.length === 0) return undefined
  return { type: 'correctionRequested', points, until: addDays(today, correctionDays) }
}

function toPoints(points: PointInput[]): CorrectionPoint[] {
  return points.map(({ at, code, note }) => {
    const materialId = /^\/provisions\/(.+)$/.exec(at)?.[1]
    return { at, code, ...(materialId && { materialId }), ...(note && { note }) }
  })
}

function verify({ state }: CaseFile, materialIds: string[]): CaseEventData | undefined {
  const waiting = materialIds.length > 0 && materialIds.every((id) => state.toVerify.includes(id))
  return waiting ? { type: 'supplementVerified', materialIds } : undefined
}

function refuse({ state }: CaseFile, points: PointInput[]): CaseEventData | undefined {
  const refused = toPoints(points)
  const waiting = refused.every(({ materialId }) => materialId && state.toVerify.includes(materialId))
  return waiting ? { type: 'supplementRefused', points: refused } : undefined
}

/** The time of the pause is not counted (第四十五条): what was left resumes. */
function resumeDeadlines({ item, state }: CaseFile, today: PlainDate, calendar: WorkdayCalendar): Deadlines {
  const from = state.pauses.at(-1)?.from
  const resume = (date: PlainDate | undefined, { unit }: TimeLimit) => {
    if (!date || !from) return undefined
    if (unit === 'day') return addDays(date, daysBetween(plainDateAt(from), today))
    const paused = workdaysBetween(plainDateAt(from), today, calendar)
    return paused === undefined ? undefined : addWorkdays(date, paused, calendar)
  }
  const decideBy = resume(state.decideBy, item.promised)
  const statutoryBy = item.statutory ? resume(state.statutoryBy, item.statutory) : undefined
  return { ...(decideBy && { decideBy }), ...(statutoryBy && { statutoryBy }) }
}

/** Once, before the time is over, with the reasons told to the applicant (第四十二条第一款). */
function extend(
  { state }: CaseFile, { reason = '', approver = '', days = 0 }: OfficerOrder, today: PlainDate, calendar: WorkdayCalendar,
): CaseEventData | undefined {
  if (!state.decideBy || (state.statutoryBy ?? state.decideBy) < today) return undefined
  const decideBy = addWorkdays(state.decideBy, days, calendar)
  return { type: 'extended', reason, approver, ...(decideBy && { decideBy }) }
}

function grant(
  { row }: CaseFile, permitNo: string | undefined, today: PlainDate, calendar: WorkdayCalendar,
): CaseEventData {
  const deliverBy = deliveryDeadline(today, calendar)
  // Without a number of the bureau's own register the permit goes by its case.
  return { type: 'granted', permitNo: permitNo ?? row.caseNo, ...(deliverBy && { deliverBy }) }
}

/** Over the counter: the whole of what the order asks for, with the paper receipt's number. */
function moveMoney(
  { state }: CaseFile, type: 'paymentReceived' | 'paymentRefunded', { receiptNo }: OfficerOrder,
): CaseEventData | undefined {
  if (!state.payment || receiptNo === undefined) return undefined
  const { orderNo, amountFen } = state.payment
  return { type, orderNo, amountFen, channel: 'window', receiptNo }
}
