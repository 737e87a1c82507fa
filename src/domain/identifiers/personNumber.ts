import { compare, isPlainDate } from '../plainDate.ts'
import type { PlainDate } from '../plainDate.ts'
import { mod11Check } from './mod11.ts'

/** What can be wrong with an 18-character person number. */
export type PersonNumberProblem =
  | 'id-length' | 'id-characters' | 'id-region' | 'id-birth-date' | 'id-birth-before-1900' | 'id-birth-in-future'
  | 'id-checksum'

/** 17 digits and a check character, which may be X. */
export function checkShape(value: string): PersonNumberProblem | undefined {
  if (value.length !== 18) return 'id-length'
  return /^\d{17}[\dX]$/.test(value) ? undefined : 'id-characters'
}

/** Birth date and check character of a well-shaped number, in the order that names the most telling mistake first. */
export function checkBirthAndSum(
  value: string, birthDate: PlainDate, today: PlainDate,
): PersonNumberProblem | undefined {
  if (!isPlainDate(birthDate)) return 'id-birth-date'
  if (birthDate < '1900-01-01') return 'id-birth-before-1900'
  if (compare(birthDate, today) > 0) return 'id-birth-in-future'
  return mod11Check(value.slice(0, 17)) === value.slice(17) ? undefined : 'id-checksum'
}

/** `19570315` → `1957-03-15`, whether or not such a day exists. */
export function dashed(yyyymmdd: string): string {
  return `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`
}
