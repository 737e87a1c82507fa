/** Dates, times and sizes as a resident reads them. Amounts: domain/money.ts; masked numbers: domain/identifiers. */
import type { Locale } from '../contract/catalogueViews.ts'
import type { Instant, PlainDate } from '../domain/plainDate.ts'
import { startOfDay } from '../domain/plainDate.ts'
import { t } from './i18n.ts'
import { locale } from './locale.ts'

const languageTags: Record<Locale, string> = { 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-HK', 'en': 'en-GB' }
/** Dates are Guangzhou's, wherever the phone is. */
const timeZone = 'Asia/Shanghai'
const options = {
  day: { year: 'numeric', month: 'long', day: 'numeric', timeZone },
  weekday: { weekday: 'short', timeZone },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

function format(kind: keyof typeof options, date: Date): string {
  const key = `${kind} ${locale.value}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat(languageTags[locale.value], options[kind])
  formats.set(key, made)
  return made.format(date)
}

/** `2026-11-22` → 2026年11月22日: for dates nobody has to keep. */
export function formatDay(date: PlainDate): string {
  return format('day', new Date(startOfDay(date)))
}

/** `2026-11-22` → 2026年11月22日（周日）. */
export function formatDate(date: PlainDate): string {
  return t('ui.date', { day: formatDay(date), weekday: format('weekday', new Date(startOfDay(date))) })
}

/** `2026-05-06T01:05:00Z` → 2026年5月6日 09:05. */
export function formatDateTime(instant: Instant): string {
  const date = new Date(instant)
  return `${format('day', date)} ${format('time', date)}`
}

/** When a wait of so many milliseconds from `now` is over; the minute that has begun is waited for, too. */
export function formatWaitEnd(now: Date, wait: number): string {
  return formatDateTime(new Date(now.getTime() + wait + 59_999).toISOString())
}

/** Names one after another: 身份证、户口簿. */
export function formatList(names: string[]): string {
  return names.join(t('ui.listComma'))
}

/** 1234567 → 1.2 MB; gigabytes from a thousand on, whole kilobytes below, never 0 for something. */
export function formatFileSize(bytes: number): string {
  const megabytes = bytes / 1_048_576
  if (megabytes >= 1000) return `${Math.round(megabytes / 1024)} GB`
  if (megabytes >= 1) return `${megabytes.toFixed(1).replace(/\.0$/, '')} MB`
  return `${Math.ceil(bytes / 1024)} KB`
}
