import { brightnessAt, toGrey } from './pixels.ts'
import type { Pixels } from './pixels.ts'

/** All three colours this bright: no detail is left. */
const burnt = 250
/** Of the picture: less hides hardly a letter, more is a white sheet rather than a reflection. */
const [least, most] = [0.008, 0.3]
/** A reflection burns everything under it: of the spot, the largest square without a hole. A white card has print. */
const leastCore = 0.25
/** Paper this bright all over is a scan or a screenshot: a burnt spot does not stand out from it. */
const brightPaper = 245

/**
 * A reflection: one connected, solid spot burnt white, in the middle of a picture that is not white by itself. Spots at
 * the frame are left alone: they are mostly the table, the window or the wall.
 */
export function hasGlare(pixels: Pixels): boolean {
  if (brightnessAt(toGrey(pixels), 0.5) >= brightPaper) return false
  const { width, height, data } = pixels
  const open = new Uint8Array(width * height)
  for (let at = 0; at < open.length; at += 1) {
    open[at] = Math.min(data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!) >= burnt ? 1 : 0
  }
  const queue = new Uint32Array(open.length)
  for (let start = 0; start < open.length; start += 1) {
    if (open[start] === 1 && isGlare(collect(open, queue, width, start), width, height)) return true
  }
  return false
}

/** The connected spot around a pixel, taken out of what is still open. */
function collect(open: Uint8Array, queue: Uint32Array, width: number, start: number): Uint32Array {
  let end = 0
  const take = (at: number) => {
    open[at] = 0
    queue[end] = at
    end += 1
  }
  take(start)
  for (let next = 0; next < end; next += 1) {
    const at = queue[next]!
    const x = at % width
    if (x > 0 && open[at - 1] === 1) take(at - 1)
    if (x < width - 1 && open[at + 1] === 1) take(at + 1)
    if (open[at - width] === 1) take(at - width)
    if (open[at + width] === 1) take(at + width)
  }
  return queue.subarray(0, end)
}

function isGlare(spot: Uint32Array, width: number, height: number): boolean {
  const share = spot.length / (width * height)
  if (share < least || share > most) return false
  for (const at of spot) {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return false
  }
  return largestSquare(spot, width, height) ** 2 / spot.length >= leastCore
}

/** The side of the largest square inside a spot: of each pixel, the square that ends in it. */
function largestSquare(spot: Uint32Array, width: number, height: number): number {
  const sides = new Uint16Array(width * height)
  let largest = 0
  for (const at of spot.slice().sort()) {
    sides[at] = 1 + Math.min(sides[at - 1]!, sides[at - width]!, sides[at - width - 1]!)
    largest = Math.max(largest, sides[at]!)
  }
  return largest
}
