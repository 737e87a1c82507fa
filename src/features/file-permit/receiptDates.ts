import type { ReceiptView } from '../../contract/caseViews.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import { upcomingDates } from '../../platform/caseCalendar.ts'
import type { CaseDate } from '../../platform/caseCalendar.ts'

/** The days a receipt speaks of, as far as the calendar of working days reaches; the case gives the final ones. */
export function receiptDates({ verdict }: ReceiptView, today: PlainDate): CaseDate[] {
  if (!verdict.kind.startsWith('acceptable')) return []
  return [
    ...upcomingDates('decide', [verdict.forecast.decideBy], today),
    ...upcomingDates('supplement', verdict.deferrals.map(({ due }) => due), today),
  ]
}
