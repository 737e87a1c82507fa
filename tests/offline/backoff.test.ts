import { expect, it } from 'vitest'
import { backoffSeconds } from '../../src/offline/backoff.ts'

it('doubles from 5 seconds to a quarter of an hour and stays there', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 5000].map((attempts) => backoffSeconds(attempts, 1)))
    .toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900])
})

it('spreads the tries over the upper half', () => {
  expect([0, 0.5, 1].map((random) => backoffSeconds(3, random))).toEqual([10, 15, 20])
})

it('waits as long as the server asks, within the cap', () => {
  expect(backoffSeconds(1, 0, 60)).toBe(60)
  expect(backoffSeconds(1, 0, 86_400)).toBe(900)
})
