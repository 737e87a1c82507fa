import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedFields, countEntries, entryKey, fieldName, findField, readEntryKey } from '../../src/domain/entries.ts'
import type { RepeatedSection } from '../../src/domain/entries.ts'
import type { Facts } from '../../src/domain/facts.ts'
import { assessFees } from '../../src/domain/fees.ts'
import type { Field, Item } from '../../src/domain/item.ts'
import { keepKnown, listItemChanges } from '../../src/domain/itemChanges.ts'
import { listFields } from '../../src/domain/requirements.ts'
import { assessFiling, listDefects } from '../../src/domain/verdict.ts'
import { calendar } from './arbitraries.ts'
import { exampleFacts, exampleItem } from './exampleItem.ts'

const basis = 'test'
const guards: RepeatedSection = {
  id: 'guards', title: '保安', repeat: { min: 1, max: 3, name: '保安', measure: '名', when: { fact: 'answers.kind', is: 'new' } },
  fields: [
    { id: 'guardName', label: '姓名', kind: 'text', required: true, basis },
    { id: 'guardId', label: '号码', kind: 'citizenId', required: false, unique: true, basis },
    {
      id: 'armed', label: '带枪', kind: 'choice', required: false, basis,
      options: [{ value: 'yes', label: '带' }, { value: 'no', label: '不带' }],
    },
    { id: 'gunNumber', label: '枪号', kind: 'text', required: true, basis, when: { fact: 'entry.armed', is: 'yes' } },
  ],
}
const plain = exampleItem()
const item = exampleItem({
  form: [...plain.form, guards],
  outcomes: [{ id: 'many', when: { fact: 'entries.guards', atLeast: 3 }, leadsTo: 'correction', text: '', basis, at: 'answers.kind' }],
  fees: [{ id: 'each', project: '卡', amountFen: 500, unit: '张', basis, per: 'guards' }],
})
const factsWith = (form: Record<string, string>, rest: Partial<Facts> = {}): Facts =>
  exampleFacts({ form: { phone: '13800138000', ...form }, ...rest })
const defects = (form: Record<string, string>) => listDefects(item, factsWith(form)).map(({ at, code }) => `${at} ${code}`)

describe('keys of entries', () => {
  it('are read back as they were made, and nothing else is one', () => {
    expect(readEntryKey(entryKey('guards', 12, 'guardName'))).toEqual({ sectionId: 'guards', number: 12, fieldId: 'guardName' })
    for (const key of ['guards', 'guards.0.x', 'guards.01.x', 'guards.100.x', 'guards.1', '__proto__.1.x', 'guards.1.x.y']) {
      expect(readEntryKey(key)).toBeUndefined()
    }
  })

  it.each([[{}, 1], [{ 'guards.2.guardName': '' }, 2], [{ 'guards.9.guardName': 'x' }, 1], [{ 'others.3.guardName': 'x' }, 1]])(
    '%o: %i entries', (form, count) => { expect(countEntries(guards, form)).toBe(count) })

  it('find their field with its own conditions; the group\'s fields are nowhere else', () => {
    expect(findField(item, 'guards.2.gunNumber')?.when).toEqual({
      all: [{ fact: 'answers.kind', is: 'new' }, { fact: 'form.guards.2.armed', is: 'yes' }],
    })
    expect([findField(item, 'guardName'), findField(item, 'guards.4.guardName'), findField(item, 'main.1.phone')])
      .toEqual([undefined, undefined, undefined])
    expect(askedFields(guards, { 'guards.2.guardName': '' }).map(fieldName)).toContain('保安 2 · 枪号')
  })
})

describe('what a group asks', () => {
  it('each entry by its own answers, each wrong value at its place', () => {
    expect(defects({
      'guards.1.guardName': '甲', 'guards.1.armed': 'yes', 'guards.2.guardName': '', 'guards.2.armed': 'no',
    })).toEqual(['/form/guards.1.gunNumber field-missing', '/form/guards.2.guardName field-missing'])
  })

  it('no two entries with the same number, however it is typed', () => {
    expect(defects({
      'guards.1.guardName': '甲', 'guards.1.guardId': '44999919900307004X',
      'guards.2.guardName': '乙', 'guards.2.guardId': '４４９９９９ 19900307004x',
    })).toEqual(['/form/guards.2.guardId entry-repeated'])
  })

  it('nothing where it does not apply, and a count that does not arise', () => {
    const facts = factsWith({ 'guards.3.guardName': '丙' }, { answers: { kind: 'renew', lost: 'no' } })
    expect(listFields(item, facts).some(({ entry }) => entry)).toBe(false)
    expect(assessFees(item, facts).totalFen).toBe(0)
    expect(assessFiling(item, facts, calendar).reasons.map(({ code }) => code)).not.toContain('outcome-correction')
  })

  it('counted from outside: a fee an entry, an outcome from three on', () => {
    const form = { 'guards.1.guardName': '甲', 'guards.2.guardName': '乙', 'guards.3.guardName': '丙' }
    expect(assessFees(item, factsWith(form)).totalFen).toBe(1500)
    expect(assessFiling(item, factsWith(form), calendar).reasons).toMatchObject([{ code: 'outcome-correction' }])
  })
})

describe('a new version', () => {
  const facts = factsWith({ 'guards.1.guardName': '甲', 'guards.2.guardName': '乙' })
  const changed = (change: (section: RepeatedSection) => void): Item => {
    const copy = JSON.parse(JSON.stringify(item)) as Item
    change(copy.form[1] as RepeatedSection)
    return copy
  }

  it('names a new group once, and a new field of a group once however many entries there are', () => {
    expect(listItemChanges({ ...plain, fees: item.fees, outcomes: [] }, item, facts).filter(({ kind }) => kind !== 'fee'))
      .toEqual([{ kind: 'fieldAdded', label: '保安' }])
    const height: Field = { id: 'height', label: '身高', kind: 'number', required: false, basis }
    const more = changed(({ fields }) => fields.push(height))
    expect(listItemChanges(item, more, facts)).toEqual([{ kind: 'fieldAdded', label: '身高' }])
    expect(listItemChanges(more, item, facts)).toEqual([{ kind: 'fieldRemoved', label: '身高' }])
  })

  it('keeps the entries it still takes', () => {
    const one = changed(({ repeat }) => { repeat.max = 1 })
    expect(keepKnown(one, facts).form).toEqual({ phone: '13800138000', 'guards.1.guardName': '甲' })
  })
})

const key = fc.tuple(fc.constantFrom('guards', 'main', 'others'), fc.integer({ min: 1, max: 12 }),
  fc.constantFrom('guardName', 'guardId', 'armed', 'gunNumber', 'constructor')).map(([a, b, c]) => entryKey(a, b, c))
const value = fc.constantFrom('', ' ', 'yes', 'no', '甲', '44999919900307004X')

describe('phone and server', () => {
  it('judge random groups alike after only what applies was sent', () => {
    fc.assert(fc.property(fc.dictionary(key, value), (form) => {
      const phone = factsWith(form)
      const sent = Object.fromEntries(listFields(item, phone)
        .flatMap(({ id }) => phone.form[id] ? [[id, phone.form[id]]] : []))
      const onPhone = listDefects(item, phone)
      // A form with gaps or wrong values is not sent at all.
      if (onPhone.length > 0) return
      const served = JSON.parse(JSON.stringify(item)) as Item
      expect(assessFiling(served, { ...phone, form: sent }, calendar)).toEqual(assessFiling(item, phone, calendar))
    }), { numRuns: 500 })
  })
})
