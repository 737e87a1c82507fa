import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'

/** Who issued it. Foreign numbers have no common form, so the two must not be mixed: every typo would pass. */
export type PassportIssuer = 'china' | 'foreign'

export type PassportKind = 'ordinary' | 'official' | 'hongKong' | 'macao' | 'foreign'

export interface Passport {
  value: string
  kind: PassportKind
}

export type PassportProblem =
  | 'passport-characters' | 'passport-too-short' | 'passport-too-long' | 'passport-letter-i-or-o'
  | 'passport-format' | 'passport-looks-like-id'

const chinese: [PassportKind, RegExp][] = [
  ['ordinary', /^E\d{8}$|^E[A-HJ-NP-Z]\d{7}$|^G\d{8}$|^1[45]\d{7}$/],
  ['official', /^(DE|SE|PE)\d{7}$|^[DSP]\d{7,8}$/],
  ['hongKong', /^K\d{8}$|^KJ\d{7}$|^H\d{8}$/],
  ['macao', /^MA\d{7}$|^MB\d{7}$/],
]

/** Passports (rules.md §6.4). 'china' covers the mainland, Hong Kong and Macao. */
export function checkPassport(input: string, issuer: PassportIssuer = 'china'): Result<Passport, PassportProblem> {
  const value = normalise(input)
  if (!/^[A-Z0-9]*$/.test(value)) return fail('passport-characters')
  return issuer === 'foreign' ? checkForeign(value) : checkChinese(value)
}

function checkChinese(value: string): Result<Passport, PassportProblem> {
  const found = chinese.find(([, pattern]) => pattern.test(value))
  if (found) return ok({ value, kind: found[0] })
  if (value.length < 9) return fail('passport-too-short')
  if (value.length > 9) return fail('passport-too-long')
  return fail(/^E[IO]\d{7}$/.test(value) ? 'passport-letter-i-or-o' : 'passport-format')
}

function checkForeign(value: string): Result<Passport, PassportProblem> {
  if (value.length < 5) return fail('passport-too-short')
  if (value.length > 17) return fail('passport-too-long')
  // A Chinese identity number with digits missing, typed into the wrong field.
  return /^\d{15,17}$/.test(value) ? fail('passport-looks-like-id') : ok({ value, kind: 'foreign' })
}
