/**
 * Conditions of the catalogue: when a material, fee, field or outcome applies.
 * They are data, so a new rule is a catalogue change and touches no code.
 */

/**
 * What a condition looks at: `answers.housing`, `form.attendance`, `applicant.age`, `capacity`, `form.startsOn`,
 * `entries.children` (how many), inside a repeated section `entry.age`.
 */
export type FactName = string

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: FactName, is: string }
  | { fact: FactName, in: string[] }
  | { fact: FactName, below: number }
  | { fact: FactName, atLeast: number }
  /** The date lies fewer than so many calendar days after today (today = 0; the past counts as fewer). */
  | { fact: FactName, fewerDaysAheadThan: number }

/** null: does not arise, because its question or field is not asked; undefined: not known yet. */
export type FactValue = string | number | null | undefined

/** Reads facts; a date is also read as days ahead of today. */
export interface FactLookup {
  value(fact: FactName): FactValue
  /** Calendar days from today to the date fact, undefined while unknown, null where it does not arise. */
  daysAhead(fact: FactName): number | null | undefined
}

/** Kleene's three values: undefined is "cannot be said yet". */
export type Truth = boolean | undefined

/** Evaluates a condition; an absent condition always holds. Unknown facts give undefined, never a guess. */
export function evaluate(condition: Condition | undefined, facts: FactLookup): Truth {
  if (!condition) return true
  if ('all' in condition) return every(condition.all.map((part) => evaluate(part, facts)))
  if ('any' in condition) return negate(every(condition.any.map((part) => negate(evaluate(part, facts)))))
  if ('not' in condition) return negate(evaluate(condition.not, facts))
  if ('fewerDaysAheadThan' in condition) {
    const days = facts.daysAhead(condition.fact)
    if (days === undefined) return undefined
    return days !== null && days < condition.fewerDaysAheadThan
  }
  return compareFact(condition, facts.value(condition.fact))
}

type Comparison = Extract<Condition, { is: string } | { in: string[] } | { below: number } | { atLeast: number }>

function compareFact(comparison: Comparison, value: FactValue): Truth {
  if (value === null) return false
  if (value === undefined || value === '') return undefined
  if ('is' in comparison) return String(value) === comparison.is
  if ('in' in comparison) return comparison.in.includes(String(value))
  const number = Number(value)
  if (Number.isNaN(number)) return undefined
  return 'below' in comparison ? number < comparison.below : number >= comparison.atLeast
}

function every(values: Truth[]): Truth {
  if (values.includes(false)) return false
  return values.includes(undefined) ? undefined : true
}

function negate(value: Truth): Truth {
  return value === undefined ? undefined : !value
}

/** The condition over other names: that of a group's field, read in one of its entries. */
export function mapFacts(condition: Condition, rename: (fact: FactName) => FactName): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => mapFacts(part, rename)) }
  if ('any' in condition) return { any: condition.any.map((part) => mapFacts(part, rename)) }
  if ('not' in condition) return { not: mapFacts(condition.not, rename) }
  return { ...condition, fact: rename(condition.fact) }
}

/** Every fact a condition looks at, for the catalogue's lint and for knowing what to ask. */
export function factsIn(condition: Condition | undefined): FactName[] {
  if (!condition) return []
  if ('all' in condition) return condition.all.flatMap(factsIn)
  if ('any' in condition) return condition.any.flatMap(factsIn)
  if ('not' in condition) return factsIn(condition.not)
  return [condition.fact]
}
