import { expect, test } from 'vitest'
import { listBureauWords } from './bureauWords.ts'

test('no code names a permit item, a bureau or a phone number: they are data', () => {
  expect(listBureauWords(process.cwd())).toEqual([])
})
