import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate, factsIn } from '../../src/domain/condition.ts'
import type { Condition, FactLookup } from '../../src/domain/condition.ts'
import { lookUpFacts } from '../../src/domain/facts.ts'
import { exampleFacts, exampleItem } from './exampleItem.ts'

const facts = lookUpFacts(exampleItem({ questions: [], form: [] }), exampleFacts({
  today: '2026-11-20', capacity: 'guardian', applicant: { birthDate: '2017-11-21', idKind: 'hmtResidencePermit' },
  answers: { housing: 'own', blank: '' }, form: { attendance: '1000', startsOn: '2026-12-10', late: '2026-02-30', odd: 'a' },
}))

describe('evaluate', () => {
  it.each<[string, Condition | undefined, boolean | undefined]>([
    ['nothing', undefined, true],
    ['capacity', { fact: 'capacity', is: 'guardian' }, true],
    ['kind of identity', { fact: 'applicant.idKind', in: ['citizenId', 'hmtResidencePermit'] }, true],
    ['age below', { fact: 'applicant.age', below: 9 }, true],
    ['age reached tomorrow', { fact: 'applicant.age', atLeast: 9 }, false],
    ['an answer', { fact: 'answers.housing', is: 'own' }, true],
    ['another answer', { fact: 'answers.housing', is: 'rented' }, false],
    ['no answer yet', { fact: 'answers.other', is: 'own' }, undefined],
    ['an empty answer', { fact: 'answers.blank', is: '' }, undefined],
    ['none of a list', { fact: 'answers.housing', in: [] }, false],
    ['exactly the bound', { fact: 'form.attendance', atLeast: 1000 }, true],
    ['just the bound', { fact: 'form.attendance', below: 1000 }, false],
    ['no number', { fact: 'form.odd', below: 1000 }, undefined],
    ['20 days ahead', { fact: 'form.startsOn', fewerDaysAheadThan: 20 }, false],
    ['fewer than 21', { fact: 'form.startsOn', fewerDaysAheadThan: 21 }, true],
    ['a date that does not exist', { fact: 'form.late', fewerDaysAheadThan: 20 }, undefined],
    ['an unknown fact group', { fact: 'weather.today', is: 'rain' }, undefined],
    ['not unknown', { not: { fact: 'answers.other', is: 'own' } }, undefined],
    ['false and unknown', { all: [{ fact: 'answers.housing', is: 'x' }, { fact: 'answers.other', is: 'x' }] }, false],
    ['true and unknown', { all: [{ fact: 'answers.housing', is: 'own' }, { fact: 'answers.other', is: 'x' }] }, undefined],
    ['true or unknown', { any: [{ fact: 'answers.housing', is: 'own' }, { fact: 'answers.other', is: 'x' }] }, true],
    ['false or unknown', { any: [{ fact: 'answers.housing', is: 'x' }, { fact: 'answers.other', is: 'x' }] }, undefined],
    ['all of nothing', { all: [] }, true],
    ['any of nothing', { any: [] }, false],
  ])('%s', (_name, condition, expected) => {
    expect(evaluate(condition, facts)).toBe(expected)
  })
})

const names = ['answers.a', 'answers.b', 'answers.c']
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ fact: fc.constantFrom(...names), is: fc.constantFrom('1', '2') }),
  fc.record({ fact: fc.constantFrom(...names), in: fc.subarray(['1', '2', '3']) }),
  fc.record({ fact: fc.constantFrom(...names), below: fc.integer({ min: 0, max: 4 }) }),
)
const anyCondition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf,
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ not: tie('node') })),
})).node

const lookup = (values: Record<string, string>): FactLookup => ({
  value: (name) => values[name], daysAhead: () => undefined,
})

describe('three values', () => {
  it('what is said with some facts open stays so whatever the open facts turn out to be', () => {
    const known = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('1', '2', '3'))
    const full = fc.record({ 'answers.a': fc.constantFrom('1', '2', '3'), 'answers.b': fc.constantFrom('1', '2', '3'),
      'answers.c': fc.constantFrom('1', '2', '3') })
    fc.assert(fc.property(anyCondition, known, full, (condition, some, rest) => {
      const early = evaluate(condition, lookup(some))
      if (early !== undefined) expect(evaluate(condition, lookup({ ...rest, ...some }))).toBe(early)
    }))
  })

  it('is never open when every fact is known', () => {
    const full = lookup({ 'answers.a': '1', 'answers.b': '2', 'answers.c': '3' })
    fc.assert(fc.property(anyCondition, (condition) => {
      expect(evaluate(condition, full)).toBeTypeOf('boolean')
    }))
  })

  it('any and all mirror each other', () => {
    fc.assert(fc.property(fc.array(anyCondition, { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), fc.constantFrom('1', '2')), (parts, values) => {
        const any = evaluate({ any: parts }, lookup(values))
        const mirrored = evaluate({ not: { all: parts.map((part) => ({ not: part })) } }, lookup(values))
        expect(any).toBe(mirrored)
      }))
  })
})

describe('what is not asked', () => {
  const asked = (answers: Record<string, string>, condition: Condition) =>
    evaluate(condition, lookUpFacts(exampleItem(), exampleFacts({ answers, form: { reason: '2026-11-21' } })))

  it.each<[string, Record<string, string>, boolean | undefined]>([
    ['asked and open', { kind: 'renew' }, undefined],
    ['asked and answered', { kind: 'renew', lost: 'no' }, true],
    ['whether it is asked is open', {}, undefined],
    ['never asked', { kind: 'new' }, false],
    ['not asked any more, with its answer still in the draft', { kind: 'new', lost: 'no' }, false],
  ])('decides nothing: %s', (_name, answers, expected) => {
    expect(asked(answers, { fact: 'answers.lost', is: 'no' })).toBe(expected)
  })

  it('holds for a field that hangs on such a question, and for its date', () => {
    const soon: Condition = { fact: 'form.reason', fewerDaysAheadThan: 20 }
    expect(asked({ kind: 'renew', lost: 'yes' }, soon)).toBe(true)
    expect(asked({ kind: 'new', lost: 'yes' }, soon)).toBe(false)
  })
})

describe('factsIn', () => {
  it('names every fact a condition looks at', () => {
    expect(factsIn({ all: [{ fact: 'a', is: '1' }, { any: [{ fact: 'b', below: 1 }] }, { not: { fact: 'c', in: [] } }] }))
      .toEqual(['a', 'b', 'c'])
    expect(factsIn(undefined)).toEqual([])
  })
})
