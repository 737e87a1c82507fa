import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PhotoRulesView, PlacesView, ReuseKindsView, TagsView } from '../../src/contract/catalogueViews.ts'
import type { DocumentFile } from '../../src/domain/documents.ts'
import { isRepeated } from '../../src/domain/entries.ts'
import type { RepeatedSection } from '../../src/domain/entries.ts'
import type { Field, ItemFile } from '../../src/domain/item.ts'
import type { WorkdayCalendar } from '../../src/domain/workdays.ts'
import { editJson, loadEdited } from './plantCatalogue.ts'

/** What a wrong edit is answered with: "rule path". */
function refusals(file: string, change: (value: never) => void): string[] {
  const result = loadEdited([file.startsWith('items/') ? file : marriage], (folder) => editJson(folder, file, change))
  if (result.ok) return []
  expect(result.error.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
  // What an item no longer says its translation still does, and is told of too.
  const told = result.error.filter((finding) => finding.file === file || !finding.rule.startsWith('translation-'))
  expect(new Set(told.map((finding) => finding.file))).toEqual(new Set([file]))
  return told.map(({ rule, path }) => `${rule} ${path}`)
}

function warnings(file: string, change: (value: never) => void): string[] {
  const result = loadEdited([file], (folder) => {
    editJson(folder, file, change)
    rmSync(join(folder, file.replace('items', 'translations/en')), { force: true })
  })
  return result.ok ? result.value.warnings.filter((one) => one.file === file).map(({ rule, path }) => `${rule} ${path}`) : ['refused']
}

const marriage = 'items/P0101.json'
const passport = 'items/P0203.json'
const permit = 'items/P0301.json'
const driver = 'items/P1103.json'
const event = 'items/P1601.json'
const border = 'items/P0701.json'

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
const field = (item: ItemFile, id: string): Field => {
  const fields = item.form.flatMap((section) => section.fields)
  return get(fields, fields.findIndex((one) => one.id === id))
}
const minors = (item: ItemFile): RepeatedSection => get(item.form.filter(isRepeated), 0)
const deferral = { days: 3, why: '测试' }

const mistakes: Planted[] = [
  // repeated sections
  { rule: 'repeat-range /form/2/repeat/max', file: border, change: (item) => { minors(item).repeat.min = 10 } },
  { rule: 'repeat-required /form/2/fields', file: border, change: (item) => { for (const one of minors(item).fields) one.required = false } },
  { rule: 'repeat-prefill /form/2/fields/0/prefill', file: border, change: (item) => { get(minors(item).fields, 0).prefill = 'filer.name' } },
  { rule: 'unique-outside /form/0/fields/0/unique', file: border, change: (item) => { field(item, 'contactPhone').unique = true } },
  { rule: 'person-outside /form/0/fields/0/prefill', file: border, change: (item) => { field(item, 'contactPhone').prefill = 'person.name' } },
  { rule: 'entry-fact /form/1/fields/1/when', file: border, change: (item) => { field(item, 'counties').when = { fact: 'entry.minorRelation', is: 'other' } } },
  { rule: 'condition-fact /form/1/fields/1/when/fact', file: border, change: (item) => { field(item, 'counties').when = { fact: 'form.minorRelation', is: 'other' } } },
  { rule: 'condition-fact /form/1/fields/1/when/fact', file: border, change: (item) => { field(item, 'counties').when = { fact: 'entries.trip', atLeast: 1 } } },
  { rule: 'fee-per /fees/0/per', file: border, change: (item) => { item.fees.push({ id: 'copy', project: '工本费', amountFen: 500, unit: '本', basis: '测试', per: 'trip' }) } },
  { rule: 'form-size /form', file: border, change: (item) => {
    const { repeat, fields } = minors(item)
    repeat.max = 30
    for (let index = 0; index < 7; index += 1) fields.push({ ...get(fields, 0), id: `more${index}` })
  } },
  // rules.md §5.3, the blocking ones
  { rule: '5.3-2 /promised/days', file: marriage, change: (item) => { item.promised.days = 21 } },
  { rule: '5.3-2 /promised/days', file: event, change: (item) => { item.promised.days = 6 } },
  { rule: '5.3-2 /promised/days', file: passport, change: (item) => { item.promised = { days: 16, unit: 'day' } } },
  { rule: '5.3-5 /visit', file: passport, change: (item) => { item.visit = { count: 1, reason: '核验', bring: ['身份证'], where: '窗口' } } },
  { rule: '5.3-6 /fees/0/basis', file: driver, change: (item) => { get(item.fees, 0).basis = '未查到收费依据' } },
  { rule: '5.3-6 /fees/0/basis', file: driver, change: (item) => { get(item.fees, 0).basis = ' ' } },
  { rule: '5.3-11 /materials/1/name', file: driver, change: (item) => { get(item.materials, 1).name = '其他相关材料' } },
  { rule: 'power-of-attorney /materials/#powerOfAttorney/deferral', file: marriage, change: (item) => { Object.assign(material(item, 'powerOfAttorney'), { necessity: 3, deferral }) } },
  { rule: 'power-of-attorney /materials/#companionAuthorisation/deferral', file: permit, change: (item) => { Object.assign(material(item, 'companionAuthorisation'), { necessity: 3, deferral }) } },
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
  { rule: 'date /asOf', file: marriage, change: (item) => { item.asOf = '2026-11-31' } },
  { rule: 'date /sources/0/asOf', file: marriage, change: (item) => { get(item.sources, 0).asOf = '2025-02-29' } },
  { rule: 'prefill-known /form/0/fields/0/prefill', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).prefill = 'licence.vehicleLicence.number' } },
  { rule: 'schema /effectiveFrom', file: marriage, change: (item) => { item.effectiveFrom = '2026年1月1日' } },
  { rule: 'date /examples/0/facts/birthDate', file: marriage, change: (item) => { get(item.examples, 0).facts.birthDate = '1991-13-01' } },
  // Form
  { rule: 'prefill-known /form/0/fields/0/prefill', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).prefill = 'filer.email' } },
  { rule: 'asked-twice /form/0/fields/0/prefill', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).prefill = 'applicant.name' } },
  { rule: 'choice-options /form/0/fields/0/options', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).kind = 'choice' } },
  { rule: 'number-range /form/0/fields/0', file: marriage, change: (item) => { get(get(item.form, 0).fields, 0).max = 3 } },
  { rule: 'number-range /form/1/fields/0/max', file: event, change: (item) => { get(get(item.form, 1).fields, 0).max = 0 } },
  { rule: 'form-material /materials/#applicationForm/maxFiles', file: marriage, change: (item) => { material(item, 'applicationForm').maxFiles = 1 } },
  { rule: 'form-material /materials/#applicationForm/deferral', file: marriage, change: (item) => { Object.assign(material(item, 'applicationForm'), { necessity: 3, deferral }) } },
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
  { rule: 'outcome-authority /outcomes/0', file: marriage, change: (item) => { Object.assign(get(item.outcomes, 0), { leadsTo: 'windowOnly', authority: ' ' }) } },
  { rule: 'circular /form/1/fields/0/when', file: event, change: (item) => { get(get(item.form, 1).fields, 0).when = { fact: 'form.startsOn', fewerDaysAheadThan: 9 }; field(item, 'startsOn').when = { fact: 'form.attendance', atLeast: 1 } } },
  { rule: 'circular /form/1/fields/0/when', file: event, change: (item) => { get(get(item.form, 1).fields, 0).when = { not: { fact: 'form.attendance', atLeast: 1 } } } },
  { rule: 'circular /questions/1/when', file: marriage, change: (item) => { const one = get(item.questions, 1); one.when = { fact: `answers.${one.id}`, is: get(one.options, 0).value } } },
  // What other files hold, and where the facts come from
  { rule: 'reference /branch', file: marriage, change: (item) => { item.branch = 'navy' } },
  { rule: 'reference /lifeEvents/0', file: marriage, change: (item) => { item.lifeEvents = ['divorce'] } },
  { rule: 'reference /places/1', file: marriage, change: (item) => { item.places = ['serviceCentre', 'townHall'] } },
  { rule: 'reference /materials/1/photoRule', file: driver, change: (item) => { get(item.materials, 1).photoRule = 'passport' } },
  { rule: 'reference /materials/0/blankForm', file: driver, change: (item) => { get(item.materials, 0).blankForm = 'nothing' } },
  { rule: 'reference /materials/0/blankForm', file: driver, change: (item) => { get(item.materials, 0).blankForm = 'deferral' } },
  { rule: 'source-per-fact /sources', file: driver, change: (item) => { for (const one of [...item.sources, ...item.proposed]) one.covers = ['fees'] } },
  { rule: 'schema /sources/0/covers', file: driver, change: (item) => { get(item.sources, 0).covers = [] } },
  { rule: 'schema /sources/0/url', file: driver, change: (item) => { get(item.sources, 0).url = 'javascript:alert(1)' } },
  // What may be given again
  { rule: 'reference /materials/#standardPhoto/reuse/kind', file: driver, change: (item) => { material(item, 'standardPhoto').reuse = { kind: 'passportPhoto', months: 6 } } },
  { rule: 'reuse-kind /materials/#standardPhoto/reuse/kind', file: driver, change: (item) => { material(item, 'standardPhoto').reuse = { kind: 'exitEntryPhoto', months: 6 } } },
  { rule: 'reuse-kind /materials/#standardPhoto/reuse/kind', file: driver, change: (item) => { material(item, 'standardPhoto').reuse = { kind: 'identityDocument', months: 6 } } },
  { rule: 'reuse-kind /materials/#standardPhoto/reuse/months', file: driver, change: (item) => { material(item, 'standardPhoto').reuse = { kind: 'drivingPhoto', months: 7 } } },
  { rule: 'reuse-kind /materials/#identity/reuse/kind', file: driver, change: (item) => { material(item, 'identity').reuse = { kind: 'businessLicence', months: 6 } } },
  { rule: 'reuse-once /materials/#powerOfAttorney/reuse', file: marriage, change: (item) => { material(item, 'powerOfAttorney').reuse = { kind: 'identityDocument', months: 6 } } },
  { rule: 'reuse-once /materials/#ownerConsent/reuse', file: marriage, change: (item) => { material(item, 'ownerConsent').reuse = { kind: 'propertyProof', months: 6 } } },
  { rule: 'reuse-once /materials/#marriageCertificate/reuse', file: marriage, change: (item) => { material(item, 'marriageCertificate').reuse = { kind: 'identityDocument', months: 6 } } },
  { rule: 'reuse-once /materials/#applicationForm/reuse', file: marriage, change: (item) => { material(item, 'applicationForm').reuse = { kind: 'identityDocument', months: 6 } } },
  { rule: 'reuse-once /materials/#applicantIdCard/reuse', file: marriage, change: (item) => { material(item, 'applicantIdCard').medium = 'paper' } },
  { rule: 'schema /materials/1/reuse/months', file: driver, change: (item) => { get(item.materials, 1).reuse = { kind: 'drivingPhoto', months: 0 } } },
  // Markup
  { rule: 'markup /summary', file: driver, change: (item) => { item.summary = '到期换证<script>alert(1)</script>' } },
  { rule: 'markup /faq/0/answer', file: driver, change: (item) => { get(item.faq, 0).answer += '&nbsp;' } },
  { rule: 'markup /materials/0/name', file: driver, change: (item) => { get(item.materials, 0).name += '\u200b' } },
  { rule: 'markup /aliases/0', file: driver, change: (item) => { item.aliases[0] = '换<b>驾照</b>' } },
  { rule: 'markup /sources/0/title', file: driver, change: (item) => { get(item.sources, 0).title += '<!-- 待核 -->' } },
  // Deferral and commitment
  { rule: 'deferral-necessity /materials/0/necessity', file: marriage, change: (item) => { get(item.materials, 0).necessity = 3 } },
  { rule: 'deferral-necessity /materials/#propertyProof/necessity', file: marriage, change: (item) => { material(item, 'propertyProof').necessity = 1 } },
  { rule: 'deferral-days /materials/#physicalExam/deferral', file: driver, change: (item) => { Object.assign(material(item, 'physicalExam'), { necessity: 3, deferral }) } },
  { rule: 'deferral-days /materials/#organiserRegistration/deferral', file: event, change: (item) => { item.promised.days = 2 } },
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
  test.each(mistakes)('$file $rule', ({ file, rule, change }) => {
    let planted = rule
    expect(refusals(file, (item: ItemFile) => {
      // `#id`: by its place in the list, which moves when an item grows.
      planted = rule.replace(/#(\w+)/, (_, id: string) => String(item.materials.findIndex((one) => one.id === id)))
      change(item)
    })).toContain(planted)
  })

  test('a code and version used twice, whichever file has it', () => {
    const result = loadEdited([marriage], (folder) => editJson(folder, marriage, () => undefined, 'items/P0101.v2.json'))
    expect(result.ok ? [] : result.error).toEqual([{
      file: 'items/P0101.v2.json', path: '/version', rule: 'version-unique', level: 'blocking',
      zh: 'items/P0101.json 已有这一版', en: 'items/P0101.json holds this version already',
    }])
  })

  test('a file cut short', () => {
    const result = loadEdited([marriage, driver], (folder) => writeFileSync(join(folder, marriage), '{ "code": "114'))
    expect(result.ok ? [] : result.error.map(({ file, path, rule, zh }) => [file, path, rule, zh])).toEqual([
      [marriage, '', 'json', '读不出来，不是有效的 JSON'],
    ])
    expect(result.ok ? '' : result.error[0]?.en).toMatch(/JSON/)
  })

  test('a finding tells file, place and rule in both languages', () => {
    const result = loadEdited([driver], (folder) => editJson<ItemFile>(folder, driver, (item) => { item.branch = 'navy' }))
    expect(result.ok ? [] : result.error).toEqual([{
      file: driver, path: '/branch', rule: 'reference', level: 'blocking', zh: '没有这个编号：navy', en: 'no such id: navy',
    }])
  })

  test('no law need set a limit (record-filings)', () => {
    const result = loadEdited([driver], (folder) =>
      editJson<ItemFile>(folder, driver, (item) => { item.statutory = null }))
    expect(result.ok).toBe(true)
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
    { rule: 'placeholder /lines/0', file: 'documents/application.json', change: (one: DocumentFile) => { one.lines[0] = '{itemNam}' } },
    { rule: 'placeholder /lines/0', file: 'documents/privacy.json', change: (one: DocumentFile) => { one.lines[0] = '{applicantName}' } },
    { rule: 'statements /statements', file: 'documents/deferral.json', change: (one: DocumentFile) => { one.statements.pop() } },
    { rule: 'statements /statements', file: 'documents/commitment-marital-change.json', change: (one: DocumentFile) => { one.statements.pop() } },
    { rule: 'element-missing /elements', file: 'documents/commitment-hotel-premises.json', change: (one: DocumentFile) => { one.lines = one.lines.filter((line) => !line.startsWith('七、')) } },
    { rule: 'element-missing /elements', file: 'documents/deferral.json', change: (one: DocumentFile) => { delete one.elements } },
    { rule: 'element-missing /elements', file: 'documents/deferral.json', change: (one: DocumentFile) => { get(one.statements, 0).id = 'other' } },
    { rule: 'element-words /elements/liability', file: 'documents/commitment-marital-change.json', change: (one: DocumentFile) => { one.lines = one.lines.map((line) => line.replace('刑事', '其他')) } },
    { rule: 'element-words /elements/choice', file: 'documents/commitment-marital-change.json', change: (one: DocumentFile) => { one.lines = one.lines.map((line) => line.replace('撤回承诺', '')) } },
    { rule: 'statements /statements', file: 'documents/privacy.json', change: (one: DocumentFile) => { one.statements.push({ id: 'agree', text: '我同意' }) } },
    { rule: 'id-unique /statements', file: 'documents/deferral.json', change: (one: DocumentFile) => { get(one.statements, 1).id = get(one.statements, 0).id } },
    { rule: 'date /effectiveFrom', file: 'documents/deferral.json', change: (one: DocumentFile) => { one.effectiveFrom = '2026-00-01' } },
    { rule: 'schema /capacity', file: 'words.json', change: (words: { capacity: object }) => { Reflect.deleteProperty(words.capacity, 'agent') } },
    { rule: 'schema /enquiry/0/phone', file: 'bureau.json', change: (bureau: { enquiry: { phone: string }[] }) => { get(bureau.enquiry, 0).phone = '82662270' } },
    { rule: 'markup /statements/0/text', file: 'documents/deferral.json', change: (one: DocumentFile) => { get(one.statements, 0).text += '<br>' } },
    { rule: 'markup /none', file: 'words.json', change: (words: { none: string }) => { words.none = '&mdash;' } },
    { rule: 'markup /places/0/name', file: 'places.json', change: ({ places }: PlacesView) => { get(places, 0).name += '\u202e' } },
    { rule: 'markup /rules/0/dos/0', file: 'photo-rules.json', change: ({ rules }: PhotoRulesView) => { get(rules, 0).dos[0] = '<i>正面</i>照' } },
    { rule: 'reuse-photo /kinds/0/months', file: 'reuse-kinds.json', change: ({ kinds }: ReuseKindsView) => { get(kinds, 0).months = 13 } },
    { rule: 'reuse-photo /kinds/0/photoRule', file: 'reuse-kinds.json', change: ({ kinds }: ReuseKindsView) => { Reflect.deleteProperty(get(kinds, 0), 'photoRule') } },
    { rule: 'reuse-photo /kinds/5/photoRule', file: 'reuse-kinds.json', change: ({ kinds }: ReuseKindsView) => { get(kinds, 5).photoRule = 'driving' } },
    { rule: 'reference /kinds/2/photoRule', file: 'reuse-kinds.json', change: ({ kinds }: ReuseKindsView) => { get(kinds, 2).photoRule = 'passport' } },
    { rule: 'id-unique /kinds', file: 'reuse-kinds.json', change: ({ kinds }: ReuseKindsView) => { get(kinds, 10).id = get(kinds, 9).id } },
    { rule: 'schema /kinds/0/months', file: 'reuse-kinds.json', change: ({ kinds }: ReuseKindsView) => { get(kinds, 0).months = 0 } },
    { rule: 'markup /proposed', file: 'reuse-kinds.json', change: (view: ReuseKindsView) => { view.proposed += '<br>' } },
    { rule: 'markup /branches/0/name', file: 'tags.json', change: ({ branches }: TagsView) => { get(branches, 0).name = '<b>户政</b>' } },
    { rule: 'markup /lifeEvents/1/en', file: 'tags.json', change: ({ lifeEvents }: TagsView) => { get(lifeEvents, 1).en += '&amp;c.' } },
    { rule: 'calendar-day /years/2026', file: 'calendar.json', change: (calendar: WorkdayCalendar) => { calendar.years['2026']?.holidays.push('2027-01-01') } },
    { rule: 'calendar-day /years/2026', file: 'calendar.json', change: (calendar: WorkdayCalendar) => { calendar.years['2026']?.holidays.push('2026-02-30') } },
    { rule: 'calendar-makeup /years/2026/makeupDays', file: 'calendar.json', change: (calendar: WorkdayCalendar) => { calendar.years['2026']?.makeupDays.push('2026-11-23') } },
  ])('$file $rule', ({ file, rule, change }) => {
    expect(refusals(file, change)).toContain(rule)
  })

  test.each(['application', 'deferral', 'privacy', 'minorPrivacy'])('the document %s may not be missing', (name) => {
    const result = loadEdited([driver], (folder) => rmSync(join(folder, `documents/${name}.json`)))
    expect(result.ok ? [] : result.error.map(({ rule, zh }) => [rule, zh])).toEqual([['document-kind', `缺少文书：${name}`]])
  })
})
