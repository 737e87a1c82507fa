import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetRecent, listRecent, noteRecent } from '../../../src/platform/recentItems.ts'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

it('the last one looked at comes first, each once', () => {
  for (const code of ['A', 'B', 'C', 'A']) noteRecent(code)
  expect(listRecent()).toEqual(['A', 'C', 'B'])
})

it('six are kept', () => {
  for (const code of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) noteRecent(code)
  expect(listRecent()).toEqual(['H', 'G', 'F', 'E', 'D', 'C'])
})

it('they can be forgotten', () => {
  noteRecent('A')
  forgetRecent()
  expect(listRecent()).toEqual([])
  expect(localStorage.length).toBe(0)
})

it.each(['', '{', 'null', '7', '"A"', '{"length":1}'])('what is kept as %j is nothing, and is written anew', (kept) => {
  localStorage.setItem('recent-items', kept)
  expect(listRecent()).toEqual([])
  noteRecent('A')
  expect(listRecent()).toEqual(['A'])
})

it('of a list somebody else wrote only codes are taken, and no more than six', () => {
  localStorage.setItem('recent-items', JSON.stringify(['A', 1, null, { code: 'B' }, 'C', ...'DEFGHIJ']))
  expect(listRecent()).toEqual(['A', 'C', 'D', 'E', 'F', 'G'])
})

it.each(['getItem', 'setItem', 'removeItem'] as const)('a browser that refuses %s is no failure', (method) => {
  const refuse = vi.fn(() => { throw new DOMException('denied', 'SecurityError') })
  const storage = { getItem: () => '["B"]', setItem: () => undefined, removeItem: () => undefined }
  vi.stubGlobal('localStorage', { ...storage, [method]: refuse })
  noteRecent('A')
  forgetRecent()
  expect(listRecent()).toEqual(method === 'getItem' ? [] : ['B'])
  expect(refuse).toHaveBeenCalled()
})
