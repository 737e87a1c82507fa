/** Codes, ids, dates and fields of one item. */
import { checkUscc } from '../../../src/domain/identifiers/uscc.ts'
import type { Field, Item, ItemFile } from '../../../src/domain/item.ts'
import { licenceSources } from '../../../src/domain/licencePrefill.ts'
import { isPlainDate } from '../../../src/domain/plainDate.ts'
import { blocking, usedTwice } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

export function lintIdentity(item: ItemFile): FoundInItem[] {
  return [...lintCode(item), ...lintIds(item), ...lintDates(item), ...lintFields(item)]
}

/** rules.md §5.1: USCC with both check characters + level + [region 2][type 01 行政许可][main item 5][sub-item 3]. */
function lintCode({ code }: Item): FoundInItem[] {
  return [
    ...checkUscc(code.slice(0, 18)).ok ? [] : [blocking('/code', 'code-uscc', '实施主体统一社会信用代码校验不对', 'the unified social credit code does not check')],
    .../^\d{2}01(?!00000)\d{8}$/.test(code.slice(19)) ? [] : [blocking('/code', 'code-basic', '基本编码不是行政许可的 12 位编码', 'the basic code is not that of a permit')],
  ]
}

function lintIds(item: ItemFile): FoundInItem[] {
  const fields = item.form.flatMap((section) => section.fields)
  const lists: [string, string[]][] = [
    ['/questions', item.questions.map((one) => one.id)], ['/outcomes', item.outcomes.map((one) => one.id)],
    ['/materials', item.materials.map((one) => one.id)], ['/commitments', item.commitments.map((one) => one.id)],
    ['/fees', item.fees.map((one) => one.id)], ['/form', item.form.map((one) => one.id)],
    ['/form/fields', fields.map((one) => one.id)],
    ['/examples', item.examples.map((one) => one.name)],
    ...item.questions.map((one, index): [string, string[]] => [`/questions/${index}/options`, one.options.map(({ value }) => value)]),
    ...fields.map((one): [string, string[]] => [`/form/${one.id}/options`, (one.options ?? []).map(({ value }) => value)]),
  ]
  return lists.flatMap(([path, ids]) => usedTwice(path, ids))
}

function lintDates(item: ItemFile): FoundInItem[] {
  const dates: [string, string | undefined][] = [
    ['/effectiveFrom', item.effectiveFrom], ['/asOf', item.asOf],
    ...item.sources.map((source, index): [string, string] => [`/sources/${index}/asOf`, source.asOf]),
    ...item.examples.flatMap(({ facts }, index): [string, string | undefined][] => [
      [`/examples/${index}/facts/today`, facts.today], [`/examples/${index}/facts/birthDate`, facts.birthDate],
    ]),
  ]
  return dates.flatMap(([path, date]) => date === undefined || isPlainDate(date) ? []
    : [blocking(path, 'date', `没有这一天：${date}`, `no such day: ${date}`)])
}

/** What a form may be filled from; applicant and organisation are part of every filing already. */
const prefills = [
  'applicant.name', 'applicant.idNumber', 'applicant.birthDate', 'applicant.idKind', 'filer.name', 'filer.phone',
  'filer.address', 'organisation.name', 'organisation.uscc', 'person.name', 'person.idNumber', 'person.birthDate',
  ...licenceSources,
]

function lintFields(item: Item): FoundInItem[] {
  return item.form.flatMap((section, at) => section.fields.flatMap((field, index) =>
    lintField(field, `/form/${at}/fields/${index}`)))
}

function lintField(field: Field, path: string): FoundInItem[] {
  const found: FoundInItem[] = []
  const add = (at: string, rule: string, zh: string, en: string) => found.push(blocking(`${path}${at}`, rule, zh, en))
  if (field.prefill && !prefills.includes(field.prefill)) add('/prefill', 'prefill-known', '不认识的自动带出来源', 'unknown source to prefill from')
  if (field.prefill && /^(applicant|organisation)\./.test(field.prefill)) {
    add('/prefill', 'asked-twice', '申请人和单位信息每次申报已有，不再问', 'applicant and organisation are part of every filing')
  }
  if ((field.kind === 'choice') !== (field.options !== undefined)) add('/options', 'choice-options', '选项只属于 choice 字段', 'options belong to a choice field')
  if (field.kind !== 'number' && (field.min !== undefined || field.max !== undefined)) {
    add('', 'number-range', 'min、max 只用于数字字段', 'min and max belong to a number field')
  }
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) add('/max', 'number-range', 'max 小于 min', 'max is below min')
  return found
}
