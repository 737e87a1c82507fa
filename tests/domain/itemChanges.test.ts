import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Facts } from '../../src/domain/facts.ts'
import type { Item } from '../../src/domain/item.ts'
import { keepKnown, listItemChanges } from '../../src/domain/itemChanges.ts'
import type { ItemChange } from '../../src/domain/itemChanges.ts'
import { exampleFacts, exampleItem, exampleMaterial } from './exampleItem.ts'
import { anyCodeAndFacts, getRealItem } from './realItems.ts'

const before = exampleItem()

function edited(change: (item: Item) => void): Item {
  const item = structuredClone(before)
  change(item)
  return item
}

function find<T extends { id: string }>(list: T[], id: string): T {
  const one = list.find((some) => some.id === id)
  if (!one) throw new Error(id)
  return one
}
const material = (item: Item, id: string) => find(item.materials, id)
const fields = (item: Item) => item.form[0]?.fields ?? []
const renewing: Partial<Facts> = { answers: { kind: 'renew', lost: 'yes' } }
const visit = { count: 1, reason: '采集指纹', bring: ['身份证'], where: '大厅' }

type Case = [name: string, change: (item: Item) => void, told: ItemChange[], facts?: Partial<Facts>]

describe('one change at a time', () => {
  const cases: Case[] = [
    ['a material more', (item) => { item.materials.push(exampleMaterial('receipt')) },
      [{ kind: 'materialAdded', name: '材料 receipt' }]],
    ['a material less', (item) => { item.materials = item.materials.filter(({ id }) => id !== 'letter') },
      [{ kind: 'materialRemoved', name: '材料 letter' }]],
    ['a material that this situation no longer needs', (item) => { material(item, 'idCard').when = { fact: 'answers.kind', is: 'renew' } },
      [{ kind: 'materialRemoved', name: '材料 idCard' }]],
    ['a material that this situation needs too', (item) => { Reflect.deleteProperty(material(item, 'oldPermit'), 'when') },
      [{ kind: 'materialAdded', name: '材料 oldPermit' }]],
    ['another name', (item) => { material(item, 'idCard').name = '居民身份证' },
      [{ kind: 'materialRenamed', from: '材料 idCard', to: '居民身份证' }]],
    ['notes where there were none', (item) => { material(item, 'idCard').notes = '正反两面' },
      [{ kind: 'materialNotes', name: '材料 idCard' }]],
    ['may follow later', (item) => { material(item, 'marriage').deferral = { days: 3, why: 'test' } },
      [{ kind: 'deferralAdded', name: '材料 marriage', days: 3 }]],
    ['may follow later than before', (item) => { item.promised.days = 12 },
      [{ kind: 'deferralAdded', name: '材料 housing', days: 10 }, { kind: 'promised', from: before.promised, to: { days: 12, unit: 'workingDay' } }]],
    ['may not follow later', (item) => { Object.assign(material(item, 'housing'), { necessity: 1, deferral: undefined }) },
      [{ kind: 'deferralRemoved', name: '材料 housing', days: 0 }]],
    ['a higher fee', (item) => { find(item.fees, 'base').amountFen = 8000 }, [{ kind: 'fee', fromFen: 6000, toFen: 8000 }]],
    ['no fee', (item) => { item.fees = [] }, [{ kind: 'fee', fromFen: 6000, toFen: 0 }]],
    ['another unit of the same number', (item) => { item.promised.unit = 'day' }, [
      { kind: 'deferralAdded', name: '材料 housing', days: 5 },
      { kind: 'promised', from: before.promised, to: { days: 10, unit: 'day' } },
    ]],
    ['a visit', (item) => { item.visit = visit }, [{ kind: 'visitAdded', reason: '采集指纹' }]],
    ['a new question', (item) => { item.questions.push({ id: 'urgent', label: '急着用吗？', options: [{ value: 'yes', label: '急' }, { value: 'no', label: '不急' }] }) },
      [{ kind: 'questionAdded', label: '急着用吗？' }]],
    ['the option chosen is gone', (item) => { find(item.questions, 'kind').options.shift() },
      [{ kind: 'answerGone', label: '办哪一种？' }]],
    ['a field more', (item) => { fields(item).push({ id: 'purpose', label: '用途', kind: 'text', required: true, basis: 'test' }) },
      [{ kind: 'fieldAdded', label: '用途' }]],
    ['a field less', (item) => { fields(item).shift() }, [{ kind: 'fieldRemoved', label: '栏目 phone' }]],
    ['a way to file that is gone', (item) => { item.capacities = ['guardian', 'agent'] }, [{ kind: 'capacityGone' }]],
  ]

  it.each(cases)('%s', (_name, change, told, facts) => {
    expect(listItemChanges(before, edited(change), exampleFacts(facts))).toEqual(told)
  })

  test('no visit any more', () => {
    expect(listItemChanges(edited((item) => { item.visit = visit }), before, exampleFacts())).toEqual([{ kind: 'visitRemoved', reason: '采集指纹' }])
  })
})

describe('what does not touch these facts is not told', () => {
  const elsewhere: Case[] = [
    ['a material of another situation', (item) => { item.materials.push(exampleMaterial('report', { when: { fact: 'answers.lost', is: 'yes' } })) },
      [{ kind: 'materialAdded', name: '材料 report' }], renewing],
    ['the name and notes of one', (item) => { Object.assign(material(item, 'oldPermit'), { name: '旧证', notes: '原件' }) },
      [{ kind: 'materialRenamed', from: '材料 oldPermit', to: '旧证' }, { kind: 'materialNotes', name: '旧证' }],
      { answers: { kind: 'renew', lost: 'no' } }],
    ['a fee of another situation', (item) => { find(item.fees, 'lostFee').amountFen = 3000 },
      [{ kind: 'fee', fromFen: 8000, toFen: 9000 }], renewing],
    ['an option that was not chosen', (item) => { find(item.questions, 'lost').options.shift() },
      [{ kind: 'answerGone', label: '原证丢了吗？' }], renewing],
    ['a question that is not asked', (item) => {
      item.questions.push({ id: 'reported', label: '报过案吗？', when: { fact: 'answers.lost', is: 'yes' }, options: [{ value: 'yes', label: '报过' }, { value: 'no', label: '没有' }] })
    }, [{ kind: 'questionAdded', label: '报过案吗？' }], renewing],
    ['a field that is not asked', (item) => { item.form[0]!.fields = fields(item).filter(({ id }) => id !== 'reason') },
      [{ kind: 'fieldRemoved', label: '栏目 reason' }], renewing],
    ['a way to file that was not taken', (item) => { item.capacities = ['self', 'guardian'] },
      [{ kind: 'capacityGone' }], { capacity: 'agent' }],
  ]

  it.each(elsewhere)('%s', (_name, change, told, facts) => {
    const after = edited(change)
    expect(listItemChanges(before, after, exampleFacts())).toEqual([])
    expect(listItemChanges(before, after, exampleFacts(facts))).toEqual(told)
  })

  it.each<[string, (item: Item) => void]>([
    ['texts, sources, the order of things', (item) => {
      Object.assign(item, { summary: '另一句', faq: [{ question: '?', answer: '!' }], version: 2, changes: ['改了几个字'] })
      item.materials.reverse()
      item.questions.reverse()
      fields(item).reverse()
    }],
    ['a statutory limit, a note to the promise', (item) => {
      item.statutory = null
      item.promised = { ...item.promised, note: '不含补正', basis: '公示' }
    }],
    ['another reason for the same visit', (item) => { item.visit = null }],
  ])('%s', (_name, change) => {
    expect(listItemChanges(before, edited(change), exampleFacts())).toEqual([])
  })
})

describe('what a new question leaves open', () => {
  const after = edited((item) => {
    item.questions.push({ id: 'married', label: '结婚了吗？', options: [{ value: 'yes', label: '结了' }, { value: 'no', label: '没有' }] })
    material(item, 'marriage').when = { fact: 'answers.married', is: 'yes' }
    find(fields(item), 'phone').when = { fact: 'answers.married', is: 'yes' }
  })

  it('is not called gone', () => {
    expect(listItemChanges(before, after, exampleFacts())).toEqual([{ kind: 'questionAdded', label: '结婚了吗？' }])
  })

  it('is, once the answer says so', () => {
    expect(listItemChanges(before, after, exampleFacts({ answers: { kind: 'new', married: 'no' } }))).toEqual([
      { kind: 'questionAdded', label: '结婚了吗？' }, { kind: 'materialRemoved', name: '材料 marriage' },
      { kind: 'fieldRemoved', label: '栏目 phone' },
    ])
  })
})

test('several at once come in the order of a guide', () => {
  const after = edited((item) => {
    item.capacities = ['agent']
    item.form[0]!.fields = []
    item.fees = []
    item.visit = visit
    item.promised.days = 3
    item.materials = [exampleMaterial('receipt')]
    item.questions = []
  })
  expect([...new Set(listItemChanges(before, after, exampleFacts()).map(({ kind }) => kind))]).toEqual([
    'capacityGone', 'materialAdded', 'materialRemoved', 'fee', 'promised', 'visitAdded', 'fieldRemoved',
  ])
})

test('between equal items there is nothing to tell, whatever the facts', () => {
  fc.assert(fc.property(anyCodeAndFacts, ({ code, facts }) => {
    const item = getRealItem(code)
    expect(listItemChanges(item, structuredClone(item), facts)).toEqual([])
  }), { numRuns: 300 })
})

describe('keepKnown', () => {
  const given = {
    answers: { kind: 'renew', lost: 'perhaps', gone: 'yes' },
    form: { phone: '13800138000', reason: 'anything', people: 'not a number', gone: 'x' },
  }

  it('keeps what is still asked, free text as it is, a choice while it is offered', () => {
    expect(keepKnown(before, given)).toEqual({
      answers: { kind: 'renew' }, form: { phone: '13800138000', reason: 'anything', people: 'not a number' },
    })
    const choosing = edited((item) => {
      Object.assign(find(fields(item), 'reason'), { kind: 'choice', options: [{ value: 'theft', label: '被偷' }, { value: 'loss', label: '丢了' }] })
    })
    expect(keepKnown(choosing, given).form).toEqual({ phone: '13800138000', people: 'not a number' })
    expect(keepKnown(choosing, { answers: {}, form: { reason: 'loss' } }).form).toEqual({ reason: 'loss' })
  })

  it('leaves alone what it was given, and is done after once', () => {
    fc.assert(fc.property(anyCodeAndFacts, ({ code, facts }) => {
      const item = getRealItem(code)
      const copy = structuredClone(facts)
      const kept = keepKnown(item, facts)
      expect(facts).toEqual(copy)
      expect(keepKnown(item, kept)).toEqual(kept)
      expect(facts).toMatchObject(kept)
    }), { numRuns: 200 })
  })
})
