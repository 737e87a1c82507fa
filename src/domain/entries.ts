/**
 * Repeated groups of a form: several children, guards, vehicles. Their values stand in the form's one table, under
 * `section.number.field` (`children.2.name`, numbered from 1 as people count), so that drafts, cases, corrections and
 * pointers (`/form/children.2.name`) are what they are for every other field.
 */
import { mapFacts } from './condition.ts'
import type { Condition } from './condition.ts'
import type { Field, FormSection, Item } from './item.ts'

/** A field as it is asked; in a repeated section once an entry, with the entry's key as its id. */
export interface AskedField extends Field {
  entry?: { sectionId: string, number: number, fieldId: string, name: string }
}

export type RepeatedSection = FormSection & Required<Pick<FormSection, 'repeat'>>

export function isRepeated(section: FormSection): section is RepeatedSection {
  return section.repeat !== undefined
}

export function entryKey(sectionId: string, number: number, fieldId: string): string {
  return `${sectionId}.${number}.${fieldId}`
}

export function readEntryKey(key: string): { sectionId: string, number: number, fieldId: string } | undefined {
  const [, sectionId, number, fieldId] = /^([a-z][A-Za-z0-9]*)\.([1-9]\d?)\.([a-z][A-Za-z0-9]*)$/.exec(key) ?? []
  return sectionId && number && fieldId ? { sectionId, number: Number(number), fieldId } : undefined
}

/** How many entries a group has: up to the highest that holds a key, the least it asks for, never beyond the most. */
export function countEntries({ id, repeat }: RepeatedSection, form: Record<string, string>): number {
  const numbers = Object.keys(form).map(readEntryKey).filter((key) => key?.sectionId === id)
    .map((key) => key?.number ?? 0).filter((number) => number <= repeat.max)
  return Math.max(repeat.min, ...numbers)
}

/** The fields of a section, as they are asked of the form as it stands. */
export function askedFields(section: FormSection, form: Record<string, string>): AskedField[] {
  if (!isRepeated(section)) return section.fields
  return Array.from({ length: countEntries(section, form) }, (_, index) =>
    section.fields.map((field) => askOf(section, field, index + 1))).flat()
}

/** The field a key of the form belongs to, an entry's with its own conditions; undefined when the item has no such. */
export function findField(item: Pick<Item, 'form'>, key: string): AskedField | undefined {
  const read = readEntryKey(key)
  if (!read) {
    return item.form.filter((section) => !isRepeated(section)).flatMap(({ fields }) => fields)
      .find(({ id }) => id === key)
  }
  const section = item.form.filter(isRepeated).find(({ id }) => id === read.sectionId)
  const field = section?.fields.find(({ id }) => id === read.fieldId)
  return section && field && read.number <= section.repeat.max ? askOf(section, field, read.number) : undefined
}

/** What a field is called away from its card: `同行的孩子 2 · 姓名`. */
export function fieldName({ entry, label }: AskedField): string {
  return entry ? `${entry.name} ${entry.number} · ${label}` : label
}

function askOf({ id: sectionId, repeat }: RepeatedSection, field: Field, number: number): AskedField {
  const own = field.when && mapFacts(field.when, (fact) => fact.startsWith('entry.')
    ? `form.${entryKey(sectionId, number, fact.slice('entry.'.length))}` : fact)
  const conditions: Condition[] = [...repeat.when ? [repeat.when] : [], ...own ? [own] : []]
  return {
    ...field,
    ...(conditions.length > 0 && { when: { all: conditions } }),
    id: entryKey(sectionId, number, field.id),
    entry: { sectionId, number, fieldId: field.id, name: repeat.name },
  }
}
