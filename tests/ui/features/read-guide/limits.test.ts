import { expect, it } from 'vitest'
import { limitText, shortenedPercent } from '../../../../src/features/read-guide/limits.ts'

it('a limit reads in its own unit', () => {
  expect(limitText({ days: 20, unit: 'workingDay' })).toBe('20 个工作日')
  expect(limitText({ days: 60, unit: 'day' })).toBe('60 天')
  expect(limitText({ days: 0, unit: 'workingDay' })).toBe('当场')
})

it('a promise is compared with the law in equal units only, and never flattered', () => {
  expect(shortenedPercent({ days: 7, unit: 'workingDay' }, { days: 20, unit: 'workingDay' })).toBe(65)
  expect(shortenedPercent({ days: 0, unit: 'workingDay' }, { days: 1, unit: 'workingDay' })).toBe(100)
  expect(shortenedPercent({ days: 7, unit: 'workingDay' }, { days: 60, unit: 'day' })).toBeUndefined()
  expect(shortenedPercent({ days: 20, unit: 'workingDay' }, { days: 20, unit: 'workingDay' })).toBeUndefined()
})
