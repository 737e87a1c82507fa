import { describe, expect, test } from 'vitest'
import { listScenarios } from '../../mock-api/catalogue/scenarios.ts'
import { compareExample } from '../../mock-api/catalogue/lint/situations.ts'
import { exampleFacts } from '../../mock-api/catalogue/exampleFacts.ts'
import { validValue } from '../../mock-api/catalogue/validValue.ts'
import type { Facts, Provision } from '../../src/domain/facts.ts'
import type { Item } from '../../src/domain/item.ts'
import { listFields, listMaterials, listQuestions } from '../../src/domain/requirements.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import { getCatalogue, getItemFiles, today } from './plantCatalogue.ts'

const { calendar } = getCatalogue().view
const items = getItemFiles()

/** Everything asked for is filled in and handed in. Fields open further fields, so it takes two rounds. */
function complete(item: Item, facts: Facts): Facts {
  const filled = (before: Facts): Facts =>
    ({ ...before, form: Object.fromEntries(listFields(item, before).map((field) => [field.id, validValue(field, today)])) })
  const full = filled(filled(facts))
  const provisions = listMaterials(item, full).filter(({ material }) => material.kind !== 'form')
    .map(({ material }): [string, Provision] => [material.id, { way: 'file', uploadIds: ['upload'] }])
  return { ...full, provisions: Object.fromEntries(provisions) }
}

describe.each(items)('$name: every situation', (item) => {
  const scenarios = [...listScenarios(item, today)]

  test('asks until the list is exact, and then nothing is left open', () => {
    expect(scenarios.length).toBeGreaterThan(7)
    for (const facts of scenarios) {
      expect(listQuestions(item, facts).every((question) => facts.answers[question.id] !== undefined)).toBe(true)
      expect(listMaterials(item, facts).filter(({ applies }) => applies === undefined)).toEqual([])
    }
  })

  test('asks for something that must be there, or says why there is nothing to file', () => {
    for (const facts of scenarios) {
      const verdict = assessFiling(item, facts, calendar)
      const must = listMaterials(item, facts).filter(({ material }) => material.necessity === 1)
      expect(must.length > 0 || verdict.reasons.some(({ outcomeId }) => outcomeId)).toBe(true)
      expect(verdict.kind).not.toBe('acceptable')
    }
  })

  test('with everything given, only the situation itself can stand in the way', () => {
    for (const facts of scenarios) {
      const verdict = assessFiling(item, complete(item, facts), calendar)
      const unexplained = verdict.reasons.filter(({ code, outcomeId }) => !outcomeId && code !== 'guardian-needed' && code !== 'guardian-of-adult')
      expect({ answers: facts.answers, unexplained }).toEqual({ answers: facts.answers, unexplained: [] })
      if (verdict.reasons.length === 0) expect(verdict.kind).toBe('acceptable')
    }
  })

  test('can be accepted in some situation', () => {
    expect(scenarios.some((facts) => assessFiling(item, complete(item, facts), calendar).kind === 'acceptable')).toBe(true)
  })
})

describe.each(items)('$name: examples', (item) => {
  test.each(item.examples)('$name', (example) => {
    expect(compareExample(item, example, calendar)).toEqual([])
  })

  test('are enough: six at least, every outcome of the catalogue among them', () => {
    expect(item.examples.length).toBeGreaterThanOrEqual(6)
    const shown = item.examples.flatMap(({ expect: { outcome } }) => outcome ? [outcome] : [])
    expect(item.outcomes.map(({ id }) => id).filter((id) => !shown.includes(id))).toEqual([])
  })

  test('and every material', () => {
    const shown = new Set(item.examples.flatMap((example) => example.expect.materials))
    expect(item.materials.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([])
  })

  test('an example that is wrong does not pass', () => {
    for (const example of item.examples) {
      const wrong = { ...example, expect: { ...example.expect, feeFen: example.expect.feeFen + 1 } }
      expect(compareExample(item, wrong, calendar).map(({ key }) => key)).toEqual(['feeFen'])
    }
  })
})

test('examples fill in what they do not name: handed in, clean credit', () => {
  const [item] = items
  const [example] = item?.examples ?? []
  if (!item || !example) throw new Error('the catalogue is not empty')
  const facts = exampleFacts(item, { ...example, facts: { ...example.facts, provisions: { identityCard: 'missing' } } })
  expect(facts.credit).toBe('clean')
  expect(facts.provisions).toEqual({ standardPhoto: { way: 'file', uploadIds: ['example'] } })
})
