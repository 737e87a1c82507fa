import { describe, expect, test } from 'vitest'
import { listScenarios } from '../../mock-api/catalogue/scenarios.ts'
import { factsIn } from '../../src/domain/condition.ts'
import type { Item, ItemFile } from '../../src/domain/item.ts'
import { deferrableDays, listFields, listQuestions } from '../../src/domain/requirements.ts'
import { getItemFiles, today } from './plantCatalogue.ts'

const items = getItemFiles()
const get = (code: string): ItemFile => {
  const item = items.find((one) => one.code === `11449999000000019F4${code}`)
  if (!item) throw new Error(`no item ${code}`)
  return item
}
const marriage = get('440100001001')
const passport = get('440100002003')
const permit = get('440100003001')
const driver = get('440100011003')
const event = get('440100016001')
const five = [permit, driver, passport, marriage, event]
const fieldsOf = (item: Item) => item.form.flatMap((section) => section.fields)

/** What every filing holds of its applicant, and of the organisation it is filed for. */
const ofEveryFiling = /^(申请人)?姓名$|^身份证号码$|^出生日期$|^性别$|^(您|申请人|孩子)?(是不是|是否)?未满.*周岁/
const ofEveryOrganisation = /^(本|申请)?单位(的)?名称$|^(本单位的|单位的)?(统一社会)?信用代码$|^法定代表人(姓名)?$/

describe.each(items)('$name', (item) => {
  test('answers what a resident asks first', () => {
    expect(item.aliases.length).toBeGreaterThanOrEqual(8)
    expect(item.faq.length).toBeGreaterThanOrEqual(3)
    expect(item.proposed.length).toBeGreaterThan(0)
    expect(item.sources.length).toBeGreaterThan(1)
    expect(item.steps.map(({ stage }) => stage)).toEqual(['receive', 'accept', 'review', 'decide', 'finish', 'deliver'])
    expect([...item.summary].filter((char) => char === '。')).toHaveLength(1)
    expect(item.questions.length).toBeGreaterThanOrEqual(2)
  })

  test('asks six questions at most, whoever files and whatever is answered', () => {
    const asked = [...listScenarios(item, today)].map((facts) => listQuestions(item, facts).length)
    expect(Math.max(...asked)).toBeLessThanOrEqual(6)
  })

  test('offers the window as well, and somebody to ask and to complain to', () => {
    expect(item.window).toMatch(/窗口|大厅/)
    expect(item.enquiry.map(({ phone }) => phone)).toEqual(expect.arrayContaining(['020-82662270', '12345']))
    expect(item.complaint[0]?.phone).toBe('020-82662270')
    expect(item.complaint[0]?.note).toContain('110只用于报警和紧急情况')
    expect([...item.enquiry, ...item.complaint].map(({ phone }) => phone)).not.toContain('110')
  })

  test('asks nothing twice', () => {
    const asked = [...item.questions, ...fieldsOf(item)]
    expect(asked.filter(({ label }) => ofEveryFiling.test(label)).map(({ label }) => label)).toEqual([])
    // Whether somebody files for another is known; why an agent may is a question of its own.
    expect(asked.filter(({ label, when }) => /代办|委托.*办$/.test(label) && !factsIn(when).includes('capacity'))).toEqual([])
    if (item.audiences.includes('organisation')) {
      expect(asked.filter(({ label }) => ofEveryOrganisation.test(label)).map(({ label }) => label)).toEqual([])
    }
    expect(fieldsOf(item).filter(({ prefill }) => prefill === 'filer.phone')).toHaveLength(1)
  })

  test('never asks two things by one name at a time', () => {
    const twice = [...listScenarios(item, today)].filter((facts) => {
      const labels = [...listQuestions(item, facts), ...listFields(item, facts)].map(({ label }) => label)
      return new Set(labels).size < labels.length
    })
    expect(twice.map(({ answers }) => answers)).toEqual([])
  })

  test('says why a main material is not deferrable, and why a secondary one is', () => {
    for (const material of item.materials) {
      expect(material.necessity === 3 ? material.deferral?.why : material.noDeferralWhy, material.id).toMatch(/。$/)
    }
  })

  test('makes its form itself, and asks for the basis of every material', () => {
    expect(item.materials.filter(({ kind }) => kind === 'form').map(({ id }) => id)).toEqual(['applicationForm'])
    for (const { basis } of [...item.materials, ...fieldsOf(item)]) expect(basis.length).toBeGreaterThan(3)
  })

  test('is written without a pause for lawyers: no sentence over 120 characters in the summary, scope and conditions', () => {
    const sentences = [item.summary, ...item.scope, ...item.conditions].flatMap((text) => text.split(/[。；]/))
    expect(sentences.filter((sentence) => [...sentence].length > 120)).toEqual([])
  })
})

describe('facts of the five', () => {
  test('limits in the units the law writes', () => {
    const limits = five.map(({ name, statutory, promised }) =>
      [name.slice(0, 4), statutory?.days, statutory?.unit, promised.days, promised.unit])
    expect(limits).toEqual([
      ['往来港澳', 60, 'day', 7, 'workingDay'], ['有效期满', 1, 'workingDay', 1, 'workingDay'],
      ['普通护照', 15, 'day', 7, 'workingDay'], ['夫妻投靠', 20, 'workingDay', 19, 'workingDay'],
      ['大型群众', 7, 'day', 3, 'workingDay'],
    ])
  })

  test('visits: one where it must be, none where it is wholly online', () => {
    expect(five.map(({ onlineDepth, visit }) => [onlineDepth, visit?.count ?? 0])).toEqual([
      ['apply', 1], ['full', 0], ['full', 0], ['apply', 1], ['full', 0],
    ])
  })

  test('deferral days are the least of the material, the promise less two and twenty (RQ-08)', () => {
    const days = (item: Item) => item.materials.filter((one) => one.deferral)
      .map((one) => [one.id, deferrableDays(item, one)])
    expect(days(marriage)).toEqual([['propertyProof', 5], ['maritalChangeProof', 5]])
    expect(days(permit)).toEqual([['householdForCheck', 3]])
    expect(days(event)).toEqual([['organiserRegistration', 1]])
    expect(days(passport)).toEqual([])
    expect(days(driver)).toEqual([])
  })

  test('a commitment stands in for one proof only, is proposed, and is the applicant’s own word', () => {
    expect(marriage.commitments).toHaveLength(1)
    expect(marriage.commitments[0]).toMatchObject({
      materialId: 'maritalChangeProof', documentId: 'commitment-marital-change', signers: ['self'], proposed: true,
    })
    expect([passport, permit, driver, event].flatMap(({ commitments }) => commitments)).toEqual([])
    expect([driver, event].every(({ commitmentExcluded, reapplyBan }) => commitmentExcluded && reapplyBan)).toBe(true)
  })

  test('what decides whether a large event is safe never comes later', () => {
    const later = event.materials.filter(({ necessity }) => necessity === 3).map(({ id }) => id)
    expect(later).toEqual(['organiserRegistration'])
  })

  test('all five verdicts are shown for the event, three kinds of authority named', () => {
    expect(new Set(event.examples.map((example) => example.expect.verdict))).toEqual(new Set([
      'noPermitNeeded', 'notOurs', 'correctionNeeded', 'acceptableWithDeferral', 'acceptable',
    ]))
    expect(event.outcomes.filter(({ leadsTo }) => leadsTo === 'notOurs').map(({ authority }) => authority)).toEqual([
      '广州市公安局（市级公安机关）', '公安部（国务院公安部门）',
    ])
    expect(event.outcomes.find(({ id }) => id === 'tooLate')).toMatchObject({ leadsTo: 'warning', refused: true })
  })

  test('fees in 分: passport 120, permit 60 with 15, 30 or 80 for an endorsement, driving licence 10', () => {
    expect(passport.fees.map(({ amountFen }) => amountFen)).toEqual([12000])
    expect(permit.fees.map(({ id, amountFen }) => [id, amountFen])).toEqual([
      ['permit', 6000], ['hongKongOnce', 1500], ['hongKongTwice', 3000], ['hongKongMultiple', 8000],
      ['macaoOnce', 1500], ['macaoMultiple', 8000],
    ])
    expect(driver.fees.map(({ amountFen }) => amountFen)).toEqual([1000])
    expect(marriage.fees).toEqual([])
    expect(event.fees).toEqual([])
  })

  test('a renewal is a tiny form: five fields at most, all but one or two filled by sign-in', () => {
    for (const item of [passport, driver]) {
      const fields = fieldsOf(item)
      expect(fields.length).toBeLessThanOrEqual(5)
      expect(fields.filter(({ prefill }) => !prefill).length).toBeLessThanOrEqual(2)
    }
  })
})
