/** What comes out in every situation, and in the examples: the catalogue's own proof that its conditions add up. */
import { evaluate } from '../../../src/domain/condition.ts'
import { lookUpFacts } from '../../../src/domain/facts.ts'
import type { Facts } from '../../../src/domain/facts.ts'
import type { Example, Item, ItemFile } from '../../../src/domain/item.ts'
import { listMaterials } from '../../../src/domain/requirements.ts'
import { assessFiling } from '../../../src/domain/verdict.ts'
import type { WorkdayCalendar } from '../../../src/domain/workdays.ts'
import { exampleFacts } from '../exampleFacts.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'
import { listScenarios } from '../scenarios.ts'

export function lintSituations(item: ItemFile, calendar: WorkdayCalendar): FoundInItem[] {
  return [...lintScenarios(item), ...item.examples.flatMap((_, index) => lintExample(item, index, calendar))]
}

function lintScenarios(item: Item): FoundInItem[] {
  const reached = new Set<string>()
  let empty: Facts | undefined
  const deciding = [...item.questions, ...item.materials].flatMap(({ when }) => when ? [when] : [])
  for (const facts of listScenarios(item, item.effectiveFrom, deciding)) {
    const needs = listMaterials(item, facts)
    for (const { material } of needs) reached.add(material.id)
    const must = needs.some(({ material, applies }) => applies === true && material.necessity === 1)
    if (!must && !isBlocked(item, facts)) empty ??= facts
  }
  const unreached = item.materials.flatMap((material, index) => reached.has(material.id) ? []
    : [blocking(`/materials/${index}/when`, 'material-reachable', '没有任何情形会要这份材料', 'no situation ever asks for this material')])
  return empty ? [...unreached, blocking('/materials', 'situation-empty',
    `这种情形一份必要材料也没有：${JSON.stringify(empty.answers)}`, 'a situation with no must-have material and no outcome')] : unreached
}

function isBlocked(item: Item, facts: Facts): boolean {
  const lookup = lookUpFacts(item, facts)
  return item.outcomes.some((outcome) => outcome.leadsTo !== 'warning' && evaluate(outcome.when, lookup) === true)
}

function lintExample(item: ItemFile, index: number, calendar: WorkdayCalendar): FoundInItem[] {
  const example = item.examples[index]
  return (example ? compareExample(item, example, calendar) : []).map(({ key, expected, actual }) =>
    blocking(`/examples/${index}/expect/${key}`, 'example', `例子不成立：应为 ${expected}，实为 ${actual}`,
      `the example does not hold: expected ${expected}, got ${actual}`))
}

interface Difference {
  key: string
  expected: string
  actual: string
}

/** Where an example's expectation and the rules part; empty when it holds. */
export function compareExample(item: Item, example: Example, calendar: WorkdayCalendar): Difference[] {
  const facts = exampleFacts(item, example)
  const verdict = assessFiling(item, facts, calendar)
  const { expect } = example
  const outcomes = [...verdict.reasons, ...verdict.warnings].flatMap(({ outcomeId }) => outcomeId ? [outcomeId] : [])
  const applying = listMaterials(item, facts)
    .flatMap(({ material, applies }) => applies === true ? [material.id] : [])
  const deferrals = verdict.deferrals.map(({ materialId }) => materialId)
  const reasons = verdict.reasons.map(({ code, at }) => `${code} ${at}`).join(', ')
  const differences: Difference[] = [
    { key: 'materials', expected: expect.materials.join(' '), actual: applying.join(' ') },
    { key: 'feeFen', expected: String(expect.feeFen), actual: String(verdict.fee.totalFen) },
    { key: 'verdict', expected: expect.verdict, actual: verdict.kind },
    { key: 'deferrals', expected: (expect.deferrals ?? deferrals).join(' '), actual: deferrals.join(' ') },
    { key: 'outcome', expected: expect.outcome ?? '', actual: outcomes.find((id) => id === expect.outcome) ?? '' },
  ]
  return differences.filter(({ expected, actual }) => expected !== actual)
    .map((difference) => difference.key === 'verdict' ? { ...difference, actual: `${verdict.kind} (${reasons})` } : difference)
}
