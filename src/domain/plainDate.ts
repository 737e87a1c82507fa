/**
 * Calendar days of Asia/Shanghai and the instants they begin and end at (rules.md WD-06). Everything is counted in
 * whole days since 1970-01-01 in UTC, so a phone set to another time zone gets the same dates.
 */

/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
export type PlainDate = string

/** ISO 8601 date and time with a zone, e.g. `2026-11-22T05:06:07.000Z`. */
export type Instant = string

const dayLength = 86_400_000
/** Shanghai has kept UTC+8 without summer time since 1991. */
const shanghaiOffset = 8 * 3_600_000

/** True for a day that exists: `2026-02-30` and `2026-2-3` are not dates. */
export function isPlainDate(value: string): boolean {
  return findEpochDay(value) !== undefined
}

/** The day so many days later; negative goes back. Throws RangeError when `date` is no date. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(toEpochDay(date) + days)
}

/** Days from one date to the other; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toEpochDay(to) - toEpochDay(from)
}

/** 1 Monday … 7 Sunday. */
export function weekday(date: PlainDate): number {
  return (((toEpochDay(date) + 3) % 7) + 7) % 7 + 1
}

/** Negative, zero or positive, for sorting. */
export function compare(a: PlainDate, b: PlainDate): number {
  return daysBetween(b, a)
}

/**
 * The same day so many years later: the last day of a period counted in years. 29 February becomes 28 February in a
 * common year: 民法典 第二百零二条, 没有对应日的，月末日为期间的最后一日.
 */
export function addYears(date: PlainDate, years: number): PlainDate {
  toEpochDay(date)
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0')
  const sameDay = `${year}${date.slice(4)}`
  return isPlainDate(sameDay) ? sameDay : `${year}-02-28`
}

/** The same day so many months later, else the last of that month (民法典 第二百零二条). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  toEpochDay(date)
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const month = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String(index % 12 + 1).padStart(2, '0')}`
  const days = [date.slice(8), '30', '29', '28']
  return days.map((day) => `${month}-${day}`).find(isPlainDate) ?? date
}

/**
 * Age in full years (周岁) on a day; the birthday itself counts. Born on 29 February one is a year older on 1 March
 * in a common year: the year of life is only full at the end of 28 February.
 */
export function ageOn(birth: PlainDate, day: PlainDate): number {
  toEpochDay(birth)
  toEpochDay(day)
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** The day it is in Shanghai at an instant. Throws RangeError for an instant without a zone. */
export function plainDateAt(instant: Instant): PlainDate {
  const time = /T.*(Z|[+-]\d{2}:\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${instant}`)
  return fromEpochDay(Math.floor((time + shanghaiOffset) / dayLength))
}

/** 00:00 in Shanghai. */
export function startOfDay(date: PlainDate): Instant {
  return new Date(toEpochDay(date) * dayLength - shanghaiOffset).toISOString()
}

/** 24:00 in Shanghai, 16:00Z: the first instant that is too late (民法典 第二百零三条: 截止时间为二十四时). */
export function endOfDay(date: PlainDate): Instant {
  return startOfDay(addDays(date, 1))
}

function toEpochDay(date: PlainDate): number {
  const day = findEpochDay(date)
  if (day === undefined) throw new RangeError(`not a date: ${date}`)
  return day
}

function findEpochDay(value: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined
  const [month, dayOfMonth] = [Number(value.slice(5, 7)), Number(value.slice(8))]
  const date = new Date(0)
  // Not Date.UTC, which takes the year 50 for 1950; 30 February rolls over and is found out.
  date.setUTCFullYear(Number(value.slice(0, 4)), month - 1, dayOfMonth)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  return exists ? date.getTime() / dayLength : undefined
}

function fromEpochDay(day: number): PlainDate {
  const date = new Date(day * dayLength).toISOString().slice(0, 10)
  if (!isPlainDate(date)) throw new RangeError(`beyond the calendar: day ${day}`)
  return date
}
