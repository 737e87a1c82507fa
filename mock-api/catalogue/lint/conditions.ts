/** Conditions speak of things that exist: questions, fields, their options, capacities. */
import { factsIn } from '../../../src/domain/condition.ts'
import type { Condition } from '../../../src/domain/condition.ts'
import { findField, isRepeated } from '../../../src/domain/entries.ts'
import type { Field, Item } from '../../../src/domain/item.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'
import { idKinds, listConditions } from '../scenarios.ts'

export function lintConditions(item: Item): FoundInItem[] {
  return [
    ...listConditions(item).flatMap(({ path, when }) => lintCondition(item, path, when)),
    ...lintQuestionOrder(item),
    ...lintCircles(item),
    ...lintUnusedQuestions(item),
    ...lintPointers(item),
  ]
}

function lintCondition(item: Item, path: string, condition: Condition): FoundInItem[] {
  if ('all' in condition) return condition.all.flatMap((part, index) => lintCondition(item, `${path}/all/${index}`, part))
  if ('any' in condition) return condition.any.flatMap((part, index) => lintCondition(item, `${path}/any/${index}`, part))
  if ('not' in condition) return lintCondition(item, `${path}/not`, condition.not)
  const kind = factKind(item, condition.fact)
  if (kind === undefined) {
    return [blocking(`${path}/fact`, 'condition-fact', `没有这个问题或字段：${condition.fact}`, `no such question or field: ${condition.fact}`)]
  }
  if (Array.isArray(kind)) return lintValues(path, condition, kind)
  const fits = kind === 'date' ? 'fewerDaysAheadThan' in condition : 'below' in condition || 'atLeast' in condition
  return fits ? [] : [blocking(path, 'condition-kind', `${condition.fact} 不能这样比较`, `${condition.fact} cannot be compared this way`)]
}

type Leaf = Extract<Condition, { fact: string }>

function lintValues(path: string, leaf: Leaf, allowed: string[]): FoundInItem[] {
  if (!('is' in leaf) && !('in' in leaf)) {
    return [blocking(path, 'condition-kind', `${leaf.fact} 只能用 is 或 in`, `${leaf.fact} is compared by is or in`)]
  }
  const values = 'is' in leaf ? [leaf.is] : leaf.in
  return values.filter((value) => !allowed.includes(value)).map((value) =>
    blocking(path, 'condition-value', `${leaf.fact} 没有选项 ${value}`, `${leaf.fact} has no option ${value}`))
}

/** The values a fact may have, or how it is measured; undefined when the item knows no such fact. */
function factKind(item: Item, fact: string): string[] | 'number' | 'date' | undefined {
  if (fact === 'capacity') return item.capacities
  if (fact === 'applicant.idKind') return idKinds
  if (fact === 'applicant.age') return 'number'
  const id = fact.slice(fact.indexOf('.') + 1)
  if (fact.startsWith('answers.')) {
    return item.questions.find((question) => question.id === id)?.options.map((option) => option.value)
  }
  if (fact.startsWith('entries.')) return item.form.some((one) => one.id === id && isRepeated(one)) ? 'number' : undefined
  const field = fact.startsWith('entry.')
    ? item.form.filter(isRepeated).flatMap((section) => section.fields).find((one) => one.id === id)
    : findField(item, id)
  return field && fieldKind(field)
}

function fieldKind(field: Field): string[] | 'number' | 'date' | undefined {
  if (field.kind === 'choice') return field.options?.map((option) => option.value)
  return field.kind === 'number' || field.kind === 'date' ? field.kind : undefined
}

/** A question depends on earlier ones only, so that asking from the top always gets to the end. */
function lintQuestionOrder(item: Item): FoundInItem[] {
  return item.questions.flatMap((question, index) => factsIn(question.when)
    .filter((fact) => fact.startsWith('form.') || fact.startsWith('entries.')
      || item.questions.slice(index).some((later) => fact === `answers.${later.id}`))
    .map((fact) => blocking(`/questions/${index}/when`, 'question-order', `问题不能取决于后面才问的 ${fact}`, `a question cannot depend on ${fact}, asked later`)))
}

/** No question or field waits, by whatever way, for itself: nobody could ever answer it. */
function lintCircles(item: Item): FoundInItem[] {
  const asked = [
    ...item.questions.map((one, index) => ({ name: `answers.${one.id}`, when: one.when, path: `/questions/${index}/when` })),
    ...item.form.flatMap((section, at) => section.repeat
      ? [{ name: `entries.${section.id}`, when: section.repeat.when, path: `/form/${at}/repeat/when` }] : []),
    ...item.form.flatMap((section, at) => section.fields.map((one, index) =>
      ({ name: `${section.repeat ? 'entry' : 'form'}.${one.id}`, when: one.when, path: `/form/${at}/fields/${index}/when` }))),
  ]
  const waitsFor = new Map(asked.map(({ name, when }) => [name, factsIn(when)]))
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean => (waitsFor.get(from) ?? [])
    .some((next) => next === wanted || (!seen.has(next) && reaches(next, wanted, seen.add(next))))
  return asked.filter(({ name }) => reaches(name, name, new Set())).map(({ name, path }) =>
    blocking(path, 'circular', `${name} 要等它自己的答案`, `${name} waits for its own answer`))
}

function lintUnusedQuestions(item: Item): FoundInItem[] {
  const used = new Set(listConditions(item).flatMap(({ when }) => factsIn(when)))
  return item.questions.flatMap((question, index) => used.has(`answers.${question.id}`) ? []
    : [blocking(`/questions/${index}`, 'question-used', '这个问题不影响任何材料、费用或结果，不该问', 'this question decides nothing and should not be asked')])
}

function lintPointers(item: Item): FoundInItem[] {
  return item.outcomes.flatMap((outcome, index) => [
    ...outcome.at !== 'applicant.birthDate' && factKindOrField(item, outcome.at) === false
      ? [blocking(`/outcomes/${index}/at`, 'outcome-at', `没有这个问题或字段：${outcome.at}`, `no such question or field: ${outcome.at}`)] : [],
    ...['notOurs', 'windowOnly'].includes(outcome.leadsTo) && !outcome.authority?.trim()
      ? [blocking(`/outcomes/${index}`, 'outcome-authority', '不属于本机关的、要到窗口办的，须写明机关或窗口（行政许可法第三十二条）', 'the competent authority or window must be named')] : [],
    ...outcome.refused && outcome.leadsTo !== 'warning'
      ? [blocking(`/outcomes/${index}/refused`, 'outcome-refused', 'refused 只用于 warning', 'refused goes with a warning only')] : [],
  ])
}

function factKindOrField(item: Item, fact: string): boolean {
  return factKind(item, fact) !== undefined || findField(item, fact.slice('form.'.length)) !== undefined
}
