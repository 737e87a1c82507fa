/**
 * Makes a chosen file fit to be hashed and signed: photos turned upright, scaled down and encoded anew, which leaves
 * place, time and camera behind; PDFs untouched. The server refuses what still carries a location rather than change
 * bytes that were signed.
 */
import { maxFileBytes } from '../contract/endpoints.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'

export interface PreparedFile {
  name: string
  type: 'image/jpeg' | 'application/pdf'
  bytes: Blob
}

/** Codes with a text each; `heic-unsupported` comes with advice. */
export type FileProblem =
  | 'heic-unsupported' | 'file-type-not-allowed' | 'file-empty' | 'file-too-large' | 'photo-unreadable'

type FileKind = 'photo' | 'heic' | 'pdf' | 'other'

/** A4 at 300 dpi is 2480 × 3508: enough to read the small print of a certificate. */
const longestSide = 2480
const jpegQuality = 0.85
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/** Prepares a file by its content, not its name. Never rejects. */
export async function prepareFile(file: File): Promise<Result<PreparedFile, FileProblem>> {
  if (file.size === 0) return fail('file-empty')
  const kind = readKind(new Uint8Array(await file.slice(0, 12).arrayBuffer()))
  if (kind === 'other') return fail('file-type-not-allowed')
  if (kind === 'pdf') return checkSize({ name: file.name, type: 'application/pdf', bytes: file })
  const bytes = await encodeAnew(file).catch(() => undefined)
  // Safari decodes HEIC, others do not.
  if (!bytes) return fail(kind === 'heic' ? 'heic-unsupported' : 'photo-unreadable')
  return checkSize({ name: file.name.replace(/(\.[^.]*)?$/, '.jpg'), type: 'image/jpeg', bytes })
}

/** What the first 12 bytes say. */
export function readKind(head: Uint8Array): FileKind {
  const text = String.fromCharCode(...head)
  if (text.startsWith('\xff\xd8\xff') || text.startsWith('\x89PNG\r\n\x1a\n')) return 'photo'
  if (text.startsWith('%PDF-')) return 'pdf'
  return text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12)) ? 'heic' : 'other'
}

/** Width and height so that the longer side is at most 2480 pixels; never larger than they were. */
export function fitSize(width: number, height: number): { width: number, height: number } {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function checkSize(file: PreparedFile): Result<PreparedFile, FileProblem> {
  return file.bytes.size > maxFileBytes ? fail('file-too-large') : ok(file)
}

async function encodeAnew(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const { width, height } = fitSize(bitmap.width, bitmap.height)
    return await (typeof OffscreenCanvas === 'undefined'
      ? encodeInPage(bitmap, width, height)
      : encodeOffscreen(bitmap, width, height))
  } finally {
    bitmap.close()
  }
}

function encodeOffscreen(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  draw(canvas.getContext('2d'), bitmap, width, height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality })
}

/** Safari before 16.4 has no OffscreenCanvas. */
function encodeInPage(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  draw(canvas.getContext('2d'), bitmap, width, height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error('not encoded')), 'image/jpeg', jpegQuality)
  })
}

function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null,
  bitmap: ImageBitmap, width: number, height: number,
): void {
  if (!context) throw new Error('no canvas')
  // JPEG knows no transparency: without a ground it would turn black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
}
