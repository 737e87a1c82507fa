import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'

export interface ExitEntryPermit {
  value: string
  destination: 'hongKongMacao' | 'taiwan'
}

export type ExitEntryPermitProblem = 'exit-entry-length' | 'exit-entry-format'

/** 往来港澳通行证 and 往来台湾通行证 of mainland residents (rules.md §6.2; form only). */
export function checkExitEntryPermit(input: string): Result<ExitEntryPermit, ExitEntryPermitProblem> {
  const value = normalise(input)
  if (value.length !== 9) return fail('exit-entry-length')
  if (/^[CW]\d{8}$|^C[A-Z]\d{7}$/.test(value)) return ok({ value, destination: 'hongKongMacao' })
  if (/^[LT]\d{8}$/.test(value)) return ok({ value, destination: 'taiwan' })
  return fail('exit-entry-format')
}
