import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'

export interface HmtTravelPermit {
  value: string
  origin: 'hongKong' | 'macao' | 'taiwan'
}

export type HmtTravelPermitProblem = 'hmt-travel-length' | 'hmt-travel-characters'

/** 港澳居民来往内地通行证: a letter and 8 digits, on older cards the 2 digits of the issue too. */
const hongKongMacao = /^[HM]\d{8}(\d{2})?$/
/** 台湾居民来往大陆通行证: 8 digits; older booklets 10 or 12 characters, digits first, with letters. */
const taiwan = /^\d{8}$|^(?=.*[A-Z])\d([A-Z0-9]{9}|[A-Z0-9]{11})$/

/** Travel permits of 港澳台 residents (rules.md §6.2; form only, they carry no check digit). */
export function checkHmtTravelPermit(input: string): Result<HmtTravelPermit, HmtTravelPermitProblem> {
  const value = normalise(input)
  if (hongKongMacao.test(value)) return ok({ value, origin: value.startsWith('H') ? 'hongKong' : 'macao' })
  if (taiwan.test(value)) return ok({ value, origin: 'taiwan' })
  return fail(/^[HM]?\d*$/.test(value) ? 'hmt-travel-length' : 'hmt-travel-characters')
}
