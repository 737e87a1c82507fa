import { deflateSync } from 'node:zlib'

interface PdfOptions {
  pages?: number
  /** Entries of the catalogue: `/OpenAction 9 0 R`. */
  catalogue?: string
  /** Whole objects after the pages. */
  objects?: (string | Buffer)[]
  /** Entries of the trailer. */
  trailer?: string
  /** Grown to exactly this size. */
  size?: number
}

/** A PDF as a scanner's program writes one: a catalogue, pages, and whatever a test adds. */
export function makePdf({ pages = 1, catalogue = '', objects = [], trailer = '', size }: PdfOptions = {}): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => 100 + index)
  const head = [
    '%PDF-1.7\n', `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalogue} >>\nendobj\n`,
    `2 0 obj\n<< /Type /Pages /Count ${pages} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>\nendobj\n`,
    ...kids.map((kid) => `${kid} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n`), ...objects,
  ].map((part) => Buffer.from(part))
  const foot = Buffer.from(`trailer\n<< /Root 1 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n`)
  const length = [...head, foot].reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([...head, Buffer.alloc(Math.max(0, (size ?? 0) - length), '%\n'), foot])
}

/** Objects packed into a stream, as programs since 2003 write them. */
export function packObjects(objects: Record<number, string>, entries = ''): Buffer {
  const texts = Object.values(objects)
  const offsets = texts.map((_, index) => texts.slice(0, index).join(' ').length + (index > 0 ? 1 : 0))
  const heads = Object.keys(objects).map((number, index) => `${number} ${offsets[index]}`).join(' ')
  const data = deflateSync(`${heads} ${texts.join(' ')}`)
  return makeStream(50, `/Type /ObjStm /N ${texts.length} /First ${heads.length + 1} /Filter /FlateDecode ${entries}`, data)
}

export function makeStream(number: number, entries: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n`), data,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}
