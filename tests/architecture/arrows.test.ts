import { expect, test } from 'vitest'
import { cruiseArrows } from './cruiseArrows.ts'

test('every import follows the arrows of the house', async () => {
  expect(await cruiseArrows(process.cwd())).toEqual([])
})
