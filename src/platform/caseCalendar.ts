import { calendarFile } from '../domain/calendarFile.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import { nowInstant } from './clock.ts'
import { saveBlob } from './download.ts'
import { t } from './i18n.ts'

/** One day to keep in mind; `part` tells several of a kind apart. */
export interface CaseDate {
  kind: 'decide' | 'supplement' | 'correct' | 'rate'
  part?: number
  date: PlainDate
}

export interface CalendarCase {
  filingId: string
  caseNo: string
  itemName: string
}

/** Days before; nothing is to be done on the day of the decision, so one look is enough. */
const reminders = { decide: [1], supplement: [3, 1], correct: [3, 1], rate: [3] }

/**
 * Saves the dates as a calendar file. A calendar is often shared, and copied to somebody's cloud: it says which item
 * and the end of the case number, nothing about the person. The uid is the filing's random number, so that the file of
 * the case changes what the file of its receipt has put there.
 */
export function saveCalendar({ filingId, caseNo, itemName }: CalendarCase, dates: CaseDate[]): void {
  const last4 = caseNo.slice(-4)
  const text = calendarFile(dates.map(({ kind, part, date }) => ({
    uid: `${filingId}-${kind}${part ?? ''}@zhenghaoban`,
    date,
    title: t(`calendar.${kind}`, { item: itemName, last4 }),
    text: t(kind === 'decide' ? 'calendar.decideText' : 'calendar.lastDayText'),
    remindDaysBefore: reminders[kind],
  })), nowInstant())
  saveBlob(new Blob([text], { type: 'text/calendar;charset=utf-8' }), `calendar-${last4}.ics`)
}

/** Each day once, in order, from `today` on: several materials are mostly due together. */
export function upcomingDates(kind: CaseDate['kind'], dates: (PlainDate | undefined)[], today: PlainDate): CaseDate[] {
  const days = [...new Set(dates.filter((date) => date !== undefined && date >= today))].sort() as PlainDate[]
  return days.map((date, index) => ({ kind, date, ...(index > 0 && { part: index + 1 }) }))
}
