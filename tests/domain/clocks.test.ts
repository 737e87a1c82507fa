import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acceptanceDeadline, decisionDeadline, deliveryDeadline, elapsedWorkdays, isInTime, supplementDeadline, warningLevel,
} from '../../src/domain/clocks.ts'
import type { Pause } from '../../src/domain/clocks.ts'
import { addDays } from '../../src/domain/plainDate.ts'
import { isWorkday, workdaysBetween } from '../../src/domain/workdays.ts'
import { calendar, knownDate } from './arbitraries.ts'

describe('deadlines', () => {
  it.each([
    ['2026-11-20', '2026-11-27'], ['2026-11-21', '2026-11-27'], ['2026-09-24', '2026-10-09'], ['2026-12-28', undefined],
  ])('received %s, accept or ask by %s (LC-05)', (receivedOn, by) => {
    expect(acceptanceDeadline(receivedOn, calendar)).toBe(by)
  })

  it.each([
    ['2026-11-20', 20, 'workingDay', '2026-12-18'],
    ['2026-11-20', 0, 'workingDay', '2026-11-20'],
    ['2026-11-20', 0, 'day', '2026-11-20'],
    ['2026-11-21', 0, 'day', '2026-11-21'],
    ['2026-11-20', 7, 'day', '2026-11-27'],
    // Ends on a Sunday: Monday (民法典 第二百零三条).
    ['2026-11-15', 7, 'day', '2026-11-23'],
    // Ends on 1 October: the first day after the holiday.
    ['2026-09-24', 7, 'day', '2026-10-08'],
    // Ends on a Sunday that is worked: that day stands.
    ['2026-09-13', 7, 'day', '2026-09-20'],
    ['2026-12-28', 7, 'day', undefined],
    ['2026-12-10', 20, 'workingDay', undefined],
  ] as const)('accepted %s, limit %i %s: decide by %s', (acceptedOn, days, unit, by) => {
    expect(decisionDeadline(acceptedOn, { days, unit }, calendar)).toBe(by)
  })

  it('hands the certificate over within 10 working days (LC-18)', () => {
    expect(deliveryDeadline('2026-11-20', calendar)).toBe('2026-12-04')
  })

  it('a deadline in calendar days never falls on a day off and never comes early', () => {
    fc.assert(fc.property(knownDate, fc.integer({ min: 1, max: 60 }), (acceptedOn, days) => {
      const due = decisionDeadline(acceptedOn, { days, unit: 'day' }, calendar)
      fc.pre(due !== undefined)
      expect(isWorkday(due, calendar)).toBe(true)
      expect(due >= addDays(acceptedOn, days)).toBe(true)
    }))
  })
})

describe('a supplement', () => {
  it.each([
    ['2026-11-27T15:59:59.999Z', true], ['2026-11-27T16:00:00.000Z', false], ['2026-11-01T00:00:00Z', true],
  ])('that arrives at %s, due 2026-11-27: in time %s (RQ-11, RQ-14)', (arrivedAt, inTime) => {
    expect(isInTime(arrivedAt, '2026-11-27')).toBe(inTime)
    expect(Date.parse(arrivedAt) < Date.parse(supplementDeadline('2026-11-27'))).toBe(inTime)
  })
})

describe('elapsedWorkdays (LC-16)', () => {
  const from = '2026-11-02'
  const to = '2026-11-13'

  it.each<[string, Pause[], number]>([
    ['no pause', [], 9],
    ['a pause of two working days', [{ from: '2026-11-04', until: '2026-11-06' }], 7],
    ['over a weekend', [{ from: '2026-11-06', until: '2026-11-09' }], 8],
    ['ended the day it began', [{ from: '2026-11-04', until: '2026-11-04' }], 9],
    ['two overlapping', [{ from: '2026-11-03', until: '2026-11-05' }, { from: '2026-11-04', until: '2026-11-06' }], 6],
    ['one inside another', [{ from: '2026-11-03', until: '2026-11-10' }, { from: '2026-11-04', until: '2026-11-05' }], 4],
    ['the same twice', [{ from: '2026-11-04', until: '2026-11-06' }, { from: '2026-11-04', until: '2026-11-06' }], 7],
    ['touching', [{ from: '2026-11-03', until: '2026-11-04' }, { from: '2026-11-04', until: '2026-11-05' }], 7],
    ['in any order', [{ from: '2026-11-10', until: '2026-11-11' }, { from: '2026-11-03', until: '2026-11-04' }], 7],
    ['still going on', [{ from: '2026-11-04' }], 2],
    ['longer than the period', [{ from: '2026-10-01', until: '2026-12-01' }], 0],
    ['before the period', [{ from: '2026-10-20', until: '2026-10-30' }], 9],
    ['after the period', [{ from: '2026-11-20', until: '2026-11-30' }], 9],
  ])('%s', (_, pauses, expected) => {
    expect(elapsedWorkdays(from, to, pauses, calendar)).toBe(expected)
  })

  it('is unknown where the calendar ends', () => {
    expect(elapsedWorkdays('2026-12-30', '2027-01-02', [], calendar)).toBeUndefined()
    expect(elapsedWorkdays('2026-12-30', '2027-01-02', [{ from: '2026-12-30' }], calendar)).toBeUndefined()
  })

  const pause = fc.record({ from: knownDate, days: fc.nat(40) })
    .map((drawn): Pause => ({ from: drawn.from, until: addDays(drawn.from, drawn.days) }))

  it('counts exactly the working days no pause covers', () => {
    fc.assert(fc.property(knownDate, fc.nat(120), fc.array(pause, { maxLength: 4 }), (start, length, pauses) => {
      const end = [addDays(start, length), '2026-12-31'].sort()[0] ?? start
      let expected = 0
      for (let day = start; day !== end;) {
        day = addDays(day, 1)
        const covered = pauses.some((one) => one.from < day && day <= (one.until ?? end))
        if (!covered && isWorkday(day, calendar)) expected += 1
      }
      expect(elapsedWorkdays(start, end, pauses, calendar)).toBe(expected)
    }))
  })

  it('another pause never makes time pass', () => {
    fc.assert(fc.property(fc.array(pause, { maxLength: 4 }), pause, (pauses, one) => {
      const before = elapsedWorkdays('2025-06-01', '2026-06-01', pauses, calendar) ?? Number.NaN
      const after = elapsedWorkdays('2025-06-01', '2026-06-01', [...pauses, one], calendar) ?? Number.NaN
      expect(after).toBeLessThanOrEqual(before)
      expect(before).toBeLessThanOrEqual(workdaysBetween('2025-06-01', '2026-06-01', calendar) ?? Number.NaN)
    }))
  })
})

describe('warningLevel (TM-03)', () => {
  it.each([
    [20, 20, 'blue'], [11, 20, 'blue'], [10, 20, 'yellow'], [5, 20, 'yellow'], [4, 20, 'orange'], [0, 20, 'orange'],
    [-1, 20, 'red'], [3, 3, 'blue'], [2, 3, 'blue'], [1, 3, 'orange'], [1, 1, 'orange'], [0, 0, 'orange'],
  ])('%i of %i days left: %s', (daysLeft, totalDays, level) => {
    expect(warningLevel({ daysLeft, totalDays })).toBe(level)
  })

  it('a paused case is grey and never ages', () => {
    expect(warningLevel({ daysLeft: -3, totalDays: 20, paused: true })).toBe('grey')
  })

  it('takes the bureau’s own thresholds', () => {
    const strict = { yellowShare: 0.8, orangeShare: 0.5, orangeDays: 3 }
    expect(warningLevel({ daysLeft: 16, totalDays: 20 }, strict)).toBe('yellow')
    expect(warningLevel({ daysLeft: 10, totalDays: 20 }, strict)).toBe('orange')
  })

  it('only gets more urgent as days go by', () => {
    const order = ['blue', 'yellow', 'orange', 'red']
    fc.assert(fc.property(fc.integer({ min: -30, max: 60 }), fc.nat(60), (daysLeft, totalDays) => {
      const today = order.indexOf(warningLevel({ daysLeft, totalDays }))
      expect(order.indexOf(warningLevel({ daysLeft: daysLeft - 1, totalDays }))).toBeGreaterThanOrEqual(today)
    }))
  })
})
