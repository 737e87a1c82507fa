/** Where pictures end by their own structure, found without decoding them. */

export function startsJpeg(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff
}

/**
 * The offset behind the end-of-image marker of the JPEG that begins at `from` (ISO/IEC 10918-1, B.1): segments are
 * stepped over by their lengths, so that the thumbnail inside one does not end the picture. undefined without one.
 */
export function findJpegEnd(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from + 2); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return at + 2
    if (marker === 0xff) at += 1
    else if (isAlone(marker)) at += 2
    else if (at + 4 > bytes.length) return undefined
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** A stuffed FF of the picture's data, a restart marker, or one without a length. */
function isAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)
}

interface Chunk {
  name: string
  /** Behind its checksum. */
  end: number
}

/** The offset behind the last chunk of a PNG (ISO/IEC 15948, 5.3); undefined when it stops before. */
export function findPngEnd(bytes: Buffer): number | undefined {
  return listChunks(bytes).find(({ name }) => name === 'IEND')?.end
}

/** Decoders here show the first frame, others all of them: what an officer saw would not be what was handed in. */
export function isAnimatedPng(bytes: Buffer): boolean {
  return listChunks(bytes).some(({ name }) => name === 'acTL')
}

function listChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) break
    const name = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ name, end })
    if (name === 'IEND') break
    at = end
  }
  return chunks
}
