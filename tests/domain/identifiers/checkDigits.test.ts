import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCitizenId } from '../../../src/domain/identifiers/citizenId.ts'
import { checkForeignPermanentResident } from '../../../src/domain/identifiers/foreignPermanentResident.ts'
import { checkHmtResidencePermit } from '../../../src/domain/identifiers/hmtResidencePermit.ts'
import { mod11Check } from '../../../src/domain/identifiers/mod11.ts'
import { checkUscc } from '../../../src/domain/identifiers/uscc.ts'

const today = '2026-11-22'
const digit = fc.integer({ min: 0, max: 9 })
const seventeen = fc.array(digit, { minLength: 17, maxLength: 17 }).map((digits) => digits.join(''))

describe('MOD 11-2', () => {
  it('any one digit mistyped gives another check character', () => {
    fc.assert(fc.property(seventeen, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
      expect(mod11Check(replaceAt(digits, at, shift))).not.toBe(mod11Check(digits))
    }), { numRuns: 1000 })
  })

  it('any two neighbours swapped give another check character', () => {
    fc.assert(fc.property(seventeen, fc.nat(15), (digits, at) => {
      fc.pre(digits[at] !== digits[at + 1])
      const swapped = digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2)
      expect(mod11Check(swapped)).not.toBe(mod11Check(digits))
    }), { numRuns: 1000 })
  })

  it.each([
    ['449999195703150018', checkCitizenId], ['44999920160601002X', checkCitizenId],
    ['810000190001010018', checkHmtResidencePermit], ['81000019030405005X', checkHmtResidencePermit],
    ['911124198108030024', checkForeignPermanentResident], ['944826190102030026', checkForeignPermanentResident],
  ])('%s is refused with any of its characters changed', (value, check) => {
    expect(check(value, today).ok).toBe(true)
    for (let at = 0; at < value.length; at += 1) {
      for (const other of '0123456789X') {
        if (other !== value[at]) expect(check(value.slice(0, at) + other + value.slice(at + 1), today).ok).toBe(false)
      }
    }
  })
})

describe('the old permanent residence card', () => {
  it.each(['CAN110081080310', 'XXX449900010121'])('%s is refused with any digit mistyped', (value) => {
    for (let at = 3; at < value.length; at += 1) {
      for (let shift = 1; shift < 10; shift += 1) {
        expect(checkForeignPermanentResident(replaceAt(value, at, shift), today).ok).toBe(false)
      }
    }
  })
})

describe('GB 32100', () => {
  it.each(['91449999MA00000073', '12449999000000019C', '51449999MJX00000XF'])('%s is refused with any of its characters changed', (
    value,
  ) => {
    for (let at = 0; at < value.length; at += 1) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ') {
        if (other !== value[at]) expect(checkUscc(value.slice(0, at) + other + value.slice(at + 1)).ok).toBe(false)
      }
    }
  })
})

function replaceAt(digits: string, at: number, shift: number): string {
  return digits.slice(0, at) + String((Number(digits[at]) + shift) % 10) + digits.slice(at + 1)
}
