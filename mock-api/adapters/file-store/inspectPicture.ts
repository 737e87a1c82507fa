import sharp from 'sharp'
import type { Metadata, Sharp } from 'sharp'
import type { FileType } from '../../../src/contract/endpoints.ts'
import type { ProblemValue } from '../../../src/contract/problems.ts'
import { carriesLocation } from './carriesLocation.ts'
import { isHarmlessTail, skipFilling } from './foreignContent.ts'
import { inTurns } from './inTurns.ts'
import { findJpegEnd, findPngEnd, isAnimatedPng, startsJpeg } from './pictureEnd.ts'

/** Twice what the largest ordinary phone camera takes; a bomb is a hundred times as much in a few kilobytes. */
const maxPixels = 50_000_000

/**
 * A picture that can be decoded to its last row, within reason, and that is nothing else. Phones put further pictures
 * behind the first (CIPA DC-007, the brightness of HDR); each has to be one.
 * Problems: `file-damaged`, `file-mixed`, `photo-too-large`, `photo-animated`, `photo-has-location`.
 */
export async function inspectPicture(
  bytes: Buffer, type: Exclude<FileType, 'application/pdf'>,
): Promise<ProblemValue | undefined> {
  const end = type === 'image/png' ? findPngEnd(bytes) : findPicturesEnd(bytes)
  if (end === undefined) return { code: 'file-damaged' }
  // Readers of PDF look for its beginning further on, too.
  if (!isHarmlessTail(bytes.subarray(end)) || bytes.includes('%PDF-')) return { code: 'file-mixed' }
  const metadata = await readMetadata(bytes)
  if (!metadata) return { code: 'file-damaged' }
  const { width, height, pages = 1 } = metadata
  if (width * height > maxPixels) return { code: 'photo-too-large', facts: { maxPixels } }
  if (pages > 1 || (type === 'image/png' && isAnimatedPng(bytes))) return { code: 'photo-animated' }
  if (carriesLocation(bytes, metadata)) return { code: 'photo-has-location' }
  return await inTurns(() => canDecode(bytes)) ? undefined : { code: 'file-damaged' }
}

/** Behind the first JPEG and those that follow it directly or after filling. */
function findPicturesEnd(bytes: Buffer): number | undefined {
  let end = findJpegEnd(bytes, 0)
  while (end !== undefined && startsJpeg(bytes, skipFilling(bytes, end))) {
    end = findJpegEnd(bytes, skipFilling(bytes, end))
  }
  return end
}

/** The header alone, without the limit: what is too large is told so. undefined when it cannot be read. */
async function readMetadata(bytes: Buffer): Promise<Metadata | undefined> {
  try {
    return await open(bytes, false).metadata()
  } catch {
    return undefined
  }
}

/** Goes through every row and keeps a thumbnail: a picture cut short fails here, whatever its header promised. */
async function canDecode(bytes: Buffer): Promise<boolean> {
  try {
    await open(bytes, maxPixels).resize(32, 32, { fit: 'inside' }).raw().timeout({ seconds: 20 }).toBuffer()
    return true
  } catch {
    return false
  }
}

function open(bytes: Buffer, limitInputPixels: number | false): Sharp {
  return sharp(bytes, { limitInputPixels, failOn: 'truncated', sequentialRead: true })
}
