import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { normalise } from './normalise.ts'

export interface Plate {
  /** Without the dot: `粤A00000`. */
  value: string
  kind: 'ordinary' | 'newEnergySmall' | 'newEnergyLarge'
}

export type PlateProblem =
  | 'plate-length' | 'plate-province' | 'plate-letter-i-or-o' | 'plate-characters' | 'plate-new-energy'

const province = /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]/
const ordinary = /^.[A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]$/
/** D A B C E pure electric, F G H J K other new energy. */
const newEnergySmall = /^.[A-HJ-NP-Z][A-HJK][A-HJ-NP-Z0-9]\d{4}$/
const newEnergyLarge = /^.[A-HJ-NP-Z]\d{5}[A-HJK]$/

/** 机动车号牌号码 (GA 36, rules.md §6.7), with or without the dot after the second character. */
export function checkPlate(input: string): Result<Plate, PlateProblem> {
  const value = normalise(input).replace(/[·•‧∙・･.]/g, '')
  if (value.length !== 7 && value.length !== 8) return fail('plate-length')
  if (!province.test(value)) return fail('plate-province')
  if (/[IO]/.test(value)) return fail('plate-letter-i-or-o')
  if (value.length === 7) return ordinary.test(value) ? ok({ value, kind: 'ordinary' }) : fail('plate-characters')
  if (newEnergySmall.test(value)) return ok({ value, kind: 'newEnergySmall' })
  return newEnergyLarge.test(value) ? ok({ value, kind: 'newEnergyLarge' }) : fail('plate-new-energy')
}
