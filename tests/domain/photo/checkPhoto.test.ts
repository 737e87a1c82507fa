import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPhoto } from '../../../src/domain/photo/checkPhoto.ts'
import type { PhotoFault } from '../../../src/domain/photo/checkPhoto.ts'
import { findCutEdges } from '../../../src/domain/photo/findCutEdges.ts'
import { measureSharpness } from '../../../src/domain/photo/measureSharpness.ts'
import { toGrey } from '../../../src/domain/photo/pixels.ts'
import type { Pixels } from '../../../src/domain/photo/pixels.ts'
import { blurred, cropped, grey, halve, lampAt, lit, paperOnTable, plain, portrait, scan } from './paintPage.ts'

const sent = { width: 2000, height: 2667 }
const page = paperOnTable()
const whole = scan()
const { width, height } = page
const look = (pixels: Pixels) => checkPhoto(pixels, sent)
const show = (pixels: Pixels) => measureSharpness(toGrey(pixels))!

/** The limits are justified here: what a person can read is let through, what nobody can is not. */
const table: [name: string, pixels: Pixels, faults: PhotoFault[]][] = [
  ['a sharp page on a table', page, []],
  ['small print', paperOnTable({ letter: 8 }), []],
  ['large print', paperOnTable({ letter: 28 }), []],
  ['faint print', paperOnTable({ ink: 140 }), []],
  ['a dark cover on a white table', paperOnTable({ paper: 70, ink: 150, table: 225 }), []],
  ['a scan', whole, []],
  ['a little soft, still read', blurred(1)(page), []],
  ['out of focus', blurred(2)(page), ['blurred']],
  ['faint and out of focus', blurred(2)(paperOnTable({ ink: 140 })), ['blurred']],
  ['a scan out of focus', blurred(3)(whole), ['blurred']],
  ['evening light, still read', lit(0.55)(page), []],
  ['dark', lit(0.3)(page), ['dark']],
  ['dark and blurred: the light first', blurred(3)(lit(0.3)(page)), ['dark']],
  ['bright, still read', lit(1.4, 30)(page), []],
  ['burnt out', lit(1, 155)(page), ['bright']],
  ['a lamp in the plastic cover', lampAt(0.5, 0.4, 0.1)(page), ['glare']],
  ['a point of light no larger than a letter', lampAt(0.5, 0.4, 0.015)(page), []],
  ['a white card with print, burnt white itself', paperOnTable({ paper: 255, margin: 150 }), []],
  ['cut on the right', cropped({ x: 0, y: 0, width: width - 110, height })(page), ['cut']],
  ['cut at the bottom', cropped({ x: 0, y: 0, width, height: height - 120 })(page), ['cut']],
  ['cut at a corner', cropped({ x: 80, y: 80, width: width - 80, height: height - 80 })(page), ['cut']],
  ['print that runs off a scan', cropped({ x: 0, y: 0, width: width - 120, height })(whole), ['cut']],
  ['filled by the page, print whole', cropped({ x: 57, y: 57, width: width - 114, height: height - 114 })(page), []],
  ['nothing on it', plain(400, 300, [136, 170, 204]), []],
]

describe('a document', () => {
  it.each(table)('%s', (_name, pixels, faults) => {
    expect(look(pixels)).toEqual(faults)
  })

  it('that is sharp is far from the limit, and one out of focus too', () => {
    expect(show(page) / 0.05).toBeGreaterThan(20)
    expect(0.05 / show(blurred(2)(page))).toBeGreaterThan(2)
    expect(show(page)).toBeGreaterThan(show(blurred(1)(page)))
    expect(show(blurred(1)(page))).toBeGreaterThan(show(blurred(2)(page)))
  })

  it('is too small to read from below 1000 pixels', () => {
    expect(checkPhoto(page, { width: 999, height: 700 })).toEqual(['small'])
    expect(checkPhoto(page, { width: 1000, height: 300 })).toEqual([])
  })

  it('is cut where it is: the side is named', () => {
    const sideOf = (x: number, y: number, less: [number, number]) => findCutEdges(toGrey(
      cropped({ x, y, width: width - less[0], height: height - less[1] })(page)))
    expect([sideOf(110, 0, [110, 0]), sideOf(0, 110, [0, 110]), sideOf(0, 0, [110, 0]), sideOf(0, 0, [0, 110])])
      .toEqual([['left'], ['top'], ['right'], ['bottom']])
  })
})

describe('whatever the picture', () => {
  const anyPixels = fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 70 })).chain(([w, h]) =>
    fc.record({
      width: fc.constant(w), height: fc.constant(h),
      data: fc.uint8Array({ minLength: w * h * 4, maxLength: w * h * 4 }),
    }))
  const anySize = fc.record({ width: fc.nat(10_000), height: fc.nat(10_000) })
  const anyRule = fc.option(fc.record({
    widthMm: fc.integer({ min: 10, max: 100 }), heightMm: fc.integer({ min: 10, max: 100 }),
    background: fc.constantFrom('white' as const, 'lightBlue' as const),
  }), { nil: undefined })

  it('an answer comes, each hint once', () => {
    fc.assert(fc.property(anyPixels, anySize, anyRule, (pixels, size, rule) => {
      const faults = checkPhoto(pixels, size, rule)
      expect(new Set(faults).size).toBe(faults.length)
    }), { numRuns: 200 })
  })

  it('half the size gets the same hints', () => {
    const large = { letter: 26, width: 480, height: 640, margin: 44 }
    const changes = [
      (pixels: Pixels) => pixels, lit(0.3), lit(1, 155), blurred(5), lampAt(0.5, 0.4, 0.1),
      cropped({ x: 0, y: 0, width: 390, height: 640 }),
    ]
    const twice = changes.map((change) => {
      const pixels = change(paperOnTable(large))
      return [look(pixels), look(halve(pixels))]
    })
    expect(twice.map(([full]) => full)).toEqual(twice.map(([, half]) => half))
    expect(twice.map(([full]) => full![0])).toEqual([undefined, 'dark', 'bright', 'blurred', 'glare', 'cut'])
  }, 30_000)

  it('turned or mirrored it is as good', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.boolean(), (seed, bad) => {
      const small = paperOnTable({ width: 320, height: 420, margin: 40, letter: 10, seed })
      const pixels = bad ? blurred(3)(small) : small
      const turned = { ...pixels, data: pixels.data.slice() }
      for (let at = 0; at < pixels.data.length; at += 4) {
        turned.data.set(pixels.data.subarray(at, at + 4), pixels.data.length - 4 - at)
      }
      expect(look(turned)).toEqual(look(pixels))
    }), { numRuns: 10 })
  }, 30_000)
})

describe('a certificate photo', () => {
  const rule = { widthMm: 33, heightMm: 48, background: 'white' as const }
  const check = (pixels: Pixels, size: { width: number, height: number } = pixels) => checkPhoto(pixels, size, rule)
  const good = portrait(390, 567, grey(250))

  it.each<[string, Pixels, PhotoFault[]]>([
    ['as the studio gives it', good, []],
    ['before a wall that is nearly white', portrait(390, 567, [228, 224, 216]), []],
    ['larger', portrait(660, 960, grey(255)), []],
    ['before a grey wall', portrait(390, 567, grey(150)), ['portrait-background']],
    ['before a blue ground', portrait(390, 567, [67, 142, 219]), ['portrait-background']],
    ['as a selfie, 3 : 4', portrait(600, 800, grey(250)), ['portrait-shape']],
    ['of 25 × 35 mm', portrait(413, 578, grey(250)), ['portrait-shape']],
    ['too few pixels', portrait(165, 240, grey(250)), ['portrait-small']],
    ['out of focus', blurred(4)(good), ['blurred']],
    ['in the dark', lit(0.3)(good), ['dark', 'portrait-background']],
  ])('%s', (_name, pixels, faults) => {
    expect(check(pixels)).toEqual(faults)
  })

  it('on light blue, where the rule wants that', () => {
    const blue = { ...rule, background: 'lightBlue' as const }
    const judge = (pixels: Pixels) => checkPhoto(pixels, pixels, blue)
    expect([judge(portrait(390, 567, [150, 190, 235])), judge(good)]).toEqual([[], ['portrait-background']])
  })
})
