import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import {
  addDays, addMonths, addYears, ageOn, compare, daysBetween, endOfDay, isPlainDate, plainDateAt, startOfDay, weekday,
} from '../../src/domain/plainDate.ts'
import { anyDate } from './arbitraries.ts'

describe('isPlainDate', () => {
  it.each(['2026-11-22', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('accepts %s', (date) => {
    expect(isPlainDate(date)).toBe(true)
  })

  it.each([
    '2026-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1',
    '20260101', '2026-01-01T00:00:00Z', ' 2026-01-01', '+002026-01-01', '２０２６-01-01', '',
  ])('refuses %j', (date) => {
    expect(isPlainDate(date)).toBe(false)
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof isPlainDate(text) === 'boolean'))
  })
})

describe('counting days', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['1970-01-01', -1, '1969-12-31'],
    ['2026-11-22', 0, '2026-11-22'],
    // China's last summer time: a day of 23 hours is still one day.
    ['1991-04-13', 2, '1991-04-15'],
  ])('%s %+i → %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to)
    expect(daysBetween(from, to)).toBe(days)
  })

  it.each([
    ['2026-11-22', 7], ['2026-11-23', 1], ['2026-02-14', 6], ['1970-01-01', 4], ['1969-12-29', 1], ['1900-01-01', 1],
  ])('%s is day %i of the week', (date, expected) => {
    expect(weekday(date)).toBe(expected)
  })

  it('refuses what is no date instead of counting from it', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => daysBetween('2026-01-01', 'tomorrow')).toThrow(RangeError)
    expect(() => weekday('')).toThrow(RangeError)
  })

  it('going forth and back ends where it began', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
      const there = addDays(date, days)
      expect(isPlainDate(there)).toBe(true)
      expect(daysBetween(date, there)).toBe(days)
      expect(addDays(there, -days)).toBe(date)
      expect(Math.sign(compare(there, date))).toBe(Math.sign(days))
    }))
  })

  it('the weekday moves on by one', () => {
    fc.assert(fc.property(anyDate, (date) => weekday(addDays(date, 1)) === weekday(date) % 7 + 1))
  })

  it('sorts like the text', () => {
    fc.assert(fc.property(anyDate, anyDate, (a, b) => compare(a, b) < 0 === a < b))
  })
})

describe('years', () => {
  it.each([
    ['2025-11-22', 1, '2026-11-22'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2026-02-28', 2, '2028-02-28'],
    ['2026-11-22', -10, '2016-11-22'],
  ])('%s plus %i years is %s', (date, years, expected) => {
    expect(addYears(date, years)).toBe(expected)
  })

  it.each([
    ['1966-11-22', '2026-11-22', 60],
    ['1966-11-23', '2026-11-22', 59],
    ['2016-06-01', '2026-05-31', 9],
    ['2016-06-01', '2026-06-01', 10],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-29', 16],
    ['2026-11-22', '2026-11-22', 0],
    ['2026-11-23', '2026-11-22', -1],
  ])('born %s one is on %s %i years old', (birth, day, expected) => {
    expect(ageOn(birth, day)).toBe(expected)
  })

  it('age grows by exactly one a year', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 0, max: 90 }), (birth, years) => {
      fc.pre(!birth.endsWith('02-29'))
      expect(ageOn(birth, addYears(birth, years))).toBe(years)
      expect(ageOn(birth, addDays(addYears(birth, years), -1))).toBe(years - 1)
    }))
  })
})

describe('instants', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23'],
    ['2026-11-22T23:59:59+08:00', '2026-11-22'],
    ['2026-11-22T10:00:00-08:00', '2026-11-23'],
    ['2025-12-31T16:00:00Z', '2026-01-01'],
    ['1969-12-31T15:00:00Z', '1969-12-31'],
  ])('%s is on %s in Shanghai', (instant, date) => {
    expect(plainDateAt(instant)).toBe(date)
  })

  it.each(['2026-11-22', '2026-11-22T10:00:00', 'now', ''])('refuses %j: no zone, no instant', (text) => {
    expect(() => plainDateAt(text)).toThrow(RangeError)
  })

  it('a day runs from 16:00Z to 16:00Z', () => {
    expect(startOfDay('2026-11-22')).toBe('2026-11-21T16:00:00.000Z')
    expect(endOfDay('2026-11-22')).toBe('2026-11-22T16:00:00.000Z')
  })

  it('begins inside itself and ends outside', () => {
    fc.assert(fc.property(anyDate, (date) => {
      expect(plainDateAt(startOfDay(date))).toBe(date)
      expect(plainDateAt(endOfDay(date))).toBe(addDays(date, 1))
      expect(plainDateAt(new Date(Date.parse(endOfDay(date)) - 1).toISOString())).toBe(date)
    }))
  })
})

describe('on a device in another time zone', () => {
  const zone = process.env.TZ
  afterEach(() => { process.env.TZ = zone })

  it.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin', 'UTC'])('%s gets the same days', (other) => {
    process.env.TZ = other
    expect(new Date('2026-11-22T00:00:00Z').getTimezoneOffset()).not.toBe(-480)
    expect(plainDateAt('2026-11-22T16:00:00Z')).toBe('2026-11-23')
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29')
    expect(weekday('2026-11-22')).toBe(7)
    expect(endOfDay('2026-11-22')).toBe('2026-11-22T16:00:00.000Z')
  })
})

describe('addMonths (民法典 第二百零二条)', () => {
  it.each([
    ['2026-03-10', 6, '2026-09-10'], ['2026-08-31', 6, '2027-02-28'], ['2027-08-31', 6, '2028-02-29'],
    ['2026-10-31', 1, '2026-11-30'], ['2026-12-15', 1, '2027-01-15'], ['2026-01-31', -1, '2025-12-31'],
  ])('%s and %i months are %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  it('throws for no date', () => {
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError)
  })
})
