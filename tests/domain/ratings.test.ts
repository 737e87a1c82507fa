import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import dictionaryData from '../../mock-api/catalogue/rating-tags.json' with { type: 'json' }
import {
  checkRating, findTag, fromDeployedCode, fromStandardCode, grades, isBad, isRatingOpen, nextRatingNumber, ratingWindow,
  toDeployedCode, toStandardCode,
} from '../../src/domain/ratings.ts'
import type { RatingDictionary, RatingProblem } from '../../src/domain/ratings.ts'

const dictionary: RatingDictionary = dictionaryData

describe('grades', () => {
  it.each([
    ['verySatisfied', 1, 5, false],
    ['satisfied', 2, 4, false],
    ['basicallySatisfied', 3, 3, false],
    ['dissatisfied', 4, 2, true],
    ['veryDissatisfied', 5, 1, true],
  ] as const)('%s is %i in GB/T 39046, %i where deployed; bad: %s', (grade, standard, deployed, bad) => {
    expect(toStandardCode(grade)).toBe(standard)
    expect(fromStandardCode(standard)).toBe(grade)
    expect(toDeployedCode(grade)).toBe(deployed)
    expect(fromDeployedCode(deployed)).toBe(grade)
    expect(isBad(grade)).toBe(bad)
  })

  it.each([0, 6, -1, 1.5, Number.NaN, Infinity])('%s is no grade in either coding', (code) => {
    expect(fromStandardCode(code)).toBeUndefined()
    expect(fromDeployedCode(code)).toBeUndefined()
  })
})

describe('the tag dictionary of rules.md §4.2', () => {
  it.each([
    ['verySatisfied', '51', 0], ['satisfied', '40', 6], ['basicallySatisfied', '30', 7], ['dissatisfied', '20', 7],
    ['veryDissatisfied', '10', 8],
  ] as const)('%s: eight tags in a row from %s%i, the first three core', (grade, prefix, digit) => {
    const first = Number(`${prefix}${digit}`)
    const tags = dictionary.grades[grade]
    expect(tags.map((tag) => Number(tag.code))).toEqual(Array.from({ length: 8 }, (_, index) => first + index))
    expect(tags.map((tag) => tag.core)).toEqual([true, true, true, false, false, false, false, false])
    expect(new Set(tags.map((tag) => tag.text)).size).toBe(8)
  })

  it.each([
    ['511', '可以先受理后补材料'], ['409', '用告知承诺减免申报材料'], ['314', '服务态度一般'],
    ['212', '在线预约办理后到实体大厅重复取号排队'], ['115', '服务态度差效率低'],
  ])('%s reads %s', (code, text) => {
    expect(findTag(code, dictionary)).toMatchObject({ code, text, retired: false })
  })

  it('every code begins with its grade in the deployed coding, and none is both active and retired', () => {
    const active = grades.flatMap((grade) => dictionary.grades[grade].map((tag) => ({ grade, code: tag.code })))
    for (const { grade, code } of active) {
      expect(code.charAt(0)).toBe(String(toDeployedCode(grade)))
      expect(dictionary.retired).not.toContain(code)
    }
    expect(dictionary.retired).toHaveLength(33)
  })
})

describe('checkRating (HP-08)', () => {
  const problemsOf = (rating: Parameters<typeof checkRating>[0]): RatingProblem[] => {
    const result = checkRating(rating, dictionary)
    return result.ok ? [] : result.error
  }

  it.each(['verySatisfied', 'satisfied', 'basicallySatisfied'] as const)('%s needs no reason', (grade) => {
    expect(problemsOf({ grade, tags: [], comment: '' })).toEqual([])
  })

  it.each([
    ['nothing', [], '', ['rating-reason-missing']],
    ['one tag', ['207'], '', []],
    ['four characters', [], '等太久了', ['rating-reason-missing']],
    ['five characters', [], '等得太久了', []],
    ['four characters and spaces', [], '  等太久了   ', ['rating-reason-missing']],
    ['four emoji of two code units each', [], '😡😡😡😡', ['rating-reason-missing']],
    ['five emoji', [], '😡😡😡😡😡', []],
    ['a tag and a short text', ['207'], '慢', []],
  ] satisfies [string, string[], string, RatingProblem[]][])('a bad rating with %s', (_, tags, comment, problems) => {
    expect(problemsOf({ grade: 'dissatisfied', tags, comment })).toEqual(problems)
  })

  it.each([[200, []], [201, ['rating-comment-too-long']]])('%i characters', (length, problems) => {
    expect(problemsOf({ grade: 'satisfied', tags: [], comment: '好'.repeat(length) })).toEqual(problems)
    expect(problemsOf({ grade: 'satisfied', tags: [], comment: '👍'.repeat(length) })).toEqual(problems)
  })

  it.each([
    ['510', 'rating-tag-other-grade'], ['201', 'rating-tag-retired'], ['501', 'rating-tag-retired'],
    ['999', 'rating-tag-unknown'], ['', 'rating-tag-unknown'], ['constructor', 'rating-tag-unknown'],
  ])('refuses tag %j under 不满意: %s', (code, problem) => {
    expect(problemsOf({ grade: 'dissatisfied', tags: [code], comment: '' })).toEqual([problem])
  })

  it('names everything wrong at once', () => {
    const problems = problemsOf({ grade: 'dissatisfied', tags: ['510', '201', '999'], comment: '慢'.repeat(201) })
    expect(problems).toEqual([
      'rating-tag-other-grade', 'rating-tag-retired', 'rating-tag-unknown', 'rating-comment-too-long',
    ])
  })

  it('keeps the comment trimmed and each tag once', () => {
    expect(checkRating({ grade: 'satisfied', tags: ['406', '413', '406'], comment: ' 很好 ' }, dictionary))
      .toEqual({ ok: true, value: { grade: 'satisfied', tags: ['406', '413'], comment: '很好' } })
  })

  it('takes every tag under its own grade and under no other', () => {
    fc.assert(fc.property(fc.constantFrom(...grades), fc.constantFrom(...grades), fc.nat(7), (own, chosen, index) => {
      const code = dictionary.grades[own][index]?.code ?? ''
      expect(problemsOf({ grade: chosen, tags: [code], comment: '' }))
        .toEqual(own === chosen ? [] : ['rating-tag-other-grade'])
    }))
  })
})

describe('findTag', () => {
  it('still reads a retired code by its grade', () => {
    expect(findTag('503', dictionary)).toEqual({ code: '503', grade: 'verySatisfied', retired: true })
    expect(findTag('101', dictionary)).toEqual({ code: '101', grade: 'veryDissatisfied', retired: true })
  })
})

describe('when and how often', () => {
  const ended = '2026-11-22T16:30:00.000Z' // 23 November, 00:30 in Shanghai

  it('opens with the end of the stage and closes after 30 calendar days', () => {
    expect(ratingWindow(ended)).toEqual({ opensAt: ended, closesAt: '2026-12-23T16:00:00.000Z' })
  })

  it.each([
    ['2026-11-22T16:29:59.999Z', false], [ended, true], ['2026-11-23T00:30:00+08:00', true],
    ['2026-12-23T15:59:59.999Z', true], ['2026-12-23T16:00:00.000Z', false],
  ])('at %s open: %s', (at, open) => {
    expect(isRatingOpen(ended, at)).toBe(open)
  })

  it.each([[0, 1], [1, 2], [2, undefined], [3, undefined]])('after %i ratings comes number %s (HP-03)', (soFar, next) => {
    expect(nextRatingNumber(soFar)).toBe(next)
  })
})
