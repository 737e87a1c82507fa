import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'
import { hasProvince } from './regions.ts'

export interface Uscc {
  value: string
}

export type UsccProblem =
  | 'uscc-length' | 'uscc-characters' | 'uscc-department' | 'uscc-region' | 'uscc-organisation-check' | 'uscc-check'

/** GB 32100: digits and letters without I O S V Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** 统一社会信用代码 (GB 32100—2015, rules.md §6.5); both check characters, the organisation code's own first. */
export function checkUscc(input: string): Result<Uscc, UsccProblem> {
  const value = normalise(input)
  if (value.length !== 18) return fail('uscc-length')
  if (![...value].every((char) => alphabet.includes(char))) return fail('uscc-characters')
  if (!/^[1-9ANY]/.test(value)) return fail('uscc-department')
  if (!hasRegion(value.slice(2, 8))) return fail('uscc-region')
  if (organisationCheck(value.slice(8, 16)) !== value.charAt(16)) return fail('uscc-organisation-check')
  return overallCheck(value.slice(0, 17)) === value.charAt(17) ? ok({ value }) : fail('uscc-check')
}

/** 100000 is the national level: companies registered with the State administration itself. */
function hasRegion(region: string): boolean {
  return /^\d{6}$/.test(region) && (region === '100000' || hasProvince(region))
}

/** GB 11714, mod 11. */
function organisationCheck(characters: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * parseInt(characters.charAt(index), 36), 0)
  return '0X987654321'.charAt(sum % 11)
}

/** Mod 31, the weights being the powers of 3. */
function overallCheck(characters: string): string {
  let weight = 1
  let sum = 0
  for (const char of characters) {
    sum += weight * alphabet.indexOf(char)
    weight = weight * 3 % 31
  }
  return alphabet.charAt((31 - sum % 31) % 31)
}
