import { computed, reactive, ref } from 'vue'
import { evaluate, factsIn } from '../../domain/condition.ts'
import type { Facts } from '../../domain/facts.ts'
import { lookUpFacts } from '../../domain/facts.ts'
import { assessFees } from '../../domain/fees.ts'
import type { Capacity, Item } from '../../domain/item.ts'
import { keepKnown } from '../../domain/itemChanges.ts'
import { isPlainDate } from '../../domain/plainDate.ts'
import { listMaterials, listQuestions } from '../../domain/requirements.ts'
import { todayOnPhone } from '../../platform/clock.ts'

/**
 * The reader's situation on one item's page and what follows from it. Nothing is kept or sent; what is not answered
 * stays unknown, so the page says 看情况 and never guesses.
 */
export function useSituation(item: Item) {
  const capacity = ref<Capacity>(item.capacities[0] ?? 'self')
  const birthDate = ref('')
  const answers = reactive<Record<string, string>>({})
  const today = todayOnPhone()

  const facts = computed<Facts>(() => ({
    today,
    capacity: capacity.value,
    applicant: isPlainDate(birthDate.value) ? { birthDate: birthDate.value } : {},
    credit: 'unknown',
    licences: undefined,
    answers: { ...answers },
    form: {},
    provisions: {},
  }))
  const questions = computed(() => listQuestions(item, facts.value))
  const needs = computed(() => listMaterials(item, facts.value))
  const fees = computed(() => assessFees(item, facts.value))
  /** What the answers already lead to: no permit needed, somebody else's matter, a warning. */
  const outcomes = computed(() => {
    const lookup = lookUpFacts(item, facts.value)
    return item.outcomes.filter((outcome) => evaluate(outcome.when, lookup) === true)
  })
  /** Set when these answers lead to the window: several people must come together, nobody can file alone. */
  const windowOnly = computed(() => outcomes.value.find(({ leadsTo }) => leadsTo === 'windowOnly'))
  const asksAge = conditionsOf(item).some((condition) => factsIn(condition).includes('applicant.age'))
  const openCount = computed(() => questions.value.filter((question) => !answers[question.id]).length
    + (asksAge && !isPlainDate(birthDate.value) ? 1 : 0))
  const answered = computed(() => birthDate.value !== '' || Object.keys(answers).length > 0)
  /** The answers for the filing, so that nothing is asked twice (WCAG 3.3.7); the birth date stays here. */
  const query = computed(() => Object.fromEntries(
    questions.value.map((question) => [question.id, answers[question.id] ?? ''])))

  /** Takes over what was answered before, and that alone; what the item no longer offers is left out. */
  function restore(before: Capacity, kept: Record<string, string>) {
    reset()
    if (item.capacities.includes(before)) capacity.value = before
    Object.assign(answers, keepKnown(item, { answers: kept, form: {} }).answers)
  }

  function reset() {
    for (const id of Object.keys(answers)) delete answers[id]
    birthDate.value = ''
  }

  return {
    item, capacity, birthDate, answers, facts, questions, needs, fees, outcomes, windowOnly, asksAge, openCount,
    answered, query, today, restore, reset,
  }
}

export type Situation = ReturnType<typeof useSituation>

function conditionsOf(item: Item) {
  return [...item.materials, ...item.fees, ...item.questions, ...item.outcomes].map(({ when }) => when)
}
