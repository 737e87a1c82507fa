import { describe, expect, test } from 'vitest'
import { listScenarios } from '../../mock-api/catalogue/scenarios.ts'
import { compareExample } from '../../mock-api/catalogue/lint/situations.ts'
import { validValue } from '../../mock-api/catalogue/validValue.ts'
import type { Facts, Provision } from '../../src/domain/facts.ts'
import type { Item } from '../../src/domain/item.ts'
import { listFields, listMaterials, listQuestions } from '../../src/domain/requirements.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import { getCatalogueFiles, getItemFiles, today } from './plantCatalogue.ts'

const calendar = getCatalogueFiles().calendar.value
const items = getItemFiles()

/** Everything asked for is filled in and handed in. A field may open another: filled in until none is left. */
function complete(item: Item, facts: Facts): Facts {
  const open = listFields(item, facts).filter(({ id }) => facts.form[id] === undefined)
  if (open.length > 0) {
    const filled = Object.fromEntries(open.map((field) => [field.id, validValue(field, today)]))
    return complete(item, { ...facts, form: { ...facts.form, ...filled } })
  }
  const provisions = listMaterials(item, facts).filter(({ material }) => material.kind !== 'form')
    .map(({ material }): [string, Provision] => [material.id, { way: 'file', uploadIds: ['upload'] }])
  return { ...facts, provisions: Object.fromEntries(provisions) }
}

const most = 150
const goldenSection = (Math.sqrt(5) - 1) / 2

/** As many as a verdict is worth being worked out for, by a step in no proportion to how often an answer comes back. */
function sample(scenarios: Facts[]): Facts[] {
  if (scenarios.length <= most) return scenarios
  const places = Array.from({ length: most }, (_, index) => Math.floor(index * goldenSection % 1 * scenarios.length))
  return [...new Set(places)].flatMap((place) => scenarios[place] ?? [])
}

/** For a message that says which. */
const told = (wrong: Facts[]) => wrong.slice(0, 3)
  .map(({ capacity, applicant, answers }) => ({ capacity, applicant, answers }))

describe.each(items)('$name: every situation', (item) => {
  const scenarios = [...listScenarios(item, today)]

  test('asks until the list is exact, and then nothing is left open', () => {
    expect(scenarios.length).toBeGreaterThan(7)
    const open = scenarios.filter((facts) =>
      listQuestions(item, facts).some((question) => facts.answers[question.id] === undefined)
      || listMaterials(item, facts).some(({ applies }) => applies === undefined))
    expect(told(open)).toEqual([])
  })

  test('asks for something that must be there, or says why there is nothing to file', () => {
    const empty = scenarios.filter((facts) =>
      !listMaterials(item, facts).some(({ material }) => material.necessity === 1)
      && !assessFiling(item, facts, calendar).reasons.some(({ outcomeId }) => outcomeId))
    expect(told(empty)).toEqual([])
  })

  test('with nothing given is never acceptable, with everything only the situation itself can stand in the way', () => {
    const judged = sample(scenarios).map((facts) => ({
      facts, bare: assessFiling(item, facts, calendar), full: assessFiling(item, complete(item, facts), calendar),
    }))
    expect(told(judged.filter(({ bare }) => bare.kind.startsWith('acceptable')).map(({ facts }) => facts))).toEqual([])
    const unexplained = judged.flatMap(({ facts, full }) => full.reasons
      .filter(({ code, outcomeId }) => !outcomeId && code !== 'guardian-needed' && code !== 'guardian-of-adult')
      .map(({ code, at }) => ({ code, at, answers: facts.answers })))
    expect(unexplained).toEqual([])
    const refused = judged.filter(({ full }) => full.reasons.length === 0 && full.kind !== 'acceptable')
    expect(told(refused.map(({ facts }) => facts))).toEqual([])
  })

  test('can be accepted in some situation, as an example shows', () => {
    const accepted = item.examples.filter(({ expect: { verdict } }) => /^acceptable/.test(verdict))
    expect(accepted.length).toBeGreaterThan(0)
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
