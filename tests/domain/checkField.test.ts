import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { checkField, normaliseField } from '../../src/domain/checkField.ts'
import type { Field, FieldKind } from '../../src/domain/item.ts'
import { checkPersonIdentity } from '../../src/domain/personIdentity.ts'
import { anyText, toFullWidth } from './arbitraries.ts'

const today = '2026-11-22'

function field(kind: FieldKind, rest: Partial<Field> = {}): Field {
  return { id: 'field', label: '栏目', kind, required: true, basis: 'test', ...rest }
}

/** Of each kind what it takes, and each way it can be wrong. */
const kinds: { kind: FieldKind, valid: string[], invalid: [value: string, code: string][], rest?: Partial<Field> }[] = [
  { kind: 'text', valid: ['示例', 'a\tb', '<b>'], invalid: [['a\u0000b', 'field-control-character'], ['a\u007fb', 'field-control-character']] },
  { kind: 'textarea', valid: ['一行\n又一行'], invalid: [['铃\u0007', 'field-control-character']] },
  { kind: 'address', valid: ['广州市增城区示例路1号'], invalid: [['路\u000b1号', 'field-control-character'], ['路'.repeat(201), 'field-too-long']] },
  { kind: 'citizenId', valid: ['44999919900307004X'], invalid: [['449999199003070041', 'id-checksum'], ['E00000000', 'id-length']] },
  { kind: 'phone', valid: ['13800138000', '020-00000000'], invalid: [['12000000000', 'phone-mobile-prefix']] },
  { kind: 'date', valid: ['2026-11-22', '2028-02-29'], invalid: [['2026-02-29', 'date-invalid'], ['2026/11/22', 'date-invalid'], ['2026-11', 'date-invalid']] },
  {
    kind: 'choice', valid: ['one'], invalid: [['two', 'choice-unknown'], ['One', 'choice-unknown']],
    rest: { options: [{ value: 'one', label: '一' }] },
  },
  {
    kind: 'number', valid: ['1', '50', '５０', '007'],
    invalid: [['0', 'number-too-small'], ['51', 'number-too-large'], ['-1', 'number-invalid'], ['5-10', 'number-invalid'], ['５－１０', 'number-invalid'], ['\u22125', 'number-invalid'], ['1.5', 'number-invalid'], ['1e1', 'number-invalid'], ['十', 'number-invalid'], ['1234567890', 'number-invalid']],
    rest: { min: 1, max: 50 },
  },
  { kind: 'uscc', valid: ['91449999MA00000073'], invalid: [['91449999MA00000074', 'uscc-check'], ['91449999MA0000007', 'uscc-length']] },
  { kind: 'passport', valid: ['E00000000', 'MA0000000'], invalid: [['X1234567', 'passport-too-short'], ['123456789', 'passport-format']] },
  { kind: 'foreignPassport', valid: ['X1234567', '123456789', 'E00000000'], invalid: [['1234', 'passport-too-short'], ['AB<123456', 'passport-characters'], ['81000019000101001', 'passport-looks-like-id']] },
  { kind: 'driverFileNumber', valid: ['449900000001'], invalid: [['44990000001', 'driver-file-too-short'], ['44990000000A', 'driver-file-characters']] },
  { kind: 'plate', valid: ['粤A00000', '粤A·D00000'], invalid: [['粤AO0000', 'plate-letter-i-or-o'], ['A00000', 'plate-length']] },
  { kind: 'vin', valid: ['LSVAA000000000001'], invalid: [['LSVAA00000000001', 'vin-length'], ['LSVAAI00000000001', 'vin-letter-i-o-or-q'], ['LSVAA_00000000001', 'vin-characters']] },
  { kind: 'exitEntryPermit', valid: ['C00000000', 'CA0000000', 'W00000000', 'L00000000', 'T00000000'], invalid: [['C0000000', 'exit-entry-length'], ['E00000000', 'exit-entry-format']] },
  { kind: 'idNumber', valid: ['44999919900307004X'], invalid: [['449999199003070041', 'id-checksum']] },
]

describe.each(kinds)('$kind', ({ kind, valid, invalid, rest = {} }) => {
  const asked = field(kind, rest)

  it.each(valid)('takes %j, with blanks around it', (value) => {
    expect(checkField(asked, value, today)).toBeUndefined()
    expect(checkField(asked, `  ${value}\n`, today)).toBeUndefined()
  })

  it.each(invalid)('refuses %j: %s', (value, code) => {
    expect(checkField(asked, value, today)).toBe(code)
  })

  it('may be left empty only where it is not required', () => {
    for (const value of ['', '  ', '\u3000\n']) {
      expect(checkField(asked, value, today)).toBe('field-missing')
      expect(checkField({ ...asked, required: false }, value, today)).toBeUndefined()
    }
  })

  it('keeps what it takes in a form it takes again', () => {
    for (const value of valid) {
      const kept = normaliseField(asked, ` ${value} `)
      expect(checkField(asked, kept, today)).toBeUndefined()
      expect(normaliseField(asked, kept)).toBe(kept)
    }
  })

  it('takes anything without throwing, and answers with a code', () => {
    fc.assert(fc.property(anyText, (text) => {
      expect(checkField(asked, text, today) ?? 'fine').toMatch(/^[a-z][a-z0-9-]*$/)
    }), { numRuns: 200 })
  })
})

/** Every document of rules.md §6 that says who somebody is. */
const identities: [name: string, numbers: string[]][] = [
  ['居民身份证', ['449999195703150018', '44999920160601002X', '44999919900307004x']],
  ['港澳台居民居住证', ['810000190001010018', '820000190206300037', '81000019030405005X']],
  ['港澳居民来往内地通行证', ['H00000000', 'M00000000', 'H0000000001']],
  ['台湾居民来往大陆通行证', ['00000000', '000000000A', '00000000000B']],
  ['外国人永久居留身份证', ['911124198108030024', '932682198501010017', '944840190001010015', 'CAN110081080310', 'XXX449900010121']],
  ['中国护照', ['E00000000', 'EA0000000', 'G00000000', '140000000', 'DE0000000', 'K00000000', 'MA0000000']],
  ['外国护照', ['C01X00T47', 'AB123456789012345', '123456789', '12345', 'X1234567', 'P0000000X']],
]

describe('idNumber', () => {
  const idNumber = field('idNumber')

  it.each(identities)('takes the number of a %s, typed in full width too', (_name, numbers) => {
    for (const number of numbers) {
      expect([number, checkField(idNumber, number, today)]).toEqual([number, undefined])
      expect([number, checkField(idNumber, toFullWidth(number), today)]).toEqual([number, undefined])
      expect([number, checkField(idNumber, `${number.slice(0, 3)} ${number.slice(3)}`, today)]).toEqual([number, undefined])
    }
  })

  it.each([
    ['449999195703150019', 'id-checksum'], ['449999202602300016', 'id-birth-date'], ['999999199001010016', 'id-region'],
    ['44999919570315001', 'id-length'], ['4499991957031500X', 'id-length'], ['4499991957031500188', 'id-length'],
    ['449999570315001', 'id-15-digits-retired'], ['44999919570315O018', 'id-characters'],
    ['449999189912310012', 'id-birth-before-1900'], ['449999202611230012', 'id-birth-in-future'],
    ['4499991957', 'id-length'], ['1234', 'id-length'],
  ])('tells what is wrong with %s as a citizen’s number: %s', (number, code) => {
    expect(checkField(idNumber, number, today)).toBe(code)
    expect(checkField(idNumber, toFullWidth(number), today)).toBe(code)
  })

  it('takes no number of eighteen characters that none of the kinds takes', () => {
    const eighteen = fc.string({ unit: fc.constantFrom(...'0123456789X'), minLength: 18, maxLength: 18 })
    fc.assert(fc.property(eighteen, (number) => {
      const taken = (['citizenId', 'hmtResidencePermit', 'foreignPermanentResident'] as const)
        .some((kind) => checkPersonIdentity(kind, number, today).ok)
      expect(checkField(idNumber, number, today) === undefined).toBe(taken)
    }))
  })
})

describe('how long a value may be', () => {
  it.each<[number | undefined, number]>([[undefined, 200], [5, 5]])('maxLength %s: %i characters, counted as people count them', (maxLength, most) => {
    const asked = field('text', maxLength === undefined ? {} : { maxLength })
    expect(checkField(asked, '𠮷'.repeat(most), today)).toBeUndefined()
    expect(checkField(asked, '𠮷'.repeat(most + 1), today)).toBe('field-too-long')
  })
})

test('text is kept as written, but for blanks around it; numbers and codes are folded', () => {
  expect(normaliseField(field('text'), '  Ａ 座 １ 号 ')).toBe('Ａ 座 １ 号')
  expect(normaliseField(field('number'), ' １ 000 ')).toBe('1000')
  expect(normaliseField(field('number'), ' 5-10 ')).toBe('5-10')
  expect(normaliseField(field('vin'), ' ｌsvaa 000000000001')).toBe('LSVAA000000000001')
  expect(normaliseField(field('idNumber'), '44999919900307004ｘ')).toBe('44999919900307004X')
  expect(normaliseField(field('exitEntryPermit'), 'ｃ 0000 0000')).toBe('C00000000')
  expect(normaliseField(field('foreignPassport'), 'x-123 4567')).toBe('X1234567')
})
