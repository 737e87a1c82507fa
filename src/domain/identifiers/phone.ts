import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'

export interface Phone {
  /** `13800138000`, or area code and number as `020-12345678`. */
  value: string
  kind: 'mobile' | 'landline'
}

export type PhoneProblem =
  | 'phone-characters' | 'phone-too-short' | 'phone-too-long' | 'phone-mobile-prefix' | 'phone-area-code'

const mobile = /^1[3-9]\d{9}$/
/** Area codes have three digits (010, 02x) or four. */
const landline = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/

/** A mainland mobile or landline number, with or without +86 (rules.md §6.6). 110 and the like are no answer here. */
export function checkPhone(input: string): Result<Phone, PhoneProblem> {
  const digits = withoutCountryCode(normalise(input).replace(/[()]/g, ''))
  if (!/^\d*$/.test(digits)) return fail('phone-characters')
  if (mobile.test(digits)) return ok({ value: digits, kind: 'mobile' })
  const parts = landline.exec(digits)
  if (parts) return ok({ value: `${parts[1]}-${parts[2]}`, kind: 'landline' })
  return fail(digits.startsWith('0') ? landlineProblem(digits) : mobileProblem(digits))
}

/** Dialled from abroad a landline loses its 0: +86 20 8266 2270. */
function withoutCountryCode(number: string): string {
  const rest = /^(?:\+86|0086|86(?=1\d{10}$))(.*)$/.exec(number)?.[1]
  if (rest === undefined) return number
  return landline.test(`0${rest}`) ? `0${rest}` : rest
}

function mobileProblem(digits: string): PhoneProblem {
  if (digits.length < 11) return 'phone-too-short'
  return digits.length > 11 ? 'phone-too-long' : 'phone-mobile-prefix'
}

function landlineProblem(digits: string): PhoneProblem {
  if (digits.length < 10) return 'phone-too-short'
  return digits.length > 12 ? 'phone-too-long' : 'phone-area-code'
}
