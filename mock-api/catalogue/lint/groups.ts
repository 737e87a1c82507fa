/** Repeated sections: what is asked once an entry, and who may look into it. */
import { maxFormValues } from '../../../src/contract/filing.ts'
import { factsIn } from '../../../src/domain/condition.ts'
import { findField, isRepeated } from '../../../src/domain/entries.ts'
import type { RepeatedSection } from '../../../src/domain/entries.ts'
import type { Item, ItemFile } from '../../../src/domain/item.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'
import { listConditions } from '../scenarios.ts'

export function lintGroups(item: ItemFile): FoundInItem[] {
  return [
    ...item.form.flatMap((section, at) => isRepeated(section) ? lintGroup(section, `/form/${at}`) : lintSingle(section, `/form/${at}`)),
    ...lintEntryFacts(item), ...lintFees(item), ...lintSize(item), ...lintExamples(item),
  ]
}

function lintGroup({ repeat, fields }: RepeatedSection, path: string): FoundInItem[] {
  return [
    ...repeat.min <= repeat.max ? [] : [blocking(`${path}/repeat/max`, 'repeat-range', 'max 小于 min', 'max is below min')],
    // An entry nobody has to fill in would be there on the phone and gone on the wire.
    ...fields.some(({ required, when }) => required && !when) ? []
      : [blocking(`${path}/fields`, 'repeat-required', '每条至少要有一个总是必填的字段', 'an entry needs a field that is always required')],
    ...fields.flatMap(({ prefill }, index) => prefill === undefined || prefill.startsWith('person.') ? []
      : [blocking(`${path}/fields/${index}/prefill`, 'repeat-prefill', '每条的内容只能从 person.* 带出', 'an entry is filled from person.* only')]),
  ]
}

function lintSingle({ fields }: Item['form'][number], path: string): FoundInItem[] {
  return fields.flatMap((field, index) => [
    ...field.unique ? [blocking(`${path}/fields/${index}/unique`, 'unique-outside', 'unique 只用于可重复小节', 'unique belongs to a repeated section')] : [],
    ...field.prefill?.startsWith('person.')
      ? [blocking(`${path}/fields/${index}/prefill`, 'person-outside', 'person.* 只用于可重复小节', 'person.* belongs to a repeated section')] : [],
  ])
}

/** `entry.x` means one entry and nothing outside of it; whether it exists is the conditions' lint. */
function lintEntryFacts(item: Item): FoundInItem[] {
  return listConditions(item).flatMap(({ path, when }) => {
    const at = /^\/form\/(\d+)\/fields\//.exec(path)?.[1]
    const section = at === undefined ? undefined : item.form[Number(at)]
    const known = section && isRepeated(section) ? section.fields.map(({ id }) => `entry.${id}`) : []
    return factsIn(when).filter((fact) => fact.startsWith('entry.') && !known.includes(fact)).map((fact) =>
      blocking(path, 'entry-fact', `${fact} 只能在它自己的可重复小节里用；小节外用 entries.小节编号 数条数`,
        `${fact} can be asked inside its own repeated section only; outside, entries.section counts`))
  })
}

/** A fee an entry needs an entry, or the guide would call it free. */
function lintFees(item: Item): FoundInItem[] {
  return item.fees.flatMap(({ per }, index) => per === undefined
    || item.form.some((section) => section.id === per && isRepeated(section) && section.repeat.min > 0) ? []
    : [blocking(`/fees/${index}/per`, 'fee-per', '按条收费要指向至少一条的可重复小节', 'a fee an entry needs a repeated section of at least one')])
}

function lintSize(item: Item): FoundInItem[] {
  const most = item.form.reduce((sum, section) => sum + section.fields.length * (section.repeat?.max ?? 1), 0)
  return most <= maxFormValues ? [] : [blocking('/form', 'form-size',
    `全部填满有 ${most} 项，最多 ${maxFormValues} 项`, `${most} values when full, ${maxFormValues} at most`)]
}

function lintExamples(item: ItemFile): FoundInItem[] {
  return item.examples.flatMap(({ facts }, index) => Object.keys(facts.form ?? {})
    .filter((key) => !findField(item, key))
    .map((key) => blocking(`/examples/${index}/facts/form/${key}`, 'example-field', `没有这个字段：${key}`, `no such field: ${key}`)))
}
