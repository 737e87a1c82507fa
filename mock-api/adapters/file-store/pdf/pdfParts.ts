import type { PdfDictionary, PdfValue } from './pdfSyntax.ts'

export interface PdfStream {
  dictionary: PdfDictionary
  /** Where its data begin, and where the next keyword ends data of any stream. */
  start: number
  end: number
}

export interface PdfParts {
  /** By number; of several the last counts. */
  objects: Map<number, PdfValue>
  streams: PdfStream[]
  /** All there are, those within others, of no number and of older versions among them. */
  dictionaries: PdfDictionary[]
  /** The text of the file and of everything that was packed in it, byte by byte. */
  texts: string[]
}

/** A value, or what it refers to. */
export function resolve({ objects }: Pick<PdfParts, 'objects'>, value: PdfValue | undefined): PdfValue | undefined {
  return typeof value === 'object' && 'object' in value ? objects.get(value.object) : value
}

export function resolveNumber(parts: Pick<PdfParts, 'objects'>, value: PdfValue | undefined): number {
  const number = resolve(parts, value)
  return typeof number === 'number' ? number : 0
}
