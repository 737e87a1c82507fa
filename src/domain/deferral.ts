/** 容缺: how long a secondary material may follow later (广东省优化营商环境条例 第三十二条, rules.md RQ-08). */
import type { TimeLimit } from './item.ts'
import type { PlainDate } from './plainDate.ts'
import { addWorkdays } from './workdays.ts'
import type { WorkdayCalendar } from './workdays.ts'

/** 深圳市政务服务容缺办理管理办法: at least two working days before the promise, at most twenty. */
const daysBeforePromise = 2
const longestDeferral = 20

/**
 * Working days a material may follow after acceptance: its own days, the promise less two, and twenty, whichever is
 * least. 0 = may not be deferred (即办件, or promised within two days), whatever the catalogue says.
 */
export function deferralDays({ ownDays, promisedWorkdays }: { ownDays: number, promisedWorkdays: number }): number {
  return Math.max(0, Math.min(ownDays, promisedWorkdays - daysBeforePromise, longestDeferral))
}

/** The last day for the material; undefined where the calendar ends (say 'N 个工作日'). */
export function deferralDue(acceptedOn: PlainDate, days: number, calendar: WorkdayCalendar): PlainDate | undefined {
  return addWorkdays(acceptedOn, days, calendar)
}

/** A promise in working days. Calendar days count five in seven, rounded down in favour of keeping the promise. */
export function promisedWorkdays(promised: Pick<TimeLimit, 'days' | 'unit'>): number {
  return promised.unit === 'workingDay' ? promised.days : Math.floor(promised.days * 5 / 7)
}
