import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatYuan, sumFen } from '../../src/domain/money.ts'

describe('formatYuan', () => {
  it.each([
    [0, '0'], [1, '0.01'], [50, '0.50'], [1000, '10'], [1005, '10.05'], [1050, '10.50'], [123456, '1234.56'], [-50, '-0.50'],
  ])('%i → %s', (fen, yuan) => {
    expect(formatYuan(fen)).toBe(yuan)
  })

  it.each([0.5, Number.NaN, Infinity])('refuses %s', (fen) => {
    expect(() => formatYuan(fen)).toThrow(RangeError)
  })

  it('reads back to the same amount', () => {
    fc.assert(fc.property(fc.integer(), (fen) => Math.round(Number(formatYuan(fen)) * 100) === fen))
  })
})

describe('sumFen', () => {
  it('adds', () => {
    expect(sumFen([])).toBe(0)
    expect(sumFen([6000, 1500])).toBe(7500)
  })
})
