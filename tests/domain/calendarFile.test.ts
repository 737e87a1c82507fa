import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFile, escapeText, foldLine } from '../../src/domain/calendarFile.ts'
import type { CalendarEntry } from '../../src/domain/calendarFile.ts'
import { anyDate, anyText } from './arbitraries.ts'

const entry: CalendarEntry = {
  uid: '0195a000-decide@zhenghaoban', date: '2026-05-22', title: '预计办结：在家养鸽子（尾号 1234）',
  text: '当天 24 点前，北京时间', remindDaysBefore: [3, 1],
}
const stampedAt = '2026-05-06T01:05:09.123Z'

it('is what RFC 5545 asks for, line by line', () => {
  expect(calendarFile([entry], stampedAt).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//zhenghaoban//zhenghaoban//ZH', 'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT', 'UID:0195a000-decide@zhenghaoban', 'DTSTAMP:20260506T010509Z', 'DTSTART;VALUE=DATE:20260522',
    'DTEND;VALUE=DATE:20260523', 'SUMMARY:预计办结：在家养鸽子（尾号 1234）', 'DESCRIPTION:当天 24 点前，北京时间',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:预计办结：在家养鸽子（尾号 1234）', 'TRIGGER:-P2DT15H', 'END:VALARM',
    'BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:预计办结：在家养鸽子（尾号 1234）', 'TRIGGER:-PT15H', 'END:VALARM',
    'END:VEVENT', 'END:VCALENDAR', '',
  ])
})

it.each([
  [0, 'PT9H'], [1, '-PT15H'], [2, '-P1DT15H'], [3, '-P2DT15H'], [7, '-P6DT15H'],
])('rings %i days before at nine in the morning: %s', (days, trigger) => {
  expect(calendarFile([{ ...entry, remindDaysBefore: [days] }], stampedAt)).toContain(`\r\nTRIGGER:${trigger}\r\n`)
})

it.each([
  ['2026-12-31', '20261231', '20270101'], ['2028-02-28', '20280228', '20280229'], ['2026-02-28', '20260228', '20260301'],
])('the whole day %s ends before the next', (date, start, end) => {
  const file = calendarFile([{ ...entry, date }], stampedAt)
  expect(file).toContain(`DTSTART;VALUE=DATE:${start}\r\nDTEND;VALUE=DATE:${end}\r\n`)
})

describe('a text', () => {
  it.each([
    // §3.3.11, its own example.
    ['Project XYZ Final Review\nConference Room - 3B\nCome Prepared.',
      'Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared.'],
    ['a,b;c', 'a\\,b\\;c'], ['C:\\n', 'C:\\\\n'], ['"x": y', '"x": y'], ['a\r\nb\rc', 'a\\nb\\nc'],
    ['a\u0000\u0007b\tc\u007f', 'ab\tc'], ['', ''],
  ])('%j is escaped as %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
  })
})

describe('a line', () => {
  it.each<[string, string, string[]]>([
    ['of 75 octets stays whole', 'x'.repeat(75), ['x'.repeat(75)]],
    ['of 76 is folded, the space counts', 'x'.repeat(76), ['x'.repeat(75), ' x']],
    ['of 150 needs three', 'x'.repeat(150), ['x'.repeat(75), ` ${'x'.repeat(74)}`, ' x']],
    ['is not folded inside a Chinese character', '证'.repeat(26), ['证'.repeat(25), ' 证']],
    ['nor inside one outside the BMP', `x${'𠮷'.repeat(19)}`, [`x${'𠮷'.repeat(18)}`, ' 𠮷']],
  ])('%s', (_what, line, pieces) => {
    expect(foldLine(line).split('\r\n')).toEqual(pieces)
  })
})

/** Reads a file as a calendar does: unfold, then name, parameters and value of each line. */
function parse(file: string) {
  const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n')
  expect(lines.pop()).toBe('')
  const events: Record<string, string>[] = []
  const open: string[] = []
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z-]+=[^:;]*)*):([^]*)$/.exec(line) ?? []
    expect(name).not.toBe('')
    if (name === 'BEGIN') {
      open.push(value)
      if (value === 'VEVENT') events.push({})
    } else if (name === 'END') {
      expect(open.pop()).toBe(value)
    } else if (open.at(-1) === 'VEVENT') {
      Object.assign(events.at(-1)!, { [name]: unescape(value) })
    }
  }
  expect(open).toEqual([])
  return events
}

function unescape(value: string): string {
  return value.replace(/\\(.)/g, (_all, character: string) => /n/i.test(character) ? '\n' : character)
}

const plain = (text: string) => text.replace(/\r\n?/g, '\n')

  .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
const anyEntry = fc.record({
  uid: fc.uuid(), date: anyDate, title: anyText, text: fc.oneof(anyText, fc.string({ unit: 'grapheme', maxLength: 400 })),
  remindDaysBefore: fc.array(fc.nat(30), { maxLength: 3 }),
})

it('whatever the words: parses back to what went in, and no line is over 75 octets', () => {
  const encoder = new TextEncoder()
  fc.assert(fc.property(fc.array(anyEntry, { maxLength: 4 }), (entries) => {
    const file = calendarFile(entries, stampedAt)
    for (const line of file.split('\r\n')) expect(encoder.encode(line).length).toBeLessThanOrEqual(75)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(parse(file).map((event) => ({
      uid: event['UID'], date: event['DTSTART;VALUE=DATE'], title: event['SUMMARY'], text: event['DESCRIPTION'],
    }))).toEqual(entries.map(({ uid, date, title, text }) => ({
      uid, date: date.replaceAll('-', ''), title: plain(title), text: plain(text),
    })))
  }))
})
