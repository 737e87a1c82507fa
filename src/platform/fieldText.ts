import { maskIdentifier } from '../domain/identifiers/maskIdentifier.ts'
import type { Field } from '../domain/item.ts'
import { formatDate } from './format.ts'

/** What stands in a field, as it is read back: an option by its words, a date in words, an identity number masked. */
export function fieldText(field: Field, value: string): string {
  if (field.kind === 'choice') return field.options?.find((option) => option.value === value)?.label ?? ''
  if (field.kind === 'date' && value) return formatDate(value)
  return field.kind === 'citizenId' ? maskIdentifier(value) : value
}
