import { checkPortrait } from './checkPortrait.ts'
import type { PortraitFault, PortraitRule, Size } from './checkPortrait.ts'
import { findCutEdges } from './findCutEdges.ts'
import { hasGlare } from './hasGlare.ts'
import { measureSharpness } from './measureSharpness.ts'
import { brightnessAt, toGrey } from './pixels.ts'
import type { Grey, Pixels } from './pixels.ts'

/** What seems wrong with a photo: said as a hint, and the resident decides. */
export type PhotoFault = 'blurred' | 'dark' | 'bright' | 'glare' | 'cut' | 'small' | PortraitFault

/** The table in tests/domain/photo/checkPhoto.test.ts shows what falls on which side of each limit. */
const limits = {
  sharpness: 0.05,
  /** A face has few hard edges, and studios soften them. */
  portraitSharpness: 0.008,
  /** Even the brightest twentieth, the paper, is no brighter than this. */
  dark: 95,
  /** Even the darkest hundredth, the print, is no darker than this. */
  bright: 175,
  /** Pixels on the longer side: an A4 page at 100 dpi, below which its small print is guessed, not read. */
  small: 1000,
}

/**
 * @param pixels the photo, scaled so that its longer side is at most `longestChecked`
 * @param size what it measures as it will be sent
 * @param rule of a certificate photo, which is judged by its rule and not as a document is: no print, a white ground,
 *   and shoulders that go on outside the picture
 */
export function checkPhoto(pixels: Pixels, size: Size, rule?: PortraitRule): PhotoFault[] {
  if (pixels.width < 1 || pixels.height < 1) return []
  const grey = toGrey(pixels)
  const light = checkLight(grey)
  // Too little light takes the contrast with it: the one hint that helps is the light.
  const blurred = light !== 'dark'
    && (measureSharpness(grey) ?? 1) < (rule ? limits.portraitSharpness : limits.sharpness)
  const general: PhotoFault[] = blurred ? ['blurred'] : []
  if (rule) return [...general, ...light === 'dark' ? [light] : [], ...checkPortrait(pixels, size, rule)]
  if (light) general.push(light)
  if (light !== 'bright' && hasGlare(pixels)) general.push('glare')
  if (findCutEdges(grey).length > 0) general.push('cut')
  if (Math.max(size.width, size.height) < limits.small) general.push('small')
  return general
}

function checkLight(grey: Grey): 'dark' | 'bright' | undefined {
  if (brightnessAt(grey, 0.95) <= limits.dark) return 'dark'
  return brightnessAt(grey, 0.01) >= limits.bright ? 'bright' : undefined
}
