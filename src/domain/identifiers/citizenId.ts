import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { PlainDate } from '../plainDate.ts'
import { normalise } from './normalise.ts'
import { checkBirthAndSum, checkShape, dashed } from './personNumber.ts'
import type { PersonNumberProblem } from './personNumber.ts'
import { hasProvince } from './regions.ts'

export type Sex = 'male' | 'female'

export interface CitizenId {
  /** 18 characters, X in capitals. */
  value: string
  birthDate: PlainDate
  sex: Sex
}

export type CitizenIdProblem = PersonNumberProblem | 'id-15-digits-retired'

/** 居民身份证 (GB 11643, rules.md §6.1). A right check character proves form only, not that the card exists. */
export function checkCitizenId(input: string, today: PlainDate): Result<CitizenId, CitizenIdProblem> {
  const value = normalise(input)
  // First-generation cards are out of use since 2013-01-01 (居民身份证法 第二十三条).
  if (/^\d{15}$/.test(value)) return fail('id-15-digits-retired')
  const birthDate = dashed(value.slice(6, 14))
  const problem = checkShape(value)
    ?? (hasProvince(value) ? undefined : 'id-region')
    ?? checkBirthAndSum(value, birthDate, today)
  return problem ? fail(problem) : ok({ value, birthDate, sex: sexOf(value) })
}

/** The 17th digit is odd for men, even for women; true of citizens and 港澳台 residents. */
export function sexOf(value: string): Sex {
  return Number(value.charAt(16)) % 2 === 1 ? 'male' : 'female'
}
