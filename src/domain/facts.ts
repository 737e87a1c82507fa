/** What the rules know about one filing. Unknown is a value: the verdict says what it assumed. */
import { evaluate } from './condition.ts'
import type { FactLookup, FactValue } from './condition.ts'
import { countEntries, findField, isRepeated } from './entries.ts'
import type { Capacity, Field, IdKind, Item, Question } from './item.ts'
import { ageOn, daysBetween, isPlainDate } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'
import type { KnownReusable, ReuseProvision } from './reuse.ts'

/** How one material is given. `missing` is a choice too: filed knowingly without it. */
export type Provision =
  | { way: 'file', uploadIds: string[] }
  | { way: 'library' }
  | ReuseProvision
  | { way: 'later' }
  | { way: 'declare', commitmentId: string }

export type CreditRecord = 'clean' | 'breach' | 'unknown'

export interface Facts {
  today: PlainDate
  capacity: Capacity
  applicant: { birthDate?: PlainDate, idKind?: IdKind }
  credit: CreditRecord
  /** Licence kinds the library holds and that are valid today; undefined while the library was not asked. */
  licences: string[] | undefined
  /** Materials of earlier filings; left out while nobody has looked. */
  reusable?: KnownReusable
  answers: Record<string, string>
  /** By field id; in a repeated section by `section.number.field`. */
  form: Record<string, string>
  provisions: Record<string, Provision>
}

/**
 * Reads facts by the names conditions use. An answer to a question that is not asked (any more) does not arise,
 * whatever a draft still holds: it decides nothing.
 */
export function lookUpFacts(item: Pick<Item, 'questions' | 'form'>, facts: Facts): FactLookup {
  const known = new Map<string, FactValue>()
  const read = (name: string): FactValue => {
    const value = doesNotArise(item, name, lookup) ? null : factValue(item, facts, name)
    known.set(name, value)
    return value
  }
  const lookup: FactLookup = {
    value: (name) => known.has(name) ? known.get(name) : read(name),
    daysAhead: (name) => {
      const date = lookup.value(name)
      if (date === null) return null
      return typeof date === 'string' && isPlainDate(date) ? daysBetween(facts.today, date) : undefined
    },
  }
  return lookup
}

function doesNotArise(item: Pick<Item, 'questions' | 'form'>, name: string, lookup: FactLookup): boolean {
  const when = findAsked(item, name)?.when
  return when !== undefined && evaluate(when, lookup) === false
}

/** By the name a condition uses; made once an item, for a verdict looks up the same few names over and over. */
const askedNames = new WeakMap<object, Map<string, Asked | undefined>>()

type Asked = Pick<Question | Field, 'when'>

function findAsked(item: Pick<Item, 'questions' | 'form'>, name: string): Asked | undefined {
  const known = askedNames.get(item) ?? new Map<string, Asked | undefined>()
  askedNames.set(item, known)
  if (!known.has(name)) known.set(name, lookUpAsked(item, name))
  return known.get(name)
}

function lookUpAsked(item: Pick<Item, 'questions' | 'form'>, name: string): Asked | undefined {
  const [group, key] = splitName(name)
  if (group === 'answers') return item.questions.find(({ id }) => id === key)
  if (group === 'form') return findField(item, key)
  return group === 'entries' ? item.form.find(({ id }) => id === key)?.repeat : undefined
}

function factValue(item: Pick<Item, 'form'>, facts: Facts, name: string): FactValue {
  if (name === 'capacity') return facts.capacity
  if (name === 'applicant.idKind') return facts.applicant.idKind
  if (name === 'applicant.age') {
    return facts.applicant.birthDate === undefined ? undefined : ageOn(facts.applicant.birthDate, facts.today)
  }
  const [group, key] = splitName(name)
  if (group === 'answers') return facts.answers[key]
  if (group === 'form') return facts.form[key]
  const section = group === 'entries' ? item.form.filter(isRepeated).find(({ id }) => id === key) : undefined
  return section && countEntries(section, facts.form)
}

function splitName(name: string): [string, string] {
  const dot = name.indexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}
