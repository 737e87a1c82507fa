import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import type { PdfStream } from './pdfParts.ts'
import { PdfSyntaxError } from './pdfSyntax.ts'
import type { PdfDictionary } from './pdfSyntax.ts'

const inflateAsync = promisify(inflate)

/**
 * The content of a stream of objects, unpacked to so many bytes at most. The packed data end by themselves: neither
 * the length in the dictionary nor the keyword behind is needed, nor believed.
 * @throws PdfSyntaxError when it is longer, or packed in a way that hides it from us
 */
export async function inflatePdfStream(
  bytes: Buffer, { dictionary, start, end }: PdfStream, most: number,
): Promise<Buffer> {
  if (dictionary.has('F') || isPredicted(dictionary)) throw new PdfSyntaxError('elsewhere')
  const filters = [dictionary.get('Filter') ?? []].flat().filter((filter) => filter !== 'null')
  if (filters.length === 0) return bytes.subarray(start, end)
  if (filters.length > 1 || (filters[0] !== '/FlateDecode' && filters[0] !== '/Fl')) throw new PdfSyntaxError('filters')
  try {
    // Readers take what comes out of a stream that breaks off.
    const options = { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH }
    return await inflateAsync(bytes.subarray(start), options)
  } catch {
    throw new PdfSyntaxError('not to be unpacked')
  }
}

function isPredicted(dictionary: PdfDictionary): boolean {
  const parameters = [dictionary.get('DecodeParms') ?? dictionary.get('DP') ?? []].flat()
  return parameters.some((one) => one !== 'null' && !(one instanceof Map && (one.get('Predictor') ?? 1) === 1))
}
