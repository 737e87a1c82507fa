import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'

export type VinProblem = 'vin-length' | 'vin-letter-i-o-or-q' | 'vin-characters'

/** 车辆识别代号 (GB 16735, ISO 3779): 17 capitals and digits without I, O, Q. Not every maker keeps its check digit. */
export function checkVin(input: string): Result<string, VinProblem> {
  const value = normalise(input)
  if (value.length !== 17) return fail('vin-length')
  if (/[IOQ]/.test(value)) return fail('vin-letter-i-o-or-q')
  return /^[A-Z0-9]{17}$/.test(value) ? ok(value) : fail('vin-characters')
}
