import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepRecent, rateOf, rateWindow } from '../../src/domain/transferRate.ts'
import type { Sample } from '../../src/domain/transferRate.ts'

it('says nothing before anything was confirmed', () => {
  expect([rateOf([], 0), rateOf([{ at: 0, bytes: 0 }], 5000)]).toEqual([undefined, undefined])
  expect(rateOf([{ at: 0, bytes: 0 }, { at: 1, bytes: 500 }], 1)).toBeUndefined()
})

it('is what came in the window, by the time it took', () => {
  const samples = [{ at: 0, bytes: 0 }, { at: 2000, bytes: 400_000 }, { at: 4000, bytes: 200_000 }]
  expect(rateOf(samples, 4000)).toBe(150_000)
  expect(rateOf(samples, 6000)).toBe(150_000)
  expect(rateOf(samples, 8000)).toBe(100_000)
})

it('forgets what was fast once, and says nothing when nothing comes any more', () => {
  const samples = [
    { at: 0, bytes: 0 }, { at: 1000, bytes: 9_000_000 }, { at: 30_000, bytes: 10_000 }, { at: 40_000, bytes: 10_000 },
  ]
  expect(rateOf(samples, 40_000)).toBeLessThan(1000)
  expect(rateOf(samples, 40_001 + rateWindow)).toBeUndefined()
})

it('is never negative, infinite or no number, and needs no more than recent samples', () => {
  const steps = fc.array(fc.record({ after: fc.nat(30_000), bytes: fc.nat(1_000_000) }), { maxLength: 30 })
  fc.assert(fc.property(steps, fc.nat(60_000), (list, later) => {
    let at = 0
    const samples: Sample[] = list.map(({ after, bytes }) => ({ at: at += after, bytes }))
    const rate = rateOf(samples, at + later)
    expect(rate === undefined || (Number.isFinite(rate) && rate > 0)).toBe(true)
    expect(rateOf(keepRecent(samples, at + later), at + later)).toBe(rate)
  }), { seed: 6 })
})
