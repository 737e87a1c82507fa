import sharp from 'sharp'
import { makePdf } from './pdfFixture.ts'

/** A file as the resident's phone hands it over. */
export interface GivenFile {
  name: string
  mimeType: string
  buffer: Buffer
}

/** A photo as a phone takes it: JPEG, with the place in its EXIF data unless told otherwise. */
export async function photo(name = '照片.jpg', { place = true } = {}): Promise<GivenFile> {
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#88aacc' } })
  const exif = { IFD0: { Make: 'Example' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '23/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 48/1 0/1' } }
  const buffer = await (place ? picture.withExif(exif) : picture).jpeg().toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

/** As large as a camera’s, full of detail: a million bytes or more even when the phone has made it ready. */
export async function detailedPhoto(name = '照片.jpg', { width = 2400, height = 1800 } = {}): Promise<GivenFile> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 45 }
  const grain = sharp({ create: { width, height, channels: 3, background: '#888', noise } })
  return { name, mimeType: 'image/jpeg', buffer: await grain.blur(0.6).jpeg({ quality: 95 }).toBuffer() }
}

export async function picture(name = '扫描.png'): Promise<GivenFile> {
  const buffer = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#ffffff' } }).png().toBuffer()
  return { name, mimeType: 'image/png', buffer }
}

/** A PDF of one page and of exactly `size` bytes. */
export function pdf(name = '材料.pdf', size = 2_000): GivenFile {
  return { name, mimeType: 'application/pdf', buffer: makePdf({ size }) }
}

/** The head of an iPhone's HEIC photo, which Chromium does not decode. */
export function heic(name = 'IMG_0001.HEIC'): GivenFile {
  return { name, mimeType: 'image/heic', buffer: Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(2_000)]) }
}
