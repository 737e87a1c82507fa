/**
 * Makes a chosen file fit to be hashed and signed: photos turned upright, scaled down and encoded anew, which leaves
 * place, time and camera behind; PDFs untouched. The server refuses what still carries a location rather than change
 * bytes that were signed. What seems wrong with a file is said with it and stops nothing.
 */
import { maxFileBytes } from '../contract/endpoints.ts'
import type { PhotoFault } from '../domain/photo/checkPhoto.ts'
import { checkPhoto } from '../domain/photo/checkPhoto.ts'
import type { PortraitRule } from '../domain/photo/checkPortrait.ts'
import { longestChecked } from '../domain/photo/pixels.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { encodePhoto, readPixels } from './drawPhoto.ts'

export interface PreparedFile {
  name: string
  type: 'image/jpeg' | 'application/pdf'
  bytes: Blob
  faults: PhotoFault[]
  /** Of a PDF, where they could be counted. */
  pages?: number
}

/** Codes with a text each; the first three come with advice. */
export type FileProblem =
  | 'heic-unsupported' | 'heic-needs-network' | 'pdf-encrypted'
  | 'file-type-not-allowed' | 'file-empty' | 'file-too-large' | 'photo-unreadable'

type FileKind = 'photo' | 'heic' | 'pdf' | 'other'

/** A4 at 300 dpi is 2480 × 3508: enough to read the small print of a certificate. */
const longestSide = 2480
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/**
 * Prepares a file by its content, not its name. Never rejects.
 * @param rule when it is to be a certificate photo
 */
export async function prepareFile(file: File, rule?: PortraitRule): Promise<Result<PreparedFile, FileProblem>> {
  if (file.size === 0) return fail('file-empty')
  const kind = await file.slice(0, 12).arrayBuffer().then((head) => readKind(new Uint8Array(head)), () => 'other')
  if (kind === 'other') return fail('file-type-not-allowed')
  if (kind === 'pdf') return preparePdf(file)
  const decoded = await decode(file, kind === 'heic')
  if (!decoded.ok) return decoded
  const bitmap = decoded.value
  try {
    const size = fitSize(bitmap.width, bitmap.height)
    const bytes = await encodePhoto(bitmap, size.width, size.height)
    const name = file.name.replace(/(\.[^.]*)?$/, '.jpg')
    return checkSize({ name, type: 'image/jpeg', bytes, faults: findFaults(bitmap, size, rule) })
  } catch {
    return fail('photo-unreadable')
  } finally {
    bitmap.close()
  }
}

/** What the first 12 bytes say. */
export function readKind(head: Uint8Array): FileKind {
  const text = String.fromCharCode(...head)
  if (text.startsWith('\xff\xd8\xff') || text.startsWith('\x89PNG\r\n\x1a\n')) return 'photo'
  if (text.startsWith('%PDF-')) return 'pdf'
  return text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12)) ? 'heic' : 'other'
}

/** Width and height so that the longer side is at most `longest` pixels; never larger than they were. */
export function fitSize(width: number, height: number, longest = longestSide): { width: number, height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

async function preparePdf(file: File): Promise<Result<PreparedFile, FileProblem>> {
  const size = checkSize({ name: file.name, type: 'application/pdf', bytes: file, faults: [] })
  if (!size.ok) return size
  const { inspectPdf } = await import('./inspectPdf.ts')
  const { isLocked, pages } = await inspectPdf(file)
  // The server refuses it too, but only once all its bytes are there.
  if (isLocked) return fail('pdf-encrypted')
  return ok({ ...size.value, ...pages !== undefined && { pages } })
}

function checkSize(file: PreparedFile): Result<PreparedFile, FileProblem> {
  return file.bytes.size > maxFileBytes ? fail('file-too-large') : ok(file)
}

/** By the browser itself, which with Safari includes HEIC; where it cannot, by the decoder that is fetched for it. */
async function decode(file: Blob, isHeic: boolean): Promise<Result<ImageBitmap, FileProblem>> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (bitmap) return ok(bitmap)
  if (!isHeic) return fail('photo-unreadable')
  const decoded = await import('./heic.ts').then(({ decodeHeic }) => decodeHeic(file)).catch(() => undefined)
  if (!decoded) return fail('heic-needs-network')
  if (decoded.ok) return decoded
  return fail(decoded.error === 'unreachable' ? 'heic-needs-network' : 'heic-unsupported')
}

/** A check that fails says nothing: the photo itself is there. */
function findFaults(bitmap: ImageBitmap, sent: { width: number, height: number }, rule?: PortraitRule): PhotoFault[] {
  try {
    const small = fitSize(bitmap.width, bitmap.height, longestChecked)
    return checkPhoto(readPixels(bitmap, small.width, small.height), sent, rule)
  } catch {
    return []
  }
}
