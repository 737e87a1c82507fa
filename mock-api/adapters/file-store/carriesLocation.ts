/** Pointer from a picture's first directory to its GPS directory (Exif 2.32, 4.6.3). */
const gpsPointer = 0x8825
/** GPSLatitude and GPSLongitude; a GPS directory without them says nothing of a place. */
const coordinates = new Set([0x0002, 0x0004])

interface Blocks {
  exif?: Buffer | undefined
  xmp?: Buffer | undefined
}

/**
 * Does a photo say where it was taken? Looked at are the blocks the decoder found and every further Exif block in the
 * file: phones append a second picture that keeps its own.
 */
export function carriesLocation(bytes: Buffer, { exif, xmp }: Blocks): boolean {
  const blocks = [...(exif ? [exif] : []), ...listExifBlocks(bytes)]
  if (blocks.some((block) => hasCoordinates(tiffOf(block)))) return true
  return [bytes, ...(xmp ? [xmp] : [])].some((text) => /exif:GPS(Lat|Long)itude/.test(text.toString('latin1')))
}

function listExifBlocks(bytes: Buffer): Buffer[] {
  const blocks: Buffer[] = []
  for (const marker of ['Exif\0\0', 'eXIf']) {
    for (let at = bytes.indexOf(marker, 0, 'latin1'); at >= 0; at = bytes.indexOf(marker, at + 1, 'latin1')) {
      blocks.push(bytes.subarray(at))
    }
  }
  return blocks
}

/** JPEG and the decoder put a marker of six bytes before the TIFF structure, PNG its chunk's name. */
function tiffOf(block: Buffer): Buffer {
  const marker = ['Exif\0\0', 'eXIf'].find((name) => block.subarray(0, name.length).toString('latin1') === name)
  return block.subarray(marker?.length ?? 0)
}

function hasCoordinates(tiff: Buffer): boolean {
  const order = tiff.subarray(0, 2).toString('latin1')
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return false
  const little = order === 'II'
  const gps = listEntries(tiff, readUInt(tiff, 4, 4, little), little).find(({ tag }) => tag === gpsPointer)
  return gps !== undefined && listEntries(tiff, gps.value, little).some(({ tag }) => coordinates.has(tag))
}

/** The entries of the directory at an offset: two bytes of count, then twelve each. */
function listEntries(tiff: Buffer, offset: number, little: boolean): { tag: number, value: number }[] {
  if (offset + 2 > tiff.length) return []
  const fitting = Math.floor((tiff.length - offset - 2) / 12)
  const count = Math.min(readUInt(tiff, offset, 2, little), fitting)
  return Array.from({ length: count }, (_, index) => {
    const entry = offset + 2 + index * 12
    return { tag: readUInt(tiff, entry, 2, little), value: readUInt(tiff, entry + 8, 4, little) }
  })
}

function readUInt(tiff: Buffer, offset: number, bytes: number, little: boolean): number {
  return little ? tiff.readUIntLE(offset, bytes) : tiff.readUIntBE(offset, bytes)
}
