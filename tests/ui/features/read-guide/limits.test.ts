import { expect, it } from 'vitest'
import { limitText, shareOfStatutory } from '../../../../src/features/read-guide/limits.ts'

it('a limit reads in its own unit', () => {
  expect(limitText({ days: 20, unit: 'workingDay' })).toBe('20 个工作日')
  expect(limitText({ days: 60, unit: 'day' })).toBe('60 天')
  expect(limitText({ days: 0, unit: 'workingDay' })).toBe('当场')
})

it('a promise is a share of what the law allows, said to be about that where the units differ', () => {
  const share = (days: number, unit: 'workingDay' | 'day', law: number, lawUnit: 'workingDay' | 'day') =>
    shareOfStatutory({ days, unit }, { days: law, unit: lawUnit })
  expect(share(7, 'workingDay', 20, 'workingDay')).toEqual({ percent: 35, exact: true })
  expect(share(20, 'workingDay', 20, 'workingDay')).toEqual({ percent: 100, exact: true })
  expect(share(0, 'workingDay', 1, 'workingDay')).toEqual({ percent: 0, exact: true })
  expect(share(7, 'workingDay', 60, 'day')).toEqual({ percent: 17, exact: false })
  expect(share(3, 'workingDay', 3, 'day')).toEqual({ percent: 100, exact: false })
})

it('where no law sets a limit there is nothing to compare', () => {
  expect(shareOfStatutory({ days: 1, unit: 'workingDay' }, null)).toBeUndefined()
  expect(shareOfStatutory({ days: 1, unit: 'day' }, { days: 1, unit: 'workingDay' })).toBeUndefined()
})
