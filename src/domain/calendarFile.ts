/**
 * A calendar file of whole days (RFC 5545). A day is a DATE without a zone: it is that day in Guangzhou's calendar on
 * every phone, wherever it is. All words come from the caller.
 */
import { addDays } from './plainDate.ts'
import type { Instant, PlainDate } from './plainDate.ts'

export interface CalendarEntry {
  /** Globally unique, and the same next time: a calendar then changes the entry it has instead of adding one. */
  uid: string
  date: PlainDate
  title: string
  text: string
  /** So many days before, each at nine in the morning. */
  remindDaysBefore: number[]
}

/** RFC 5545 §3.1: octets of a line without its break. */
const longestLine = 75
const lineBreak = '\r\n'

/** The file's text, `stampedAt` the instant it is made; UTF-8 is what it must be saved as. */
export function calendarFile(entries: CalendarEntry[], stampedAt: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//zhenghaoban//zhenghaoban//ZH', 'CALSCALE:GREGORIAN',
    ...entries.flatMap((entry) => eventLines(entry, stampedAt)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => foldLine(line) + lineBreak).join('')
}

function eventLines({ uid, date, title, text, remindDaysBefore }: CalendarEntry, stampedAt: Instant): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${new Date(stampedAt).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}`,
    `DTSTART;VALUE=DATE:${basic(date)}`,
    // The first day that is no longer part of it.
    `DTEND;VALUE=DATE:${basic(addDays(date, 1))}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    // A last day is no appointment: the person stays free.
    'TRANSP:TRANSPARENT',
    ...remindDaysBefore.flatMap((days) => [
      'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escapeText(title)}`, `TRIGGER:${trigger(days)}`, 'END:VALARM',
    ]),
    'END:VEVENT',
  ]
}

function basic(date: PlainDate): string {
  return date.replaceAll('-', '')
}

/** A day begins at midnight; nobody wants to be woken then. */
function trigger(daysBefore: number): string {
  if (daysBefore === 0) return 'PT9H'
  return daysBefore === 1 ? '-PT15H' : `-P${daysBefore - 1}DT15H`
}

/** TEXT of §3.3.11; control characters have no place in it (§3.1). */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, '')
}

/** Breaks a content line between characters, never inside one, so that no piece is over 75 octets (§3.1). */
export function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = utf8Length(character)
    if (octets + size > longestLine) {
      folded += `${lineBreak} `
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}

function utf8Length(character: string): number {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}
