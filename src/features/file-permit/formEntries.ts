/** Adding, filling and taking away the entries of a repeated group in a draft's form. */
import type { ApplicantInput } from '../../contract/filing.ts'
import { countEntries, entryKey, readEntryKey } from '../../domain/entries.ts'
import type { RepeatedSection } from '../../domain/entries.ts'

type Form = Record<string, string>

/** Whether somebody has filled in anything of an entry. */
export function holdsSomething({ id, fields }: RepeatedSection, number: number, form: Form): boolean {
  return fields.some((field) => (form[entryKey(id, number, field.id)] ?? '').trim() !== '')
}

/** Adds an empty entry at the end, in place, and gives its number. */
export function addEntry(section: RepeatedSection, form: Form): number {
  const number = countEntries(section, form) + 1
  for (const field of section.fields) form[entryKey(section.id, number, field.id)] = ''
  return number
}

/** Takes an entry away, in place; those after it move up, so that no number is left out. */
export function removeEntry(section: RepeatedSection, number: number, form: Form): void {
  const keys = Object.keys(form).flatMap((key) => {
    const read = readEntryKey(key)
    return read?.sectionId === section.id && read.number >= number ? [{ key, ...read, value: form[key] ?? '' }] : []
  }).sort((a, b) => a.number - b.number)
  for (const { key } of keys) delete form[key]
  for (const { number: old, fieldId, value } of keys) {
    if (old > number) form[entryKey(section.id, old - 1, fieldId)] = value
  }
}

type Person = Pick<ApplicantInput, 'name' | 'idNumber' | 'birthDate'>

/** What a field of an entry gets of a person, by the catalogue's own word for it. */
function personValue(source: string, person: Person): string | undefined {
  const sources: Record<string, string | undefined> = {
    'person.name': person.name, 'person.idNumber': person.idNumber, 'person.birthDate': person.birthDate,
  }
  return sources[source]
}

/** Fills an entry's fields from a person the account may speak for. */
export function fillEntry({ id, fields }: RepeatedSection, number: number, person: Person, form: Form): void {
  for (const field of fields) {
    const value = field.prefill && personValue(field.prefill, person)
    if (value) form[entryKey(id, number, field.id)] = value
  }
}

/** Whether a value of an entry is what such a person brought along. */
export function isFromPerson(prefill: string | undefined, value: string | undefined, persons: Person[]): boolean {
  return Boolean(prefill && value) && persons.some((person) => personValue(prefill ?? '', person) === value)
}

/** People not yet in the group; nobody where the group asks for nothing of a person. */
export function listUnused<P extends Person>({ id, fields }: RepeatedSection, persons: P[], form: Form): P[] {
  if (!fields.some(({ prefill }) => prefill === 'person.name')) return []
  const given = Object.entries(form).filter(([key]) => readEntryKey(key)?.sectionId === id).map(([, value]) => value)
  return persons.filter(({ idNumber }) => !given.includes(idNumber))
}
