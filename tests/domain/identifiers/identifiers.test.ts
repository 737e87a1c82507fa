import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCitizenId } from '../../../src/domain/identifiers/citizenId.ts'
import { checkDriverFileNumber } from '../../../src/domain/identifiers/driverFileNumber.ts'
import { checkExitEntryPermit } from '../../../src/domain/identifiers/exitEntryPermit.ts'
import { checkForeignPermanentResident } from '../../../src/domain/identifiers/foreignPermanentResident.ts'
import { checkHmtResidencePermit } from '../../../src/domain/identifiers/hmtResidencePermit.ts'
import { checkHmtTravelPermit } from '../../../src/domain/identifiers/hmtTravelPermit.ts'
import { checkPassport } from '../../../src/domain/identifiers/passport.ts'
import { checkPhone } from '../../../src/domain/identifiers/phone.ts'
import { checkPlate } from '../../../src/domain/identifiers/plate.ts'
import { checkUscc } from '../../../src/domain/identifiers/uscc.ts'
import { checkVin } from '../../../src/domain/identifiers/vin.ts'
import { ok } from '../../../src/domain/result.ts'
import type { Result } from '../../../src/domain/result.ts'
import { anyText, toFullWidth } from '../arbitraries.ts'

const today = '2026-11-22'
type Check = (input: string) => Result<{ value: string }, string>

/** Every vector of rules.md §6, and what it leaves to be covered. Value: what is kept of a valid input. */
const documents: {
  name: string
  check: Check
  valid: [input: string, value?: string][]
  invalid: [input: string, code: string][]
}[] = [
  {
    name: '居民身份证',
    check: (input) => checkCitizenId(input, today),
    valid: [
      ['449999195703150018'], ['44999920160601002X'], ['44999919900307004X'],
      ['44999920160601002x', '44999920160601002X'], [' 449999 19570315 0018 ', '449999195703150018'],
      ['449999-19570315-0018', '449999195703150018'], ['\u202D449999195703150018\u202C', '449999195703150018'],
    ],
    invalid: [
      ['449999195703150019', 'id-checksum'], ['449999202602300016', 'id-birth-date'], ['999999199001010016', 'id-region'],
      ['44999919570315001', 'id-length'], ['4499991957031500188', 'id-length'], ['', 'id-length'],
      ['449999570315001', 'id-15-digits-retired'], ['44999919570315O018', 'id-characters'],
      ['4499991957031500X8', 'id-characters'], ['449999189912310012', 'id-birth-before-1900'],
      ['449999202611230012', 'id-birth-in-future'],
    ],
  },
  {
    name: '港澳台居民居住证',
    check: (input) => checkHmtResidencePermit(input, today),
    valid: [['810000190001010018'], ['820000190206300037'], ['81000019030405005X'], ['81000019030405005ｘ', '81000019030405005X']],
    invalid: [
      ['810000190001010019', 'id-checksum'], ['840000190001010013', 'id-region'], ['81000019000101001', 'id-length'],
      ['449999195703150018', 'id-region'], ['8100001900010100A8', 'id-characters'], ['820000190206310037', 'id-birth-date'],
    ],
  },
  {
    name: '外国人永久居留身份证',
    check: (input) => checkForeignPermanentResident(input, today),
    valid: [
      ['911124198108030024'], ['932682198501010017'], ['CAN110081080310'], ['944840190001010015'], ['944826190102030026'],
      ['XXX449900010121'], ['can 1100 810803 10', 'CAN110081080310'],
    ],
    invalid: [
      ['944840190001010016', 'id-checksum'], ['844840190001010011', 'pr-first-digit'], ['CAN110081080311', 'id-checksum'],
      ['999840190001010015', 'id-region'], ['944840190002300015', 'id-birth-date'], ['94484019000101001', 'id-length'],
      ['94484019000101001A', 'id-characters'], ['CA1110081080310', 'id-characters'], ['CAN990081080310', 'id-region'],
      ['CAN110081023010', 'id-birth-date'],
    ],
  },
  {
    name: '港澳居民来往内地通行证、台湾居民来往大陆通行证',
    check: checkHmtTravelPermit,
    valid: [
      ['H00000000'], ['M00000000'], ['H0000000001'], ['00000000'], ['000000000A'], ['00000000000B'],
      ['h 0000 0000', 'H00000000'],
    ],
    invalid: [
      ['H0000000', 'hmt-travel-length'], ['M000000000', 'hmt-travel-length'], ['0000000', 'hmt-travel-length'],
      ['0000000000', 'hmt-travel-length'], ['K00000000', 'hmt-travel-characters'], ['H0000000O', 'hmt-travel-characters'],
    ],
  },
  {
    name: '往来港澳通行证、往来台湾通行证',
    check: checkExitEntryPermit,
    valid: [['C00000000'], ['W00000000'], ['CA0000000'], ['L00000000'], ['T00000000'], ['ｃａ0000000', 'CA0000000']],
    invalid: [
      ['C0000000', 'exit-entry-length'], ['C000000000', 'exit-entry-length'], ['X00000000', 'exit-entry-format'],
      ['WA0000000', 'exit-entry-format'], ['C0000000A', 'exit-entry-format'],
    ],
  },
  {
    name: '护照',
    check: (input) => checkPassport(input),
    valid: [
      ['E00000000'], ['EA0000000'], ['G00000000'], ['140000000'], ['150000000'], ['DE0000000'], ['SE0000000'],
      ['PE0000000'], ['D0000000'], ['S00000000'], ['K00000000'], ['KJ0000000'], ['H00000000'], ['MA0000000'],
      ['MB0000000'], ['e 0000 0000', 'E00000000'],
    ],
    invalid: [
      ['E0000000', 'passport-too-short'], ['EI0000000', 'passport-letter-i-or-o'], ['E000000000', 'passport-too-long'],
      ['EO0000000', 'passport-letter-i-or-o'], ['160000000', 'passport-format'], ['护照E00000000', 'passport-characters'],
    ],
  },
  {
    name: '外国护照',
    check: (input) => checkPassport(input, 'foreign'),
    valid: [['12345'], ['C01X00T47'], ['AB123456789012345'], ['E0000000']],
    invalid: [
      ['1234', 'passport-too-short'], ['AB1234567890123456', 'passport-too-long'], ['AB<123456', 'passport-characters'],
      ['81000019000101001', 'passport-looks-like-id'], ['449999570315001', 'passport-looks-like-id'],
    ],
  },
  {
    name: '统一社会信用代码',
    check: checkUscc,
    valid: [
      ['91449999MA00000073'], ['12449999000000019C'], ['51449999MJX00000XF'], ['11449999000000019F'],
      ['11440100007483172Q'], ['11440232MB2D06811W'], ['91449999ma00000073', '91449999MA00000073'],
      // Registered with the State administration.
      ['91100000MA00000073'],
    ],
    invalid: [
      ['91449999MA00000074', 'uscc-check'], ['91449999MA00000086', 'uscc-organisation-check'],
      ['91449999MO00000073', 'uscc-characters'], ['91449999MA0000007', 'uscc-length'],
      ['0144999900000001XX', 'uscc-department'], ['91999999MA00000073', 'uscc-region'],
      ['9144A999MA00000073', 'uscc-region'],
    ],
  },
  {
    name: '电话',
    check: checkPhone,
    valid: [
      ['15400000000'], ['16000000000'], ['13800138000'], ['020-00000000'], ['02000000000', '020-00000000'],
      ['(020) 0000 0000', '020-00000000'], ['（020）00000000', '020-00000000'], ['+86 138 0013 8000', '13800138000'],
      ['008613800138000', '13800138000'], ['8613800138000', '13800138000'], ['+86 20 0000 0000', '020-00000000'],
      ['+86 020 0000 0000', '020-00000000'], ['+86-10-12345678', '010-12345678'], ['0756-1234567'],
    ],
    invalid: [
      ['12000000000', 'phone-mobile-prefix'], ['1380013800', 'phone-too-short'], ['138001380000', 'phone-too-long'],
      ['110', 'phone-too-short'], ['12345', 'phone-too-short'], ['82660000', 'phone-too-short'],
      ['01100000000', 'phone-area-code'], ['02000000', 'phone-too-short'], ['0200000000012', 'phone-too-long'],
      ['1380013800o', 'phone-characters'], ['+852 5123 4567', 'phone-characters'],
    ],
  },
  {
    name: '号牌',
    check: checkPlate,
    valid: [
      ['粤A00000'], ['粤AD00000'], ['粤A00000D'], ['粤A·00000', '粤A00000'], ['粤a•d00000', '粤AD00000'],
      ['粤A・00000D', '粤A00000D'], ['粤Z0000港'], ['粤Z0000澳'], ['粤A0000学'], ['京A0000警'],
      ['粤AFA0000'], ['粤A00000K'],
    ],
    invalid: [
      ['粤AO0000', 'plate-letter-i-or-o'], ['粤AO00000', 'plate-letter-i-or-o'], ['粤AI00000', 'plate-letter-i-or-o'],
      ['粤AD0000A', 'plate-new-energy'], ['粤A0000', 'plate-length'], ['粤A0000000', 'plate-length'],
      ['港A00000', 'plate-province'], ['A000000', 'plate-province'], ['粤000000', 'plate-characters'],
      ['粤A0港000', 'plate-characters'], ['粤AL00000', 'plate-new-energy'],
    ],
  },
  {
    name: '驾驶证档案编号',
    check: checkDriverFileNumber,
    valid: [['449900000001'], ['449900000002'], ['440000000003'], ['4499 0000 0001', '449900000001'], ['990000000001']],
    invalid: [
      ['44990000001', 'driver-file-too-short'], ['4499000000011', 'driver-file-too-long'],
      ['44990000000A', 'driver-file-characters'],
    ],
  },
  {
    name: '车辆识别代号',
    check: (input) => {
      const result = checkVin(input)
      return result.ok ? ok({ value: result.value }) : result
    },
    valid: [
      ['LSVAA000000000001'], ['00000000000000000'], ['WVWZZZ1JZXW000001'], ['lsvaa000000000001', 'LSVAA000000000001'],
      ['LSVAA 0000 0000 0001', 'LSVAA000000000001'], ['LSV-AA000000000001', 'LSVAA000000000001'],
    ],
    invalid: [
      ['LSVAA00000000001', 'vin-length'], ['LSVAA0000000000001', 'vin-length'], ['', 'vin-length'],
      ['LSVAA00000000000I', 'vin-letter-i-o-or-q'], ['LSVAAO00000000001', 'vin-letter-i-o-or-q'],
      ['LSVAAQ00000000001', 'vin-letter-i-o-or-q'], ['LSVAA00000000000粤', 'vin-characters'],
      ['LSVAA0000*0000001', 'vin-characters'],
    ],
  },
]

describe.each(documents)('$name', ({ check, valid, invalid }) => {
  it.each(valid)('accepts %j', (input, value = input) => {
    expect(check(input)).toMatchObject({ ok: true, value: { value } })
  })

  it.each(invalid)('refuses %j: %s', (input, code) => {
    expect(check(input)).toEqual({ ok: false, error: code })
  })

  it('what it keeps it would keep again', () => {
    for (const [input] of valid) {
      const first = check(input)
      expect(first.ok && check(first.value.value)).toEqual(first)
    }
  })

  it('reads full-width characters, spaces around and small letters alike', () => {
    for (const [input] of [...valid, ...invalid]) {
      expect(check(toFullWidth(input))).toEqual(check(input))
      expect(check(`\u3000${input}\n`)).toEqual(check(input))
      expect(check(input.toLowerCase())).toEqual(check(input))
    }
  })

  it('takes anything without throwing, and keeps what it accepts', () => {
    fc.assert(fc.property(anyText, (text) => {
      const result = check(text)
      expect(check(toFullWidth(text))).toEqual(result)
      if (result.ok) expect(check(result.value.value)).toEqual(result)
    }), { numRuns: 500 })
  })
})

describe('what a number tells', () => {
  it.each([
    ['449999195703150018', '1957-03-15', 'male'], ['44999920160601002X', '2016-06-01', 'female'],
    ['44999919900307004X', '1990-03-07', 'female'],
  ])('%s: born %s, %s', (input, birthDate, sex) => {
    expect(checkCitizenId(input, today)).toEqual({ ok: true, value: { value: input, birthDate, sex } })
  })

  it.each([
    ['810000190001010018', 'hongKong', '1900-01-01', 'male'], ['820000190206300037', 'macao', '1902-06-30', 'male'],
  ])('%s: %s', (input, origin, birthDate, sex) => {
    expect(checkHmtResidencePermit(input, today)).toEqual({ ok: true, value: { value: input, birthDate, sex, origin } })
  })

  it('a permanent resident’s nationality, and the birth date of the new card only', () => {
    expect(checkForeignPermanentResident('911124198108030024', today)).toEqual({
      ok: true,
      value: { value: '911124198108030024', generation: 'new', nationality: '124', birthDate: '1981-08-03' },
    })
    expect(checkForeignPermanentResident('CAN110081080310', today)).toEqual({
      ok: true, value: { value: 'CAN110081080310', generation: 'old', nationality: 'CAN' },
    })
  })

  it('an unusual file number is warned about and kept', () => {
    expect(checkDriverFileNumber('990000000001'))
      .toEqual({ ok: true, value: { value: '990000000001', warning: 'driver-file-region' } })
    expect(checkDriverFileNumber('449900000001')).toEqual({ ok: true, value: { value: '449900000001' } })
  })

  it.each([
    ['E00000000', 'ordinary'], ['DE0000000', 'official'], ['KJ0000000', 'hongKong'], ['MB0000000', 'macao'],
  ])('%s is %s', (input, kind) => {
    expect(checkPassport(input)).toMatchObject({ value: { kind } })
  })

  it.each([['H00000000', 'hongKong'], ['M00000000', 'macao'], ['00000000', 'taiwan']])('%s is of %s', (input, origin) => {
    expect(checkHmtTravelPermit(input)).toMatchObject({ value: { origin } })
  })

  it.each([['CA0000000', 'hongKongMacao'], ['L00000000', 'taiwan']])('%s leads to %s', (input, destination) => {
    expect(checkExitEntryPermit(input)).toMatchObject({ value: { destination } })
  })

  it.each([['粤A00000', 'ordinary'], ['粤AD00000', 'newEnergySmall'], ['粤A00000D', 'newEnergyLarge']])('%s is %s', (
    input, kind,
  ) => {
    expect(checkPlate(input)).toMatchObject({ value: { kind } })
  })

  it('a birth date counts from the day it is reached', () => {
    expect(checkCitizenId('44999920160601002X', '2016-05-31')).toEqual({ ok: false, error: 'id-birth-in-future' })
    expect(checkCitizenId('44999920160601002X', '2016-06-01').ok).toBe(true)
  })
})
