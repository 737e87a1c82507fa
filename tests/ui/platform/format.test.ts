import { expect, it } from 'vitest'
import { formatDate, formatDateTime, formatDay, formatFileSize } from '../../../src/platform/format.ts'

it('says the day with its weekday', () => {
  expect(formatDate('2026-11-22')).toBe('2026年11月22日（周日）')
  expect(formatDate('2026-05-06')).toBe('2026年5月6日（周三）')
})

it('says a day that is only named without its weekday', () => {
  expect(formatDay('2026-11-22')).toBe('2026年11月22日')
})

it('says an instant as Guangzhou’s clock shows it', () => {
  expect(formatDateTime('2026-05-06T01:05:00.000Z')).toBe('2026年5月6日 09:05')
  expect(formatDateTime('2026-05-06T16:00:00.000Z')).toBe('2026年5月7日 00:00')
})

it('says sizes roughly, and never 0 for something', () => {
  expect([1, 1024, 1025, 1_048_575, 1_048_576, 1_258_291, 10_485_760, 10_738_720_000].map(formatFileSize))
    .toEqual(['1 KB', '1 KB', '2 KB', '1024 KB', '1 MB', '1.2 MB', '10 MB', '10 GB'])
})
