import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskIdentifier } from '../../../src/domain/identifiers/maskIdentifier.ts'
import { normalise } from '../../../src/domain/identifiers/normalise.ts'
import { anyText, toFullWidth } from '../arbitraries.ts'

describe('normalise', () => {
  it.each([
    ['  44999920160601002x\n', '44999920160601002X'],
    ['４４９９９９２０１６０６０１００２ｘ', '44999920160601002X'],
    ['449999 20160601 002X', '44999920160601002X'],
    ['449999－20160601—002–X', '44999920160601002X'],
    ['\u202A138\u00A00013\u30008000\u202C\uFEFF', '13800138000'],
    ['粤ａ·00000', '粤A·00000'],
    ['', ''],
  ])('%j → %j', (input, expected) => {
    expect(normalise(input)).toBe(expected)
  })

  it('done twice changes nothing more', () => {
    fc.assert(fc.property(anyText, (text) => normalise(normalise(text)) === normalise(text)), { numRuns: 1000 })
  })

  it('full-width equals half-width', () => {
    fc.assert(fc.property(anyText, (text) => normalise(toFullWidth(text)) === normalise(text)), { numRuns: 1000 })
  })
})

describe('maskIdentifier', () => {
  it.each([
    ['449999195703150018', '449***********0018'], ['13800138000', '138****8000'], ['E00000000', 'E00**0000'],
    ['00000012', '0*****12'], ['粤A00000', '粤****00'], ['1234', '1*34'], ['123', '***'], ['', ''],
    ['𠮷𠮷𠮷', '***'],
  ])('%j → %j', (value, masked) => {
    expect(maskIdentifier(value)).toBe(masked)
  })

  it('keeps the length and always hides something', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'0123456789X粤') }), (value) => {
      const masked = maskIdentifier(value)
      expect(masked).toHaveLength(value.length)
      expect(masked).toContain('*')
    }))
  })
})
