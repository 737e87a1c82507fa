import type { ChangedValue } from '../../domain/caseEvents.ts'
import type { Item } from '../../domain/item.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import type { WorkdayCalendar } from '../../domain/workdays.ts'
import type { CaseStatus } from '../../domain/caseStatus.ts'
import { fieldName, findField } from '../../domain/entries.ts'
import { fieldText } from '../../platform/fieldText.ts'
import { formatDate } from '../../platform/format.ts'
import { hasText, t } from '../../platform/i18n.ts'
import { textAt } from '../../platform/problemText.ts'
import { daysLeft } from './caseClock.ts'

export function statusTone(status: CaseStatus): 'green' | 'blue' | 'orange' | 'red' | 'grey' {
  if (status === 'granted' || status === 'delivered') return 'green'
  if (status === 'correcting' || status === 'awaitingVisit' || status === 'acceptedTolerant') return 'orange'
  if (status === 'denied' || status === 'notAccepted' || status === 'terminated') return 'red'
  return status === 'withdrawn' || status === 'notRequired' ? 'grey' : 'blue'
}

/** `11月30日（周一），还剩 5 个工作日`, or how long it is overdue. */
export function dueText(today: PlainDate, due: PlainDate, calendar: WorkdayCalendar | undefined): string {
  const left = daysLeft(today, due, calendar)
  const date = formatDate(due)
  if (left.days < 0) return t('trackCase.overdue', { date, days: -left.days })
  if (due === today) return t('trackCase.dueToday', { date })
  return t(left.unit === 'workingDay' ? 'trackCase.leftWorkdays' : 'trackCase.leftDays', { date, days: left.days })
}

/** `配偶姓名：示例新名`, as the item calls the place and its options. */
export function changedText(item: Item, { at, value }: ChangedValue): string {
  const [, group, id] = at.split('/')
  const field = group === 'form' ? findField(item, id ?? '') : undefined
  if (field) return textAt(fieldName(field), fieldText(field, value))
  const question = item.questions.find((one) => one.id === id)
  const answer = question?.options.find((option) => option.value === value)
  return textAt(question?.label ?? '', answer?.label ?? value)
}

/** Words for a code the officer or the rules gave; free words are shown as they are. */
export function reasonText(reason: string): string {
  const key = `defects.${reason}`
  return hasText(key) ? t(key) : reason
}
