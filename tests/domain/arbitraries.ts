import fc from 'fast-check'
import calendarData from '../../mock-api/catalogue/calendar.json' with { type: 'json' }
import { addDays } from '../../src/domain/plainDate.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'

export const calendar: WorkdayCalendar = calendarData

export const anyDate = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1900-01-01', days))

/** Days whose year the calendar knows. */
export const knownDate = fc.integer({ min: 0, max: 729 }).map((days) => addDays('2025-01-01', days))

/** ASCII as a Chinese keyboard may type it. */
export function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xFEE0))
}

/** Anything at all, and things close to what a number looks like. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'0123456789XABEHMIO+-() 粤９Ｘ·'), maxLength: 20 }),
)
