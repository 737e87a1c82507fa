import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { entryKey } from '../../src/domain/entries.ts'
import type { Facts } from '../../src/domain/facts.ts'
import type { Item, ItemFile } from '../../src/domain/item.ts'

const folder = 'mock-api/catalogue/items'

/** The catalogue's data files as they are, unchecked. */
export const realItems: ItemFile[] = readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ItemFile)

/** The newest version of each. */
const byCode = new Map([...realItems].sort((a, b) => a.version - b.version).map((item) => [item.code, item]))

/** By its code, so that a counterexample can be read. */
export function getRealItem(code: string): ItemFile {
  const item = byCode.get(code)
  if (!item) throw new Error(`no item ${code}`)
  return item
}

export const anyRealCode = fc.constantFrom(...byCode.keys())

/** Whatever a draft of this item may hold, answers of an older version and nonsense among it. */
function anyFactsOf(item: Item): fc.Arbitrary<Facts> {
  // Of a group also the entries 2 and 3, so that some are there with a gap before them.
  const fields = item.form.flatMap(({ id, repeat, fields: own }) => repeat
    ? [1, 2, 3].flatMap((number) => own.map((field) => ({ ...field, id: entryKey(id, number, field.id) }))) : own)
  return fc.record({
    today: fc.constantFrom('2026-11-23', '2026-12-31'),
    capacity: fc.constantFrom('self', 'guardian', 'agent', 'legalRepresentative'),
    applicant: fc.record({
      birthDate: fc.constantFrom('1950-01-01', '1990-03-07', '2015-05-05'),
      idKind: fc.constantFrom('citizenId', 'hmtTravelPermit', 'passport'),
    }, { requiredKeys: [] }),
    credit: fc.constantFrom('clean', 'breach', 'unknown'),
    licences: fc.constant([]),
    answers: anyValues([...item.questions, { id: 'neverAsked' }]),
    form: anyValues(fields),
    provisions: fc.constant({}),
  })
}

function anyValues(asked: { id: string, options?: { value: string }[] }[]): fc.Arbitrary<Record<string, string>> {
  const value = (options: { value: string }[] = []) =>
    fc.constantFrom('', 'gone', '3', '2026-12-01', ...options.map((option) => option.value))
  const some: fc.Arbitrary<[string, string | undefined][]> = fc.tuple(...asked.map(({ id, options }) =>
    fc.tuple(fc.constant(id), fc.option(value(options), { nil: undefined }))))
  return some.map((pairs) => Object.fromEntries(
    pairs.flatMap(([id, given]): [string, string][] => given === undefined ? [] : [[id, given]])))
}

/** A real item with facts of it. */
export const anyCodeAndFacts = anyRealCode.chain((code) =>
  anyFactsOf(getRealItem(code)).map((facts) => ({ code, facts })))
