import type { Grey } from './pixels.ts'

export type Side = 'top' | 'right' | 'bottom' | 'left'

/** How much of the picture's side the strip along it is deep. */
const depth = 0.012
/** Two kinds of brightness, sheet and ground, must be this far apart to be told from each other. */
const leastContrast = 60
/** A strip with less of the other kind is one thing: dust and sensor noise. */
const clean = 0.03
/** What of the strip is of the other kind must be this much to be a sheet and not a stain. */
const leastSheet = 0.15
/** Print that runs into the frame: so many changes between ink and paper along the strip. */
const leastChanges = 8

/**
 * Sides at which the document seems to go on outside the picture: where the other three strips along the frame are one
 * plain ground (or the other two, when a corner is cut) and this one is not. Where the frame is of more kinds than
 * that, a patterned table say, nothing is claimed.
 */
export function findCutEdges(grey: Grey): Side[] {
  const threshold = findThreshold(grey)
  if (threshold === undefined) return []
  const strips = (['top', 'right', 'bottom', 'left'] as const).map((side) => readStrip(grey, side, threshold))
  for (const ground of ['bright', 'dark'] as const) {
    const other = (strip: Strip) => ground === 'bright' ? 1 - strip.bright : strip.bright
    const foreign = strips.filter((strip) => other(strip) > clean)
    if (foreign.length === 0) return []
    const isCut = (strip: Strip) => other(strip) >= leastSheet || (ground === 'bright' && strip.changes >= leastChanges)
    if (foreign.length <= 2 && foreign.every(isCut)) return foreign.map(({ side }) => side)
  }
  return []
}

interface Strip {
  side: Side
  /** Share of bright cells. */
  bright: number
  changes: number
}

/** The strip along a side, as one row of cells, each bright or dark by its mean. */
function readStrip({ width, height, data }: Grey, side: Side, threshold: number): Strip {
  const upright = side === 'left' || side === 'right'
  const [length, across] = upright ? [height, width] : [width, height]
  const deep = Math.max(1, Math.round(across * depth))
  const first = side === 'right' || side === 'bottom' ? across - deep : 0
  const cells = Array.from({ length }, (_, along) => {
    let sum = 0
    for (let at = first; at < first + deep; at += 1) {
      sum += data[upright ? along * width + at : at * width + along]!
    }
    return sum / deep > threshold
  })
  return {
    side,
    bright: cells.filter(Boolean).length / length,
    changes: cells.filter((cell, index) => index > 0 && cell !== cells[index - 1]).length,
  }
}

/** Otsu's threshold, where the two kinds it parts are far enough from each other. */
function findThreshold({ data }: Grey): number | undefined {
  const counts = new Float64Array(256)
  for (const value of data) counts[value]! += 1
  const total = counts.reduce((sum, count, value) => sum + count * value, 0)
  let [below, sumBelow, best, threshold, contrast] = [0, 0, 0, 0, 0]
  for (let value = 0; value < 255; value += 1) {
    below += counts[value]!
    sumBelow += counts[value]! * value
    const above = data.length - below
    if (below === 0 || above === 0) continue
    const apart = (total - sumBelow) / above - sumBelow / below
    const parted = below * above * apart * apart
    if (parted > best) [best, threshold, contrast] = [parted, value, apart]
  }
  return contrast < leastContrast ? undefined : threshold
}
