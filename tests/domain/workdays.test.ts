import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekday } from '../../src/domain/plainDate.ts'
import { addWorkdays, isWorkday, nextWorkday, workdaysBetween } from '../../src/domain/workdays.ts'
import { calendar, knownDate } from './arbitraries.ts'

/** rules.md §1.2, test vectors. */
const vectors: [string, number, string | undefined][] = [
  ['2026-09-18', 3, '2026-09-22'],
  ['2026-09-24', 5, '2026-10-09'],
  ['2026-02-13', 5, '2026-02-27'],
  ['2026-02-13', 20, '2026-03-19'],
  ['2026-04-30', 1, '2026-05-06'],
  ['2026-10-09', 1, '2026-10-10'],
  ['2026-09-19', 1, '2026-09-20'],
  ['2026-11-20', 20, '2026-12-18'],
  ['2026-12-31', 1, undefined],
]

describe('the calendar of rules.md WD-04', () => {
  it.each(['2025', '2026'])('%s has 248 working days', (year) => {
    expect(workdaysBetween(`${Number(year) - 1}-12-31`, `${year}-12-31`, calendar)).toBe(248)
  })

  it.each(Object.entries(calendar.years))('%s lists each day once, in its own year, make-up days on weekends', (
    year, { holidays, makeupDays, source },
  ) => {
    const days = [...holidays, ...makeupDays]
    expect(new Set(days).size).toBe(days.length)
    expect(days.filter((day) => !day.startsWith(year))).toEqual([])
    expect(makeupDays.filter((day) => weekday(day) < 6)).toEqual([])
    expect(source).toContain(`${year}年部分节假日安排的通知`)
  })

  it.each([
    ['2026-01-01', false], ['2026-01-04', true], ['2026-02-14', true], ['2026-02-23', false], ['2026-02-24', true],
    ['2026-02-28', true], ['2026-04-06', false], ['2026-05-09', true], ['2026-06-19', false], ['2026-10-10', true],
    ['2026-11-21', false], ['2026-11-23', true], ['2025-01-26', true], ['2025-10-08', false], ['2025-10-11', true],
  ])('%s: %s', (day, works) => {
    expect(isWorkday(day, calendar)).toBe(works)
  })

  it('does not guess a year without a notice, weekends included', () => {
    expect(isWorkday('2027-01-04', calendar)).toBeUndefined()
    expect(isWorkday('2027-01-03', calendar)).toBeUndefined()
    expect(isWorkday('2024-12-31', calendar)).toBeUndefined()
  })
})

describe('addWorkdays', () => {
  it.each(vectors)('%s + %i → %s', (start, n, expected) => {
    expect(addWorkdays(start, n, calendar)).toBe(expected)
  })

  it('n = 0 is the day itself, even a holiday', () => {
    expect(addWorkdays('2026-10-01', 0, calendar)).toBe('2026-10-01')
  })

  it('starts from the last day of an unknown year, which is not counted', () => {
    expect(addWorkdays('2024-12-31', 1, calendar)).toBe('2025-01-02')
  })

  it.each([-1, 1.5, Number.NaN, Infinity])('refuses %s working days', (n) => {
    expect(() => addWorkdays('2026-01-01', n, calendar)).toThrow(RangeError)
  })

  it('lands on a working day, later with every day added', () => {
    fc.assert(fc.property(knownDate, fc.integer({ min: 1, max: 60 }), (start, n) => {
      const due = addWorkdays(start, n, calendar)
      const next = addWorkdays(start, n + 1, calendar)
      if (due === undefined) {
        expect(next).toBeUndefined()
        return
      }
      expect(isWorkday(due, calendar)).toBe(true)
      expect(due > start).toBe(true)
      expect(next === undefined || next > due).toBe(true)
    }))
  })

  it('is never earlier for a later start', () => {
    fc.assert(fc.property(knownDate, fc.nat(40), fc.integer({ min: 1, max: 60 }), (start, shift, n) => {
      const due = addWorkdays(start, n, calendar)
      const dueLater = addWorkdays(addDays(start, shift), n, calendar)
      expect(due === undefined || dueLater === undefined || dueLater >= due).toBe(true)
    }))
  })

  it('is undone by workdaysBetween', () => {
    fc.assert(fc.property(knownDate, fc.nat(60), (start, n) => {
      const due = addWorkdays(start, n, calendar)
      fc.pre(due !== undefined)
      expect(workdaysBetween(start, due, calendar)).toBe(n)
    }))
  })

  it('one is the next working day', () => {
    fc.assert(fc.property(knownDate, (day) => nextWorkday(day, calendar) === addWorkdays(day, 1, calendar)))
    expect(nextWorkday('2026-09-30', calendar)).toBe('2026-10-08')
  })
})

describe('workdaysBetween', () => {
  it.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-23', '2026-11-20', -1],
    ['2026-11-22', '2026-11-21', 0],
    ['2026-12-31', '2027-01-01', undefined],
    ['2027-01-01', '2026-12-31', undefined],
  ])('%s to %s: %s', (start, end, expected) => {
    expect(workdaysBetween(start, end, calendar)).toBe(expected)
  })

  it('adds up over any day in between', () => {
    fc.assert(fc.property(fc.uniqueArray(knownDate, { minLength: 3, maxLength: 3 }), (days) => {
      const [a = '', b = '', c = ''] = days.sort()
      const between = (from: string, to: string) => workdaysBetween(from, to, calendar) ?? Number.NaN
      const whole = between(a, c)
      expect(between(a, b) + between(b, c)).toBe(whole)
      expect(between(c, a)).toBe(whole === 0 ? 0 : -whole)
    }))
  })
})
