import { afterEach, expect, it } from 'vitest'
import { putAsideForSignIn, takeHandOverLink } from '../../../src/platform/handOverLink.ts'

const now = new Date('2026-05-06T01:00:00.000Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

afterEach(() => {
  sessionStorage.clear()
  history.replaceState(null, '', '/')
})

it('is taken out of the address and of what the history keeps, once', () => {
  history.replaceState({ current: '/drafts/receive#abc_-9', back: '/' }, '', '/drafts/receive#abc_-9')
  expect(takeHandOverLink(now)).toBe('abc_-9')
  expect(location.hash).toBe('')
  expect(JSON.stringify(history.state)).not.toContain('abc_-9')
  expect(takeHandOverLink(now)).toBeUndefined()
})

it.each(['#', '#abcde', '#a b', '#<script>', `#${'a'.repeat(4001)}`])('that is none is not taken, and gone: %s', (hash) => {
  history.replaceState(null, '', `/drafts/receive${hash}`)
  expect(takeHandOverLink(now)).toBeUndefined()
  expect(location.hash.length).toBeLessThan(2)
})

it('waits for the sign-in ten minutes, and is given once', () => {
  putAsideForSignIn('abc', now)
  expect(takeHandOverLink(later(9))).toBe('abc')
  expect(takeHandOverLink(later(9))).toBeUndefined()
  putAsideForSignIn('abc', now)
  expect(takeHandOverLink(later(10))).toBeUndefined()
  expect(sessionStorage).toHaveLength(0)
})

it('put aside does not win over the one just scanned', () => {
  putAsideForSignIn('old', now)
  history.replaceState(null, '', '/drafts/receive#new')
  expect(takeHandOverLink(now)).toBe('new')
  expect(sessionStorage).toHaveLength(0)
})
