import { expect, it } from 'vitest'
import { isWholePassphrase, newPassphrase, plainPassphrase } from '../../src/offline/passphrase.ts'

it('is twenty digits in fours, every digit about as often as any other, and never the same twice', () => {
  const made = Array.from({ length: 500 }, newPassphrase)
  expect(made.every((one) => /^\d{4}( \d{4}){4}$/.test(one))).toBe(true)
  expect(new Set(made).size).toBe(500)
  const all = made.map(plainPassphrase).join('')
  const counts = Array.from('0123456789', (digit) => all.split(digit).length - 1)
  // 1000 each; five standard deviations to either side.
  expect(counts.every((count) => count > 850 && count < 1150)).toBe(true)
})

it.each([
  ['1234 5678 9012 3456 7890', true], ['12345678901234567890', true], ['１２３４５６７８９０１２３４５６７８９０', true],
  ['1234 5678 9012 3456 789', false], ['123456789012345678901', false], ['', false],
])('%s is whole: %s', (typed, whole) => {
  expect(isWholePassphrase(typed)).toBe(whole)
})
