import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/domain/facts.ts'
import { deferrableDays, findCommitment, listFields, listMaterials, listQuestions, listWays } from '../../src/domain/requirements.ts'
import type { Way } from '../../src/domain/requirements.ts'
import { exampleFacts, exampleItem, exampleMaterial } from './exampleItem.ts'

const item = exampleItem()

function needs(answers: Record<string, string>): string[] {
  return listMaterials(item, exampleFacts({ answers })).map(({ material, applies }) =>
    applies === undefined ? `${material.id}?` : material.id)
}

function getMaterial(id: string) {
  const material = item.materials.find((one) => one.id === id)
  if (!material) throw new Error(id)
  return material
}

describe('what applies', () => {
  it('asks a question only once its condition holds', () => {
    const asked = (answers: Record<string, string>) =>
      listQuestions(item, exampleFacts({ answers })).map((question) => question.id)
    expect(asked({})).toEqual(['kind'])
    expect(asked({ kind: 'new' })).toEqual(['kind'])
    expect(asked({ kind: 'renew' })).toEqual(['kind', 'lost'])
  })

  it('shows a field only once its condition holds', () => {
    const shown = (answers: Record<string, string>) =>
      listFields(item, exampleFacts({ answers })).map((field) => field.id)
    expect(shown({ kind: 'new' })).not.toContain('reason')
    expect(shown({ kind: 'renew', lost: 'yes' })).toContain('reason')
  })

  it('marks a material open while its question is, and drops it when it does not apply', () => {
    expect(needs({ kind: 'renew' })).toContain('oldPermit?')
    expect(needs({ kind: 'renew', lost: 'no' })).toContain('oldPermit')
    expect(needs({ kind: 'renew', lost: 'yes' }).join()).not.toContain('oldPermit')
  })
})

describe('deferrableDays (RQ-01, RQ-08)', () => {
  it.each([
    ['a secondary material: the promise less two', 3, 15, 10, 8],
    ['its own days when they are fewer', 3, 4, 10, 4],
    ['a main material never', 1, 15, 10, 0],
    ['an optional one never', 2, 15, 10, 0],
    ['nothing within two days of the promise', 3, 15, 2, 0],
  ] as const)('%s', (_name, necessity, days, promised, expected) => {
    const material = exampleMaterial('x', { necessity, deferral: { days, why: '' } })
    expect(deferrableDays(exampleItem({ promised: { days: promised, unit: 'workingDay' } }), material)).toBe(expected)
  })

  it('needs a deferral in the catalogue', () => {
    expect(deferrableDays(item, getMaterial('marriage'))).toBe(0)
  })
})

describe('findCommitment (GZ-02)', () => {
  it('finds what the catalogue lists for this situation, nothing for an excluded item', () => {
    expect(findCommitment(item, getMaterial('marriage'), exampleFacts())?.id).toBe('declareMarriage')
    expect(findCommitment(item, getMaterial('marriage'), exampleFacts({ answers: { kind: 'renew' } }))).toBeUndefined()
    expect(findCommitment(item, getMaterial('housing'), exampleFacts())).toBeUndefined()
    expect(findCommitment(exampleItem({ commitmentExcluded: true }), getMaterial('marriage'), exampleFacts()))
      .toBeUndefined()
  })
})

describe('listWays', () => {
  it.each<[string, string, Partial<Facts>, Way[]]>([
    ['a file is always taken', 'idCard', {}, ['file']],
    ['the library when it holds the licence', 'idCard', { licences: ['citizenIdCard'] }, ['file', 'library']],
    ['the library while it was not asked', 'idCard', { licences: undefined }, ['file', 'library']],
    ['later', 'housing', {}, ['file', 'later']],
    ['later, record unknown', 'housing', { credit: 'unknown' }, ['file', 'later']],
    ['not later after a breach', 'housing', { credit: 'breach' }, ['file']],
    ['declared', 'marriage', {}, ['file', 'declare']],
    ['declared by the guardian', 'marriage', { capacity: 'guardian' }, ['file', 'declare']],
    ['never declared by an agent', 'marriage', { capacity: 'agent' }, ['file']],
    ['not declared after a breach', 'marriage', { credit: 'breach' }, ['file']],
  ])('%s', (_name, id, facts, ways) => {
    expect(listWays(item, getMaterial(id), exampleFacts(facts))).toEqual(ways)
  })
})
