/** Photos of paper, painted without a canvas: what the checks are tried on. */
import type { Pixels } from '../../../src/domain/photo/pixels.ts'

type Colour = [number, number, number]
export type Change = (pixels: Pixels) => Pixels

interface Rectangle { x: number, y: number, width: number, height: number }

/** A plain picture. */
export function plain(width: number, height: number, [red, green, blue]: Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < data.length; at += 4) data.set([red, green, blue, 255], at)
  return { width, height, data }
}

export const grey = (value: number): Colour => [value, value, value]

/**
 * An A4 page of print on a table, as a phone sees it: painted at twice the size and averaged down, so that strokes
 * have the soft edges of a camera. 1 unit of `letter` is the height of a letter in pixels.
 */
export function paperOnTable({
  width = 480, height = 640, margin = 50, paper = 225, ink = 35, table = 105, letter = 12, seed = 1,
} = {}): Pixels {
  const big = plain(width * 2, height * 2, grey(table))
  const sheet = { x: margin * 2, y: margin * 2, width: (width - margin * 2) * 2, height: (height - margin * 2) * 2 }
  fill(big, sheet, grey(paper))
  print(big, inset(sheet, 36), letter * 2, grey(ink), seed)
  return grain(halve(big), seed)
}

/** The same page scanned: it fills the picture, the ground is pure white. */
export const scan = (given = {}) => paperOnTable({ margin: 0, paper: 255, ink: 0, ...given })

/** A certificate photo: head and shoulders before a ground. */
export function portrait(width: number, height: number, ground: Colour): Pixels {
  const made = plain(width, height, ground)
  const [cx, cy, rx, ry] = [width / 2, height * 0.42, width * 0.28, height * 0.3]
  forEach(made, (x, y, at) => {
    const hair = ((x - cx) / (rx * 1.08)) ** 2 + ((y - cy + ry * 0.12) / ry) ** 2 < 1
    const face = ((x - cx) / rx) ** 2 + ((y - cy - ry * 0.12) / (ry * 0.92)) ** 2 < 1
    const shoulders = y > height * 0.78 && Math.abs(x - cx) < width * 0.2 + (y - height * 0.78) * 1.6
    const eye = Math.abs(y - cy) < height * 0.012 && Math.abs(Math.abs(x - cx) - rx * 0.42) < rx * 0.16
    if (eye) made.data.set([40, 30, 30], at)
    else if (face) made.data.set([214, 172, 148], at)
    else if (hair) made.data.set([38, 32, 30], at)
    else if (shoulders) made.data.set([45, 55, 85], at)
  })
  return grain(made, 3)
}

/** Three box blurs, near enough to a lens out of focus. */
export const blurred = (radius: number): Change => (pixels) =>
  [1, 2, 3].reduce((made) => boxBlur(boxBlur(made, radius, 4), radius, made.width * 4), pixels)

export const lit = (times: number, plus = 0): Change => (pixels) => ({
  ...pixels,
  data: pixels.data.map((value, at) => at % 4 === 3 ? value : Math.max(0, Math.min(255, value * times + plus))),
})

/** A lamp's reflection with a soft rim. */
export const lampAt = (centreX: number, centreY: number, radius: number): Change => (pixels) => {
  const made = { ...pixels, data: pixels.data.slice() }
  forEach(made, (x, y, at) => {
    const away = Math.hypot(x - centreX * made.width, y - centreY * made.height)
    const near = Math.max(0, 1.3 - away / (radius * made.width))
    const added = Math.min(1, near / 0.3) * 255
    for (const channel of [0, 1, 2]) made.data[at + channel] = Math.min(255, made.data[at + channel]! + added)
  })
  return made
}

export const cropped = (part: Rectangle): Change => (pixels) => {
  const made = plain(part.width, part.height, grey(0))
  for (let y = 0; y < part.height; y += 1) {
    const start = ((y + part.y) * pixels.width + part.x) * 4
    made.data.set(pixels.data.subarray(start, start + part.width * 4), y * part.width * 4)
  }
  return made
}

/** Half as wide and high, by averages. */
export function halve({ width, height, data }: Pixels): Pixels {
  const made = plain(Math.floor(width / 2), Math.floor(height / 2), grey(0))
  forEach(made, (x, y, at) => {
    for (const channel of [0, 1, 2]) {
      const from = (y * 2 * width + x * 2) * 4 + channel
      const below = from + width * 4
      made.data[at + channel] = (data[from]! + data[from + 4]! + data[below]! + data[below + 4]!) / 4
    }
  })
  return made
}

/** The noise of a small sensor. */
function grain(pixels: Pixels, seed: number): Pixels {
  const next = chance(seed)
  const data = pixels.data.slice()
  for (let at = 0; at < data.length; at += 4) {
    const noise = (next() + next() - 1) * 5
    for (const channel of [0, 1, 2]) data[at + channel] = Math.max(0, Math.min(255, data[at + channel]! + noise))
  }
  return { ...pixels, data }
}

/** Numbers 0–1, the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed * 2_654_435_761 >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Lines of letters: each a few strokes in its square, as Chinese characters are. */
function print(pixels: Pixels, area: Rectangle, letter: number, colour: Colour, seed: number): void {
  const next = chance(seed)
  const stroke = Math.max(1, Math.round(letter / 9))
  for (let y = area.y; y + letter <= area.y + area.height; y += letter * 1.8) {
    for (let x = area.x; x + letter <= area.x + area.width * (0.7 + next() * 0.3); x += letter * 1.15) {
      for (let count = 0; count < 5; count += 1) {
        const across = next() < 0.5
        const at = next() * (letter - stroke)
        fill(pixels, {
          x: x + (across ? 0 : at), y: y + (across ? at : 0),
          width: across ? letter : stroke, height: across ? stroke : letter,
        }, colour)
      }
    }
  }
}

function fill(pixels: Pixels, { x, y, width, height }: Rectangle, [red, green, blue]: Colour): void {
  for (let row = Math.round(y); row < Math.round(y + height); row += 1) {
    for (let column = Math.round(x); column < Math.round(x + width); column += 1) {
      pixels.data.set([red, green, blue], (row * pixels.width + column) * 4)
    }
  }
}

const inset = ({ x, y, width, height }: Rectangle, by: number): Rectangle =>
  ({ x: x + by, y: y + by, width: width - by * 2, height: height - by * 2 })

function forEach({ width, height }: Pixels, visit: (x: number, y: number, at: number) => void): void {
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) visit(x, y, (y * width + x) * 4)
}

function boxBlur(pixels: Pixels, radius: number, step: number): Pixels {
  const { width, height, data } = pixels
  const made = new Uint8ClampedArray(data)
  const isAcross = step === 4
  const length = isAcross ? width : height
  const along = (at: number) => isAcross ? at % width : Math.floor(at / width)
  for (let at = 0; at < width * height; at += 1) {
    const place = along(at)
    const [from, to] = [Math.max(-radius, -place), Math.min(radius, length - 1 - place)]
    for (const channel of [0, 1, 2]) {
      let sum = 0
      for (let by = from; by <= to; by += 1) sum += data[at * 4 + channel + by * step]!
      made[at * 4 + channel] = sum / (to - from + 1)
    }
  }
  return { width, height, data: made }
}
