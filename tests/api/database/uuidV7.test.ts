import { expect, it } from 'vitest'
import { uuidV7 } from '../../../mock-api/database/uuidV7.ts'

const now = Date.UTC(2026, 2, 1)

it('carries the clock, version and variant as RFC 9562 says', () => {
  const id = uuidV7(now)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now)
})

it('sorts in the order of the calls, within a millisecond and across', () => {
  const ids = [...Array.from({ length: 2000 }, () => uuidV7(now + 1)), uuidV7(now + 2)]
  expect(ids.toSorted()).toEqual(ids)
})

it('stays unique past the counts of one millisecond', () => {
  const ids = Array.from({ length: 10_000 }, () => uuidV7(now + 3))
  expect(new Set(ids).size).toBe(10_000)
})
