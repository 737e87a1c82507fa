import { decisionDeadline } from './clocks.ts'
import type { Item } from './item.ts'
import { compare } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'
import type { WorkdayCalendar } from './workdays.ts'

export interface DecisionDates {
  /** Promised; undefined where the calendar ends. */
  decideBy?: PlainDate
  statutoryBy?: PlainDate
}

/**
 * When a case accepted on a day is to be decided: as promised, and by law at the latest. Around holidays a promise in
 * working days can end after a limit in calendar days; a promise never outlasts the law (优化营商环境条例 第三十六条).
 */
export function decisionDates(
  item: Pick<Item, 'caseType' | 'promised' | 'statutory'>, acceptedOn: PlainDate, calendar: WorkdayCalendar,
): DecisionDates {
  const statutoryBy = item.statutory ? decisionDeadline(acceptedOn, item.statutory, calendar) : undefined
  const promised = item.caseType === 'instant' ? acceptedOn : decisionDeadline(acceptedOn, item.promised, calendar)
  const decideBy = promised && statutoryBy && compare(promised, statutoryBy) > 0 ? statutoryBy : promised
  return { ...(decideBy && { decideBy }), ...(statutoryBy && { statutoryBy }) }
}
