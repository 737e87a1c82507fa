import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { isPlainDate } from '../plainDate.ts'
import type { PlainDate } from '../plainDate.ts'
import { normalise } from './normalise.ts'
import { checkBirthAndSum, checkShape, dashed } from './personNumber.ts'
import type { PersonNumberProblem } from './personNumber.ts'
import { hasProvince } from './regions.ts'

export type ForeignPermanentResident =
  /** Since 2023-12-01; `nationality` is the numeric ISO 3166 code. */
  | { value: string, generation: 'new', nationality: string, birthDate: PlainDate }
  /** The 2017 card, usable until it expires; `nationality` is the three-letter code. Its year has two digits. */
  | { value: string, generation: 'old', nationality: string }

export type ForeignPermanentResidentProblem = PersonNumberProblem | 'pr-first-digit'

type Checked = Result<ForeignPermanentResident, ForeignPermanentResidentProblem>

/** 外国人永久居留身份证, both generations (rules.md §6.3). */
export function checkForeignPermanentResident(input: string, today: PlainDate): Checked {
  const value = normalise(input)
  return value.length === 15 ? checkOld(value) : checkNew(value, today)
}

/** 9, province of application (2), nationality (3), birth (8), sequence (3), check. */
function checkNew(value: string, today: PlainDate): Checked {
  const shape = checkShape(value)
  if (shape) return fail(shape)
  if (!value.startsWith('9')) return fail('pr-first-digit')
  if (!hasProvince(value.slice(1))) return fail('id-region')
  const birthDate = dashed(value.slice(6, 14))
  const problem = checkBirthAndSum(value, birthDate, today)
  return problem ? fail(problem) : ok({ value, generation: 'new', nationality: value.slice(3, 6), birthDate })
}

/** Nationality (3 letters), region (4), birth YYMMDD (6), sequence (1), check. */
function checkOld(value: string): Checked {
  if (!/^[A-Z]{3}\d{12}$/.test(value)) return fail('id-characters')
  if (!hasProvince(value.slice(3))) return fail('id-region')
  const birth = value.slice(7, 13)
  if (!['19', '20'].some((century) => isPlainDate(dashed(century + birth)))) return fail('id-birth-date')
  return oldCheck(value.slice(0, 14)) === value.slice(14)
    ? ok({ value, generation: 'old', nationality: value.slice(0, 3) })
    : fail('id-checksum')
}

/** Weights 7 3 1 repeating, letters counting from A = 10, as in machine-readable passports (ICAO 9303). */
function oldCheck(characters: string): string {
  const weights = '73173173173173'
  const sum = [...characters].reduce(
    (total, char, index) => total + parseInt(char, 36) * Number(weights.charAt(index)), 0)
  return String(sum % 10)
}
