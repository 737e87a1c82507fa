import type { CaseView } from '../../contract/caseViews.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import { upcomingDates } from '../../platform/caseCalendar.ts'
import type { CaseDate } from '../../platform/caseCalendar.ts'
import { turnOf } from './caseClock.ts'

/** The days of a case that are still to come. For 到场核验 nobody has set a day, so none is made up. */
export function caseDates(view: CaseView, today: PlainDate): CaseDate[] {
  const { decideBy, owed, correction, ratable, status } = view
  const running = turnOf(status) !== 'nobody'
  return [
    ...(running && status !== 'granted' ? upcomingDates('decide', [decideBy], today) : []),
    ...(running ? upcomingDates('supplement', owed.map(({ due }) => due), today) : []),
    ...(running ? upcomingDates('correct', [correction?.until], today) : []),
    ...ratable.filter(({ until }) => until >= today)
      .map(({ stage, until }): CaseDate => ({ kind: 'rate', part: stage, date: until })),
  ]
}
