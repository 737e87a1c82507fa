import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DocumentTemplate } from '../../src/domain/documents.ts'
import type { ItemFile } from '../../src/domain/item.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'
import { editJson, loadEdited } from './plantCatalogue.ts'

/** What a wrong edit is answered with: "rule path". */
function refusals(file: string, change: (value: never) => void): string[] {
  const result = loadEdited((folder) => {
    keepOneItem(folder, file)
    editJson(folder, file, change)
  })
  if (result.ok) return []
  expect(new Set(result.error.map((finding) => finding.file))).toEqual(new Set([file]))
  expect(result.error.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
  return result.error.map(({ rule, path }) => `${rule} ${path}`)
}

/** Linting the others again for each planted mistake would prove nothing. */
function keepOneItem(folder: string, file: string): void {
  const kept = file.startsWith('items/') ? file : marriage
  for (const name of readdirSync(join(folder, 'items'))) if (`items/${name}` !== kept) rmSync(join(folder, 'items', name))
}

function warnings(file: string, change: (value: never) => void): string[] {
  const result = loadEdited((folder) => editJson(folder, file, change))
  return result.ok ? result.value.warnings.filter((one) => one.file === file).map(({ rule, path }) => `${rule} ${path}`) : ['refused']
}

const marriage = 'items/P0101.json'
const passport = 'items/P0203.json'
const permit = 'items/P0301.json'
const driver = 'items/P1103.json'
const event = 'items/P1601.json'

interface Planted {
  rule: string
  file: string
  change: (item: ItemFile) => void
}

const get = <T>(list: T[], index: number): T => {
  const one = list[index]
  if (one === undefined) throw new Error(`nothing at ${index}`)
  return one
}
const material = (item: ItemFile, id: string) => get(item.materials, item.materials.findIndex((one) => one.id === id))
const deferral = { days: 3, why: '测试' }

const planted: Planted[] = [
  // rules.md §5.3, the blocking ones
  { rule: '5.3-2 /promised/days', file: marriage, change: (item) => { item.promised.days = 21 } },
  { rule: '5.3-2 /promised/days', file: event, change: (item) => { item.promised.days = 6 } },
  { rule: '5.3-2 /promised/days', file: passport, change: (item) => { item.promised = { days: 16, unit: 'day' } } },
  { rule: '5.3-5 /visit', file: passport, change: (item) => { item.visit = { count: 1, reason: '核验', bring: ['身份证'], where: '窗口' } } },
  { rule: '5.3-6 /fees/0/basis', file: driver, change: (item) => { get(item.fees, 0).basis = '未查到收费依据' } },
  { rule: '5.3-6 /fees/0/basis', file: driver, change: (item) => { get(item.fees, 0).basis = ' ' } },
  { rule: '5.3-11 /materials/1/name', file: driver, change: (item) => { get(item.materials, 1).name = '其他相关材料' } },
  { rule: 'power-of-attorney /materials/11/deferral', file: marriage, change: (item) => { Object.assign(material(item, 'powerOfAttorney'), { necessity: 3, deferral }) } },
  { rule: 'power-of-attorney /materials/6/deferral', file: permit, change: (item) => { Object.assign(material(item, 'companionAuthorisation'), { necessity: 3, deferral }) } },
  { rule: 'power-of-attorney /commitments/0/materialId', file: marriage, change: (item) => { get(item.commitments, 0).materialId = 'powerOfAttorney' } },
  // Schema
  { rule: 'schema /promised', file: marriage, change: (item) => { Reflect.deleteProperty(item.promised, 'unit') } },
  { rule: 'schema /fees/0', file: driver, change: (item) => { Reflect.deleteProperty(get(item.fees, 0), 'basis') } },
  { rule: 'schema ', file: marriage, change: (item) => { Object.assign(item, { materails: [] }) } },
  { rule: 'schema /materials/5/when', file: marriage, change: (item) => { Object.assign(get(item.materials, 5), { when: { facts: 'answers.housing', is: 'own' } }) } },
  { rule: 'schema /code', file: marriage, change: (item) => { item.code = item.code.slice(0, 30) } },
  { rule: 'schema /code', file: marriage, change: (item) => { item.code = `${item.code.slice(0, 18)}9${item.code.slice(19)}` } },
  // Codes, ids, dates
  { rule: 'code-uscc /code', file: marriage, change: (item) => { item.code = item.code.replace('19F', '19G') } },
  { rule: 'code-basic /code', file: marriage, change: (item) => { item.code = item.code.replace('4401', '4402') } },
  { rule: 'id-unique /materials', file: marriage, change: (item) => { get(item.materials, 1).id = 'applicantIdCard' } },
  { rule: 'id-unique /questions/1/options', file: marriage, change: (item) => { get(get(item.questions, 1).options, 1).value = 'own' } },
  { rule: 'date /effectiveFrom', file: marriage, change: (item) => { item.effectiveFrom = '2026-02-30' } },
  { rule: 'date /examples/0/facts/birthDate', file: marriage, change: (item) => { get(item.examples, 0).facts.birthDate = '1991-13-01' } },
  // Form
  { rule: 'prefill-known /form/0/fields/0/prefill', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).prefill = 'filer.email' } },
  { rule: 'asked-twice /form/0/fields/0/prefill', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).prefill = 'applicant.name' } },
  { rule: 'choice-options /form/0/fields/0/options', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).kind = 'choice' } },
  { rule: 'number-range /form/0/fields/0', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).max = 3 } },
  { rule: 'number-range /form/1/fields/0/max', file: event, change: (item) => { get(get(item.form, 1).fields, 0).max = 0 } },
  { rule: 'form-material /materials/13/maxFiles', file: marriage, change: (item) => { material(item, 'applicationForm').maxFiles = 1 } },
  { rule: 'form-material /materials/13/deferral', file: marriage, change: (item) => { Object.assign(material(item, 'applicationForm'), { necessity: 3, deferral }) } },
  // Conditions
  { rule: 'condition-fact /materials/5/when/fact', file: marriage, change: (item) => { get(item.materials, 5).when = { fact: 'answers.house', is: 'own' } } },
  { rule: 'condition-fact /materials/5/when/all/1/not/fact', file: marriage, change: (item) => { get(item.materials, 5).when = { all: [{ fact: 'answers.housing', is: 'own' }, { not: { fact: 'form.house', is: 'own' } }] } } },
  { rule: 'condition-value /materials/5/when', file: marriage, change: (item) => { get(item.materials, 5).when = { fact: 'answers.housing', is: 'owned' } } },
  { rule: 'condition-value /materials/11/when', file: marriage, change: (item) => { get(item.materials, 11).when = { fact: 'capacity', is: 'guardian' } } },
  { rule: 'condition-kind /materials/5/when', file: marriage, change: (item) => { get(item.materials, 5).when = { fact: 'answers.housing', below: 3 } } },
  { rule: 'condition-kind /outcomes/5/when/all/1', file: event, change: (item) => { get(item.outcomes, 5).when = { all: [{ fact: 'answers.crowdSize', is: 'from1000' }, { fact: 'form.attendance', is: '3' }] } } },
  { rule: 'question-order /questions/1/when', file: marriage, change: (item) => { get(item.questions, 1).when = { fact: 'answers.children', is: 'yes' } } },
  { rule: 'question-used /questions/4', file: event, change: (item) => { material(item, 'structureReports').when = { fact: 'answers.joint', is: 'yes' } } },
  { rule: 'outcome-at /outcomes/0/at', file: marriage, change: (item) => { get(item.outcomes, 0).at = 'answers.nowhere' } },
  { rule: 'outcome-authority /outcomes/0', file: marriage, change: (item) => { Reflect.deleteProperty(get(item.outcomes, 0), 'authority') } },
  { rule: 'outcome-refused /outcomes/0/refused', file: marriage, change: (item) => { get(item.outcomes, 0).refused = true } },
  // Deferral and commitment
  { rule: 'deferral-necessity /materials/0/necessity', file: marriage, change: (item) => { get(item.materials, 0).necessity = 3 } },
  { rule: 'deferral-necessity /materials/5/necessity', file: marriage, change: (item) => { get(item.materials, 5).necessity = 1 } },
  { rule: 'deferral-days /materials/3/deferral', file: driver, change: (item) => { Object.assign(material(item, 'physicalExam'), { necessity: 3, deferral }) } },
  { rule: 'deferral-days /materials/0/deferral', file: event, change: (item) => { item.promised.days = 2 } },
  { rule: 'commitment-material /commitments/0/materialId', file: marriage, change: (item) => { get(item.commitments, 0).materialId = 'nothing' } },
  { rule: 'commitment-document /commitments/0/documentId', file: marriage, change: (item) => { get(item.commitments, 0).documentId = 'deferral' } },
  { rule: 'commitment-signer /commitments/0/signers', file: marriage, change: (item) => { get(item.commitments, 0).signers = ['self', 'agent'] } },
  { rule: 'commitment-signer /commitments/0/signers', file: marriage, change: (item) => { get(item.commitments, 0).signers = ['guardian'] } },
  { rule: 'commitment-excluded /commitments', file: marriage, change: (item) => { item.commitmentExcluded = true } },
  // Situations and examples
  { rule: 'material-reachable /materials/6/when', file: marriage, change: (item) => { get(item.materials, 6).when = { all: [{ fact: 'answers.housing', is: 'own' }, { fact: 'answers.housing', is: 'relative' }] } } },
  { rule: 'situation-empty /materials', file: driver, change: (item) => { for (const one of item.materials) one.when ??= { fact: 'answers.issuedIn', is: 'elsewhere' } } },
  { rule: 'example /examples/0/expect/feeFen', file: driver, change: (item) => { get(item.examples, 0).expect.feeFen = 1001 } },
  { rule: 'example /examples/0/expect/verdict', file: driver, change: (item) => { get(item.examples, 0).expect.verdict = 'notOurs' } },
  { rule: 'example /examples/0/expect/materials', file: driver, change: (item) => { get(item.examples, 0).expect.materials.pop() } },
  { rule: 'example /examples/0/expect/outcome', file: driver, change: (item) => { get(item.examples, 0).expect.outcome = 'expired' } },
  { rule: 'example /examples/2/expect/deferrals', file: marriage, change: (item) => { get(item.examples, 2).expect.deferrals = [] } },
]

describe('a bad item is refused by file, rule and pointer', () => {
  test.each(planted)('$file $rule', ({ file, rule, change }) => {
    expect(refusals(file, change)).toContain(rule)
  })

  test('a code and version used twice, whichever file has it', () => {
    const result = loadEdited((folder) => editJson(folder, marriage, () => undefined, 'items/P0101.v2.json'))
    expect(result.ok ? [] : result.error.map(({ file, rule }) => [file, rule])).toEqual([['items/P0101.v2.json', 'version-unique']])
  })
})

describe('what is worth knowing is counted and does not stop the start', () => {
  test.each([
    { rule: '5.3-1 /promised/days', file: passport, change: (item: ItemFile) => { item.caseType = 'instant' } },
    { rule: '5.3-7 /complaint/0/phone', file: marriage, change: () => undefined },
    { rule: '5.3-8 /faq', file: marriage, change: (item: ItemFile) => { item.faq = [] } },
    { rule: '5.3-8 /steps', file: marriage, change: (item: ItemFile) => { item.steps.pop() } },
    { rule: '5.3-10 /lifeEvents', file: marriage, change: (item: ItemFile) => { item.lifeEvents = [] } },
  ])('$rule', ({ file, rule, change }) => {
    expect(warnings(file, change)).toContain(rule)
  })
})

describe('documents, words, calendar', () => {
  test.each([
    { rule: 'placeholder /lines/0', file: 'documents/application.json', change: (one: DocumentTemplate) => { one.lines[0] = '{itemNam}' } },
    { rule: 'placeholder /lines/0', file: 'documents/privacy.json', change: (one: DocumentTemplate) => { one.lines[0] = '{applicantName}' } },
    { rule: 'statements /statements', file: 'documents/deferral.json', change: (one: DocumentTemplate) => { one.statements.pop() } },
    { rule: 'statements /statements', file: 'documents/commitment-marital-change.json', change: (one: DocumentTemplate) => { one.statements.pop() } },
    { rule: 'statements /statements', file: 'documents/privacy.json', change: (one: DocumentTemplate) => { one.statements.push({ id: 'agree', text: '我同意' }) } },
    { rule: 'id-unique /statements', file: 'documents/deferral.json', change: (one: DocumentTemplate) => { get(one.statements, 1).id = get(one.statements, 0).id } },
    { rule: 'date /effectiveFrom', file: 'documents/deferral.json', change: (one: DocumentTemplate) => { one.effectiveFrom = '2026-00-01' } },
    { rule: 'schema /capacity', file: 'words.json', change: (words: { capacity: object }) => { Reflect.deleteProperty(words.capacity, 'agent') } },
    { rule: 'schema /enquiry/0/phone', file: 'bureau.json', change: (bureau: { enquiry: { phone: string }[] }) => { get(bureau.enquiry, 0).phone = '82662270' } },
    { rule: 'calendar-day /years/2026', file: 'calendar.json', change: (calendar: WorkdayCalendar) => { calendar.years['2026']?.holidays.push('2027-01-01') } },
    { rule: 'calendar-day /years/2026', file: 'calendar.json', change: (calendar: WorkdayCalendar) => { calendar.years['2026']?.holidays.push('2026-02-30') } },
    { rule: 'calendar-makeup /years/2026/makeupDays', file: 'calendar.json', change: (calendar: WorkdayCalendar) => { calendar.years['2026']?.makeupDays.push('2026-11-23') } },
  ])('$file $rule', ({ file, rule, change }) => {
    expect(refusals(file, change)).toContain(rule)
  })

  test.each(['application', 'deferral', 'privacy', 'minorPrivacy'])('the document %s may not be missing', (name) => {
    const result = loadEdited((folder) => rmSync(join(folder, `documents/${name}.json`)))
    expect(result.ok ? [] : result.error.map(({ rule, zh }) => [rule, zh])).toEqual([['document-kind', `缺少文书：${name}`]])
  })
})
