import { isPlainDate, weekday } from '../../../src/domain/plainDate.ts'
import type { WorkdayCalendar } from '../../../src/domain/workdays.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

const friday = 5

/** A misprinted holiday would move every due date: days are real, in their year, and make-up days are weekend days. */
export function lintCalendar(calendar: WorkdayCalendar): FoundInItem[] {
  return Object.entries(calendar.years).flatMap(([year, { holidays, makeupDays }]) => {
    const wrong = (day: string) => !isPlainDate(day) || !day.startsWith(year)
    return [
      ...[...holidays, ...makeupDays].filter(wrong).map((day) =>
        blocking(`/years/${year}`, 'calendar-day', `不是 ${year} 年的日期：${day}`, `not a day of ${year}: ${day}`)),
      ...makeupDays.filter((day) => !wrong(day) && (weekday(day) <= friday || holidays.includes(day))).map((day) =>
        blocking(`/years/${year}/makeupDays`, 'calendar-makeup', `调休上班日应在周末、不在假期：${day}`, `a make-up day is a weekend day outside holidays: ${day}`)),
    ]
  })
}
