import { describe, expect, it } from 'vitest'
import { problems } from '../../../src/contract/problems.ts'
import type { ProblemCode } from '../../../src/contract/problems.ts'
import { makeProblem } from '../../../src/contract/readProblem.ts'
import { problemLines } from '../../../src/platform/problemText.ts'

describe('a problem in words', () => {
  it('has a sentence of its own for everything the API answers', () => {
    const sentences = (Object.keys(problems) as ProblemCode[]).map((code) => problemLines(makeProblem(code)).join())
    expect(new Set(sentences).size).toBe(Object.keys(problems).length)
  })

  it('says each defect once', () => {
    const errors = [{ pointer: '/a', code: 'field-missing' }, { pointer: '/b', code: 'field-missing' }]
    expect(problemLines({ ...makeProblem('filing-invalid'), errors })).toEqual([
      '有填写不对的地方，请修改后再提交。', '请填写'])
  })

  it('says when it will be over, by the clock of Shanghai', () => {
    const facts = { quota: 'filings', limit: 40, until: '2026-03-10T16:00:00.000Z' }
    expect(problemLines({ ...makeProblem('quota-exceeded'), facts })).toEqual([
      expect.stringContaining('到时会自动再试'), '2026年3月11日 00:00 起可以继续。'])
  })
})
