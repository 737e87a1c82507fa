import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'
import { hasProvince } from './regions.ts'

export interface DriverFileNumber {
  value: string
  /** Sources disagree on the prefix, so an unknown one is worth a second look and no refusal. */
  warning?: 'driver-file-region'
}

export type DriverFileNumberProblem = 'driver-file-characters' | 'driver-file-too-short' | 'driver-file-too-long'

/** 驾驶证档案编号: 12 digits, no check digit (rules.md §6.8). */
export function checkDriverFileNumber(input: string): Result<DriverFileNumber, DriverFileNumberProblem> {
  const value = normalise(input)
  if (!/^\d*$/.test(value)) return fail('driver-file-characters')
  if (value.length < 12) return fail('driver-file-too-short')
  if (value.length > 12) return fail('driver-file-too-long')
  return ok(hasProvince(value) ? { value } : { value, warning: 'driver-file-region' })
}
