import { describe, expect, test } from 'vitest'
import { exampleFacts } from '../../mock-api/catalogue/exampleFacts.ts'
import { validValue } from '../../mock-api/catalogue/validValue.ts'
import { checkField } from '../../src/domain/checkField.ts'
import type { Example, Field, FieldKind } from '../../src/domain/item.ts'
import { exampleItem } from '../domain/exampleItem.ts'
import { getItemFiles, today } from './plantCatalogue.ts'

const item = exampleItem()
const example = (facts: Partial<Example['facts']> = {}): Example => ({
  name: 'test', facts: { today, capacity: 'self', answers: { kind: 'renew', lost: 'yes' }, ...facts },
  expect: { materials: [], feeFen: 0, verdict: 'acceptable' },
})

describe('what an example does not name', () => {
  test('required fields are filled in rightly, others are left out', () => {
    expect(exampleFacts(item, example()).form).toEqual({ phone: '13800138000', reason: '示例' })
  })

  test('what it does name stands, also that a field was left empty', () => {
    expect(exampleFacts(item, example({ form: { phone: '', people: '5' } })).form).toEqual({ phone: '', people: '5', reason: '示例' })
  })

  test('a field that another opens is filled in too', () => {
    const fields: Field[] = [
      { id: 'last', label: 'last', kind: 'date', required: true, basis: 'test', when: { fact: 'form.next', is: 'open' } },
      { id: 'next', label: 'next', kind: 'choice', required: true, basis: 'test', when: { fact: 'form.first', atLeast: 1 }, options: [
        { value: 'open', label: 'open' }, { value: 'shut', label: 'shut' },
      ] },
      { id: 'first', label: 'first', kind: 'number', required: true, basis: 'test', min: 1 },
    ]
    const chained = exampleItem({ form: [{ id: 'main', title: 'main', fields }] })
    expect(exampleFacts(chained, example()).form).toEqual({ first: '1', next: 'open', last: '2027-01-22' })
    expect(exampleFacts(chained, example({ form: { first: '' } })).form).toEqual({ first: '' })
  })

  test('materials that must be there are handed in, optional and generated ones are not', () => {
    const facts = exampleFacts(item, example({ provisions: { idCard: 'missing', housing: 'later' } }))
    expect(facts.provisions).toEqual({ housing: { way: 'later' }, marriage: { way: 'file', uploadIds: ['example'] } })
  })

  test('the record is clean, and the library holds whatever the item takes from it', () => {
    const facts = exampleFacts(item, example())
    expect(facts).toMatchObject({ credit: 'clean', licences: ['citizenIdCard'], applicant: {} })
    expect(exampleFacts(item, example({ credit: 'breach', birthDate: '1990-03-07', idKind: 'passport' })))
      .toMatchObject({ credit: 'breach', applicant: { birthDate: '1990-03-07', idKind: 'passport' } })
  })
})

test('every field of the catalogue has a value it takes', () => {
  const fields = getItemFiles().flatMap(({ form }) => form.flatMap((section) => section.fields))
  expect(fields.length).toBeGreaterThan(400)
  expect(fields.filter((field) => checkField(field, validValue(field, today), today)).map(({ id }) => id)).toEqual([])
})

test.each<FieldKind>([
  'text', 'textarea', 'address', 'citizenId', 'phone', 'date', 'choice', 'number', 'uscc', 'passport', 'foreignPassport',
  'driverFileNumber', 'plate', 'vin', 'idNumber', 'exitEntryPermit',
])('a field of kind %s has a value it takes', (kind) => {
  const options = [{ value: 'one', label: 'one' }, { value: 'other', label: 'other' }]
  const field: Field = { id: 'field', label: 'field', kind, required: true, basis: 'test', ...(kind === 'choice' && { options }) }
  expect(checkField(field, validValue(field, today), today)).toBeUndefined()
})
