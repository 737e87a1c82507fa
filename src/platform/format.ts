/** Dates, times and sizes as a resident reads them. Amounts: domain/money.ts; masked numbers: domain/identifiers. */
import type { Instant, PlainDate } from '../domain/plainDate.ts'
import { startOfDay } from '../domain/plainDate.ts'

const locale = 'zh-Hans-CN'
/** Dates are Guangzhou's, wherever the phone is. */
const timeZone = 'Asia/Shanghai'
const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
const dayFormat = new Intl.DateTimeFormat(locale, { ...day, timeZone })
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone })
const timeFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })

/** `2026-11-22` → 2026年11月22日: for dates nobody has to keep. */
export function formatDay(date: PlainDate): string {
  return dayFormat.format(new Date(startOfDay(date)))
}

/** `2026-11-22` → 2026年11月22日（周日）. */
export function formatDate(date: PlainDate): string {
  return `${formatDay(date)}（${weekdayFormat.format(new Date(startOfDay(date)))}）`
}

/** `2026-05-06T01:05:00Z` → 2026年5月6日 09:05. */
export function formatDateTime(instant: Instant): string {
  const date = new Date(instant)
  return `${dayFormat.format(date)} ${timeFormat.format(date)}`
}

/** 1234567 → 1.2 MB; gigabytes from a thousand on, whole kilobytes below, never 0 for something. */
export function formatFileSize(bytes: number): string {
  const megabytes = bytes / 1_048_576
  if (megabytes >= 1000) return `${Math.round(megabytes / 1024)} GB`
  if (megabytes >= 1) return `${megabytes.toFixed(1).replace(/\.0$/, '')} MB`
  return `${Math.ceil(bytes / 1024)} KB`
}
