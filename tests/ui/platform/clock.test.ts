import { afterEach, expect, it, vi } from 'vitest'
import { noteServerTime, now, todayOnPhone } from '../../../src/platform/clock.ts'

afterEach(() => vi.useRealTimers())

it('a phone a day off counts from the server’s day', () => {
  vi.useFakeTimers({ now: new Date('2026-05-05T15:59:00Z') })
  noteServerTime('2026-05-05T15:59:00.000Z')
  expect(todayOnPhone()).toBe('2026-05-05')
  noteServerTime('2026-05-06T15:59:00.000Z')
  expect(todayOnPhone()).toBe('2026-05-06')
  vi.advanceTimersByTime(60_000)
  expect(now().toISOString()).toBe('2026-05-06T16:00:00.000Z')
  expect(todayOnPhone()).toBe('2026-05-07')
})
