import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deferralDays, deferralDue, promisedWorkdays } from '../../src/domain/deferral.ts'
import { calendar } from './arbitraries.ts'

describe('deferralDays (RQ-08)', () => {
  it.each([
    { ownDays: 10, promisedWorkdays: 20, days: 10 },
    { ownDays: 10, promisedWorkdays: 12, days: 10 },
    { ownDays: 10, promisedWorkdays: 11, days: 9 },
    { ownDays: 30, promisedWorkdays: 60, days: 20 },
    { ownDays: 5, promisedWorkdays: 3, days: 1 },
    { ownDays: 5, promisedWorkdays: 2, days: 0 },
    { ownDays: 5, promisedWorkdays: 1, days: 0 },
    { ownDays: 5, promisedWorkdays: 0, days: 0 },
    { ownDays: 0, promisedWorkdays: 20, days: 0 },
  ])('own $ownDays, promise $promisedWorkdays → $days', ({ days, ...input }) => {
    expect(deferralDays(input)).toBe(days)
  })

  it('never reaches the last two days of the promise, nor beyond twenty', () => {
    fc.assert(fc.property(fc.nat(90), fc.nat(90), (ownDays, promised) => {
      const days = deferralDays({ ownDays, promisedWorkdays: promised })
      expect(days).toBeGreaterThanOrEqual(0)
      expect(days).toBeLessThanOrEqual(Math.min(ownDays, 20))
      if (days > 0) expect(days).toBeLessThanOrEqual(promised - 2)
    }))
  })
})

describe('deferralDue', () => {
  it('counts working days from acceptance', () => {
    expect(deferralDue('2026-09-24', 5, calendar)).toBe('2026-10-09')
  })

  it('is unknown where the calendar ends', () => {
    expect(deferralDue('2026-12-18', 10, calendar)).toBeUndefined()
  })
})

describe('promisedWorkdays', () => {
  it.each([
    [{ days: 20, unit: 'workingDay' }, 20], [{ days: 7, unit: 'day' }, 5], [{ days: 20, unit: 'day' }, 14],
    [{ days: 1, unit: 'day' }, 0],
  ] as const)('%o → %i', (limit, expected) => {
    expect(promisedWorkdays(limit)).toBe(expected)
  })
})
