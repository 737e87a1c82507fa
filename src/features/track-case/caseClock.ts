import type { CaseStatus } from '../../domain/caseStatus.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import { workdaysBetween } from '../../domain/workdays.ts'
import type { WorkdayCalendar } from '../../domain/workdays.ts'
import { daysBetween } from '../../domain/plainDate.ts'

/** Who has to act next. */
export type Turn = 'bureau' | 'resident' | 'nobody'

const residentTurns: readonly CaseStatus[] = ['awaitingVisit', 'correcting']
const ended: readonly CaseStatus[] = ['denied', 'delivered', 'notAccepted', 'notRequired', 'withdrawn', 'terminated']

/** Whose turn it is; a tolerated case waits for the resident and is under review at the same time (RQ-09). */
export function turnOf(status: CaseStatus): Turn {
  if (ended.includes(status)) return 'nobody'
  return residentTurns.includes(status) ? 'resident' : 'bureau'
}

export interface DaysLeft {
  /** Below zero: overdue. */
  days: number
  unit: 'workingDay' | 'day'
}

/** Days to a date, in working days where the calendar reaches that far, else in calendar days; never guessed. */
export function daysLeft(today: PlainDate, due: PlainDate, calendar: WorkdayCalendar | undefined): DaysLeft {
  if (due < today) return { days: daysBetween(today, due), unit: 'day' }
  const days = calendar && workdaysBetween(today, due, calendar)
  return days === undefined ? { days: daysBetween(today, due), unit: 'day' } : { days, unit: 'workingDay' }
}
