import type { Pixels } from './pixels.ts'

/** What a certificate photo must be; more of it is drawn than a phone can check. */
export interface PortraitRule {
  widthMm: number
  heightMm: number
  background: 'white' | 'lightBlue'
}

export type PortraitFault = 'portrait-shape' | 'portrait-small' | 'portrait-background'

export interface Size {
  width: number
  height: number
}

/** Printers and 出入境 systems take 300 dots an inch: 33 × 48 mm are 390 × 567 pixels. */
const dotsPerMm = 300 / 25.4
/** Cropping tools round; the common 25 × 35 mm photo is already 4 % wider than 33 × 48 mm asks for. */
const shapeSlack = 0.025
/** Of the width and the height: the two upper corners, because shoulders fill the lower ones. */
const cornerShare = 0.1

export function checkPortrait(pixels: Pixels, size: Size, rule: PortraitRule): PortraitFault[] {
  const wanted = leastPixels(rule)
  const shape = size.width / size.height / (rule.widthMm / rule.heightMm)
  return [
    ...Math.abs(shape - 1) > shapeSlack ? ['portrait-shape' as const] : [],
    ...size.width < wanted.width || size.height < wanted.height ? ['portrait-small' as const] : [],
    ...corners(pixels).every((corner) => isGround(corner, rule.background)) ? [] : ['portrait-background' as const],
  ]
}

/** Width and height a photo needs at least. */
export function leastPixels({ widthMm, heightMm }: Pick<PortraitRule, 'widthMm' | 'heightMm'>): Size {
  return { width: Math.round(widthMm * dotsPerMm), height: Math.round(heightMm * dotsPerMm) }
}

interface Corner {
  colour: [red: number, green: number, blue: number]
  /** Of the brightness: a wall with a picture on it is no plain ground. */
  deviation: number
}

function corners(pixels: Pixels): Corner[] {
  const [width, height] = [pixels.width, pixels.height].map((side) => Math.max(1, Math.floor(side * cornerShare)))
  return [0, pixels.width - width!].map((left) => readCorner(pixels, left, width!, height!))
}

function readCorner({ width: rowWidth, data }: Pixels, left: number, width: number, height: number): Corner {
  const sums: [number, number, number] = [0, 0, 0]
  let [sum, squares] = [0, 0]
  for (let y = 0; y < height; y += 1) {
    for (let at = (y * rowWidth + left) * 4; at < (y * rowWidth + left + width) * 4; at += 4) {
      for (const channel of [0, 1, 2] as const) sums[channel] += data[at + channel]!
      const brightness = (data[at]! + data[at + 1]! + data[at + 2]!) / 3
      sum += brightness
      squares += brightness * brightness
    }
  }
  const count = width * height
  const colour: Corner['colour'] = [sums[0] / count, sums[1] / count, sums[2] / count]
  return { colour, deviation: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)) }
}

function isGround({ colour: [red, green, blue], deviation }: Corner, background: PortraitRule['background']): boolean {
  if (deviation > 20) return false
  const spread = Math.max(red, green, blue) - Math.min(red, green, blue)
  return background === 'white'
    ? Math.min(red, green, blue) >= 205 && spread <= 30
    : blue >= 170 && blue - red >= 10 && blue - red <= 110 && green >= red
}
