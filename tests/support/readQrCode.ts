import type { Page } from 'playwright-core'

/** ISO/IEC 18004 table 9, versions 1 to 22: error-correction codewords of a block, and blocks, at levels L and M. */
const tables = {
  L: [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28],
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9],
  ],
  M: [
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17],
  ],
} as const

const masks = [
  (x: number, y: number) => (x + y) % 2, (_x: number, y: number) => y % 2, (x: number) => x % 3,
  (x: number, y: number) => (x + y) % 3, (x: number, y: number) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x: number, y: number) => x * y % 2 + x * y % 3, (x: number, y: number) => (x * y % 2 + x * y % 3) % 2,
  (x: number, y: number) => ((x + y) % 2 + x * y % 3) % 2,
]

type Dark = (x: number, y: number) => boolean

/** Reads the text of the QR code on the screen, module by module: what a camera that sees well would read. */
export async function readCode(page: Page): Promise<string> {
  const drawing = page.locator('svg.code')
  await drawing.waitFor()
  const size = Number((await drawing.getAttribute('viewBox'))?.split(' ')[2]) - 8
  const path = await drawing.locator('path').getAttribute('d') ?? ''
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${Number(x) - 4} ${Number(y) - 4}`))
  return decode(size, (x, y) => dark.has(`${x} ${y}`))
}

function decode(size: number, isDark: Dark): string {
  const version = (size - 17) / 4
  const format = readFormat(isDark)
  const mask = masks[format & 7]!
  const isData = dataModules(size, version)
  const bits = zigzag(size).filter(([x, y]) => isData(x, y)).map(([x, y]) => isDark(x, y) !== (mask(x, y) === 0))
  const codewords = toBytes(bits, Math.floor(bits.length / 8))
  const [ecc, blocks] = tables[format >> 3 === 1 ? 'L' : 'M']
  const data = deinterleave(codewords, ecc[version - 1]!, blocks[version - 1]!)
  const all = data.flatMap((byte) => Array.from({ length: 8 }, (_, at) => (byte >> (7 - at) & 1) === 1))
  const lengthBits = version < 10 ? 8 : 16
  const length = toNumber(all.slice(4, 4 + lengthBits))
  const from = 4 + lengthBits
  return new TextDecoder().decode(Uint8Array.from(toBytes(all.slice(from), length)))
}

/** Two bits level, three bits mask. */
function readFormat(isDark: Dark): number {
  const places = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((y) => [8, y] as const), [7, 8] as const,
    ...[5, 4, 3, 2, 1, 0].map((x) => [x, 8] as const),
  ]
  const bits = places.reduce((sum, [x, y], at) => sum | Number(isDark(x, y)) << at, 0)
  return (bits ^ 0x5412) >> 10
}

function dataModules(size: number, version: number): (x: number, y: number) => boolean {
  const centres = alignmentCentres(size, version)
  const last = centres.at(-1)
  const aligned = (x: number, y: number) => centres.some((cx) => centres.some((cy) =>
    !(cx === 6 && cy === 6 || cx === 6 && cy === last || cx === last && cy === 6)
    && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2))
  const finder = (x: number, y: number) => x < 9 && y < 9 || x >= size - 8 && y < 9 || x < 9 && y >= size - 8
  const versioned = (x: number, y: number) => version >= 7
    && (x >= size - 11 && y < 6 || y >= size - 11 && x < 6)
  return (x, y) => !(x === 6 || y === 6 || finder(x, y) || aligned(x, y) || versioned(x, y))
}

function alignmentCentres(size: number, version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - (count - 2 - at) * step)]
}

function zigzag(size: number): (readonly [number, number])[] {
  const order: (readonly [number, number])[] = []
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    const upward = (right + 1 & 2) === 0
    for (let row = 0; row < size; row += 1) {
      for (const x of [right, right - 1]) order.push([x, upward ? size - 1 - row : row])
    }
  }
  return order
}

/** Short blocks come first and lack the last data codeword of the long ones. */
function deinterleave(codewords: number[], ecc: number, count: number): number[] {
  const shortCount = count - codewords.length % count
  const shortData = Math.floor(codewords.length / count) - ecc
  const blocks: number[][] = Array.from({ length: count }, () => [])
  let at = 0
  for (let index = 0; index <= shortData; index += 1) {
    for (const [number, block] of blocks.entries()) {
      if (index < shortData || number >= shortCount) block.push(codewords[at++]!)
    }
  }
  return blocks.flat()
}

function toBytes(bits: boolean[], count: number): number[] {
  return Array.from({ length: count }, (_, at) => toNumber(bits.slice(at * 8, at * 8 + 8)))
}

function toNumber(bits: boolean[]): number {
  return bits.reduce((sum, bit) => sum * 2 + Number(bit), 0)
}
