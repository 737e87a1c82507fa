import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { listConditions } from '../../mock-api/catalogue/scenarios.ts'
import type { Item } from '../../src/domain/item.ts'
import { listTexts, mapTexts, translate } from '../../src/domain/itemTexts.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import { calendar } from './arbitraries.ts'
import { exampleItem } from './exampleItem.ts'
import { anyCodeAndFacts, anyRealCode, getRealItem, realItems } from './realItems.ts'

const item = exampleItem({
  summary: '一句话', visit: { count: 1, reason: '核验', bring: ['身份证', '照片'], where: '大厅' }, lifeEvents: ['moving'],
  statutory: { days: 20, unit: 'workingDay', basis: '第一条' }, faq: [{ question: '问', answer: '答' }], aliases: ['别名'],
  enquiry: [{ name: '热线', phone: '12345' }], proposed: [{ text: '拟定', covers: ['code'] }],
})
const textsOf = (data: unknown) => Object.fromEntries(listTexts(data).map(({ pointer, text }) => [pointer, text]))

describe('listTexts', () => {
  it('names parts of a list by id, options by value, other entries by place', () => {
    expect(textsOf(item)).toMatchObject({
      '/name': '示例许可', '/materials/idCard/name': '材料 idCard', '/questions/kind/options/renew/label': '换发',
      '/form/main/fields/phone/label': '栏目 phone', '/visit/bring/1': '照片', '/faq/0/answer': '答',
      '/fees/base/unit': '本', '/enquiry/0/name': '热线', '/proposed/0/text': '拟定', '/statutory/basis': '第一条',
    })
  })

  it('leaves out codes, conditions, units of time, and what has a translation of its own', () => {
    const texts = listTexts(item)
    const coded = /\/(code|id|value|fact|is|unit|kind|at|phone|prefill|leadsTo|branch|(aliases|lifeEvents|covers|signers)\/\d+)$/
    expect(texts.map(({ pointer }) => pointer).filter((pointer) => coded.test(pointer)))
      .toEqual(['/fees/base/unit', '/fees/lostFee/unit'])
    expect(texts.map(({ text }) => text)).not.toContain('workingDay')
  })

  it.each([
    ['a place: its kind is a text', { halls: [{ id: 'hall', kind: '大厅', branches: ['traffic'], phone: null, asOf: '2026-01-01' }] }, { '/halls/hall/kind': '大厅' }],
    ['a photo rule', { photoRules: [{ id: 'driving', name: '照片', background: 'white', headWidthMm: [14, 16], dos: ['免冠'] }] },
      { '/photoRules/driving/name': '照片', '/photoRules/driving/dos/0': '免冠' }],
    ['a theme: its English is there already', [{ id: 'traffic', name: '交警', en: 'Traffic' }], { '/traffic/name': '交警' }],
    ['nothing in it', { a: null, b: 3, c: true, d: [], e: {} }, {}],
  ])('%s', (_name, data, texts) => {
    expect(textsOf(data)).toEqual(texts)
  })
})

describe('translate', () => {
  it('lays a table over the data; what it leaves out stays', () => {
    const english = translate(item, { '/name': 'Permit', '/questions/kind/options/new/label': 'New', '/nothing': 'x' })
    expect([english.name, english.plainName]).toEqual(['Permit', '示例'])
    expect(english.questions[0]?.options.map(({ label }) => label)).toEqual(['New', '换发', '外地', '不用办'])
    expect(item.name).toBe('示例许可')
  })

  it('a text keeps its pointer wherever its part of the list goes', () => {
    const moved: Item = {
      ...item,
      materials: item.materials.toReversed(),
      fees: item.fees.toReversed(),
      outcomes: item.outcomes.toReversed(),
      questions: item.questions.toReversed()
        .map((question) => ({ ...question, options: question.options.toReversed() })),
      form: item.form.map((section) => ({ ...section, fields: section.fields.toReversed() })),
    }
    expect(textsOf(moved)).toEqual(textsOf(item))
  })
})

describe('of the real items', () => {
  const numRuns = 100

  test('no two texts share a pointer, and each pointer fits the schema of a translation', () => {
    for (const real of realItems) {
      const pointers = listTexts(real).map(({ pointer }) => pointer)
      expect(new Set(pointers).size).toBe(pointers.length)
      expect(pointers.filter((pointer) => !/^(\/[A-Za-z0-9-]+)+$/.test(pointer))).toEqual([])
    }
  })

  test('its own texts laid over an item give the item', () => {
    for (const real of realItems) expect(translate(real, textsOf(real))).toEqual(real)
  })

  const named = ['materials', 'questions', 'outcomes', 'commitments', 'fees', 'form'] as const

  test('pointers are stable under any order of what has an id', () => {
    const anyList = fc.constantFrom(...named)
    fc.assert(fc.property(anyRealCode, anyList, fc.infiniteStream(fc.nat(1000)), (code, list, dice) => {
      const real = getRealItem(code)
      const parts: { id: string }[] = real[list]
      const shuffled = parts.map((part) => ({ part, place: dice.next().value })).sort((a, b) => a.place - b.place)
      expect(textsOf({ ...real, [list]: shuffled.map(({ part }) => part) })).toEqual(textsOf(real))
    }), { numRuns })
  })

  /** Whatever the rules work on. */
  const withoutTexts = (data: Item) => mapTexts(data, () => '')

  test('a translation touches texts only: ids, conditions, numbers and dates stay', () => {
    fc.assert(fc.property(anyRealCode, fc.string({ minLength: 1 }), (code, word) => {
      const real = getRealItem(code)
      const translated = translate(real, Object.fromEntries(listTexts(real).map(({ pointer }) => [pointer, word])))
      expect(withoutTexts(translated)).toEqual(withoutTexts(real))
      expect(listConditions(translated)).toEqual(listConditions(real))
      expect(listTexts(translated).filter(({ text }) => text !== word)).toEqual([])
      for (const key of ['code', 'version', 'effectiveFrom', 'asOf', 'sources', 'branch', 'lifeEvents', 'places', 'audiences',
        'capacities', 'aliases', 'popularity', 'examples'] as const) {
        expect(translated[key]).toEqual(real[key])
      }
      const ids = (data: Item) => [...data.materials, ...data.questions, ...data.form.flatMap(({ fields }) => fields)]
        .map((part) => [part.id, 'options' in part ? part.options?.map(({ value }) => value) : []])
      expect(ids(translated)).toEqual(ids(real))
      expect([translated.promised.days, translated.promised.unit]).toEqual([real.promised.days, real.promised.unit])
    }), { numRuns })
  })

  test('the rules give the same of an item in any language', () => {
    fc.assert(fc.property(anyCodeAndFacts, ({ code, facts }) => {
      const real = getRealItem(code)
      const translated = mapTexts(real, (_, pointer) => `English ${pointer}`)
      // Who is competent is told in words.
      const judge = (some: Item) => ({ ...assessFiling(some, facts, calendar), authority: '' })
      expect(judge(translated)).toEqual(judge(real))
    }), { numRuns })
  })
})
