/**
 * Working days (工作日): every period of 行政许可法 counts in them (第八十二条). A year whose holiday notice is not
 * in the calendar gives undefined, which the screens say as 以窗口告知为准; nothing is guessed (WD-03).
 */
import { addDays, compare, weekday } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'

export interface WorkdayCalendar {
  /** Kept with every case, so that a date can be explained later. */
  version: string
  /** By year, `2026`. */
  years: Record<string, WorkdayYear>
}

export interface WorkdayYear {
  /** Days off by the State Council's yearly notice, weekends inside a holiday included. */
  holidays: PlainDate[]
  /** Weekend days worked instead (调休上班). */
  makeupDays: PlainDate[]
  /** The notice. */
  source: string
}

/** WD-03: a make-up day, or Monday to Friday and no holiday. Undefined: that year is not known. */
export function isWorkday(day: PlainDate, calendar: WorkdayCalendar): boolean | undefined {
  const weekend = weekday(day) > 5
  const year = calendar.years[day.slice(0, 4)]
  if (!year) return undefined
  return year.makeupDays.includes(day) || (!weekend && !year.holidays.includes(day))
}

/**
 * The n-th working day after `start`, which itself is not counted (民法典 第二百零一条); n = 0 gives `start`.
 * Undefined when the count runs past the known calendar.
 */
export function addWorkdays(start: PlainDate, n: number, calendar: WorkdayCalendar): PlainDate | undefined {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  let day = start
  for (let left = n; left > 0;) {
    day = addDays(day, 1)
    const works = isWorkday(day, calendar)
    if (works === undefined) return undefined
    if (works) left -= 1
  }
  return day
}

/** The first working day after `day`; undefined when the calendar ends. */
export function nextWorkday(day: PlainDate, calendar: WorkdayCalendar): PlainDate | undefined {
  return addWorkdays(day, 1, calendar)
}

/**
 * Working days after `start` up to and including `end`; negative when `end` is earlier (so many days overdue).
 * Undefined when a day between them is not known.
 */
export function workdaysBetween(start: PlainDate, end: PlainDate, calendar: WorkdayCalendar): number | undefined {
  if (compare(end, start) < 0) {
    const back = workdaysBetween(end, start, calendar)
    return back === undefined || back === 0 ? back : -back
  }
  let count = 0
  for (let day = start; day !== end;) {
    day = addDays(day, 1)
    const works = isWorkday(day, calendar)
    if (works === undefined) return undefined
    if (works) count += 1
  }
  return count
}
