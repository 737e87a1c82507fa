/** The legal clocks of a case. Undefined always means: the working-day calendar ends before the answer. */
import type { TimeLimit } from './item.ts'
import { addDays, compare, endOfDay, plainDateAt } from './plainDate.ts'
import type { Instant, PlainDate } from './plainDate.ts'
import { addWorkdays, isWorkday, nextWorkday, workdaysBetween } from './workdays.ts'
import type { WorkdayCalendar } from './workdays.ts'

const acceptanceWorkdays = 5
const deliveryWorkdays = 10

/** Last day to accept or to ask for corrections, else 视为受理 (行政许可法 第三十二条第一款第四项, LC-05). */
export function acceptanceDeadline(receivedOn: PlainDate, calendar: WorkdayCalendar): PlainDate | undefined {
  return addWorkdays(receivedOn, acceptanceWorkdays, calendar)
}

/**
 * Last day to decide, for the statutory and the promised limit alike, in the limit's own unit (WD-01, TM-01).
 * Calendar days that end on a day off run to the next working day (民法典 第二百零三条, read to include weekends).
 */
export function decisionDeadline(
  acceptedOn: PlainDate, limit: Pick<TimeLimit, 'days' | 'unit'>, calendar: WorkdayCalendar,
): PlainDate | undefined {
  if (limit.unit === 'workingDay') return addWorkdays(acceptedOn, limit.days, calendar)
  // A limit of 0 days is decided on the spot, in a weekend session too.
  if (limit.days === 0) return acceptedOn
  const last = addDays(acceptedOn, limit.days)
  const works = isWorkday(last, calendar)
  if (works === undefined) return undefined
  return works ? last : nextWorkday(last, calendar)
}

/** Last day to hand over the certificate (行政许可法 第四十四条, LC-18). */
export function deliveryDeadline(decidedOn: PlainDate, calendar: WorkdayCalendar): PlainDate | undefined {
  return addWorkdays(decidedOn, deliveryWorkdays, calendar)
}

/** The first instant that is too late for a supplement due on a day: 24:00 in Shanghai (RQ-11). */
export function supplementDeadline(dueOn: PlainDate): Instant {
  return endOfDay(dueOn)
}

/** Whether what reached the server at an instant is in time; the phone's clock never counts (RQ-14, LC-02). */
export function isInTime(arrivedAt: Instant, dueOn: PlainDate): boolean {
  return compare(plainDateAt(arrivedAt), dueOn) <= 0
}

/** A 特别程序 that stops the decision clock (行政许可法 第四十五条, LC-16); no `until` = still going on. */
export interface Pause {
  from: PlainDate
  until?: PlainDate
}

/**
 * Working days used of a limit: those after `from` up to and including `to`, less those in a pause. A pause takes the
 * days after its first day up to and including its last: the clock goes on with the next working day. A day inside
 * two pauses is taken once.
 */
export function elapsedWorkdays(
  from: PlainDate, to: PlainDate, pauses: Pause[], calendar: WorkdayCalendar,
): number | undefined {
  let elapsed = workdaysBetween(from, to, calendar)
  for (const pause of mergePauses(from, to, pauses)) {
    const paused = workdaysBetween(pause.from, pause.until, calendar)
    if (elapsed === undefined || paused === undefined) return undefined
    elapsed -= paused
  }
  return elapsed
}

/** Pauses cut to the period, in order, overlapping and touching ones joined. */
function mergePauses(from: PlainDate, to: PlainDate, pauses: Pause[]): Required<Pause>[] {
  const merged: Required<Pause>[] = []
  const cut = pauses
    .map((pause) => ({ from: latest(pause.from, from), until: earliest(pause.until ?? to, to) }))
    .filter((pause) => compare(pause.from, pause.until) < 0)
    .sort((a, b) => compare(a.from, b.from))
  for (const pause of cut) {
    const last = merged.at(-1)
    if (last && compare(pause.from, last.until) <= 0) last.until = latest(last.until, pause.until)
    else merged.push(pause)
  }
  return merged
}

function latest(a: PlainDate, b: PlainDate): PlainDate {
  return compare(a, b) >= 0 ? a : b
}

function earliest(a: PlainDate, b: PlainDate): PlainDate {
  return compare(a, b) <= 0 ? a : b
}

export type WarningLevel = 'blue' | 'yellow' | 'orange' | 'red' | 'grey'

export interface WarningThresholds {
  /** Shares of the whole period that are left. */
  yellowShare: number
  orangeShare: number
  orangeDays: number
}

/** TM-03: no source fixes the levels; these are the product's own and may be configured. */
const defaultThresholds: WarningThresholds = { yellowShare: 0.5, orangeShare: 0.2, orangeDays: 1 }

/** How urgent a deadline is, the bureau's or the resident's. `daysLeft` 0 = due today, negative = overdue. */
export function warningLevel(
  { daysLeft, totalDays, paused = false }: { daysLeft: number, totalDays: number, paused?: boolean },
  { yellowShare, orangeShare, orangeDays }: WarningThresholds = defaultThresholds,
): WarningLevel {
  if (paused) return 'grey'
  if (daysLeft < 0) return 'red'
  if (daysLeft <= orangeDays || daysLeft <= totalDays * orangeShare) return 'orange'
  return daysLeft <= totalDays * yellowShare ? 'yellow' : 'blue'
}
