import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { PlainDate } from '../plainDate.ts'
import { sexOf } from './citizenId.ts'
import type { Sex } from './citizenId.ts'
import { normalise } from './normalise.ts'
import { checkBirthAndSum, checkShape, dashed } from './personNumber.ts'
import type { PersonNumberProblem } from './personNumber.ts'

export type HmtOrigin = 'hongKong' | 'macao' | 'taiwan'

export interface HmtResidencePermit {
  value: string
  birthDate: PlainDate
  sex: Sex
  origin: HmtOrigin
}

const origins: Record<string, HmtOrigin> = { 810000: 'hongKong', 820000: 'macao', 830000: 'taiwan' }

/** 港澳台居民居住证 (rules.md §6.2): the citizen number's form with one of three regions. */
export function checkHmtResidencePermit(
  input: string, today: PlainDate,
): Result<HmtResidencePermit, PersonNumberProblem> {
  const value = normalise(input)
  const shape = checkShape(value)
  if (shape) return fail(shape)
  const origin = origins[value.slice(0, 6)]
  if (!origin) return fail('id-region')
  const birthDate = dashed(value.slice(6, 14))
  const problem = checkBirthAndSum(value, birthDate, today)
  return problem ? fail(problem) : ok({ value, birthDate, sex: sexOf(value), origin })
}
