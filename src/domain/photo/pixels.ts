/** Pictures as arrays, so that the checks run wherever there is no canvas. */
export interface Pixels {
  width: number
  height: number
  /** Red, green, blue and alpha, row by row. */
  data: Uint8ClampedArray | Uint8Array
}

export interface Grey {
  width: number
  height: number
  /** Brightness 0–255, row by row. */
  data: Uint8Array
}

/** A photo is looked at no larger than this; the same for every phone, so that one set of limits fits. */
export const longestChecked = 1024

/** Brightness as the eye weighs it (ITU-R BT.601). */
export function toGrey({ width, height, data }: Pixels): Grey {
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = Math.round(0.299 * data[at * 4]! + 0.587 * data[at * 4 + 1]! + 0.114 * data[at * 4 + 2]!)
  }
  return { width, height, data: grey }
}

/** The brightness that this share of the picture does not exceed: 0.5 is the median. */
export function brightnessAt({ data }: Grey, share: number): number {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value]! += 1
  let seen = 0
  for (let value = 0; value < 256; value += 1) {
    seen += counts[value]!
    if (seen > 0 && seen >= share * data.length) return value
  }
  return 255
}
