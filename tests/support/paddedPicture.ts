import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** A JPEG with comments of noise: as large as wanted, and a picture all the same. */
export async function paddedPicture(size: number): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer()
  const comments: Buffer[] = []
  for (let left = size - jpeg.length; left > 0; left -= comments.at(-1)?.length ?? 0) {
    const comment = randomBytes(left <= 65_537 ? Math.max(4, left) : Math.min(65_537, left - 4))
    comment.writeUInt16BE(0xfffe)
    comment.writeUInt16BE(comment.length - 2, 2)
    comments.push(comment)
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2)])
}
