import { createInflate } from 'node:zlib'
import { decodeAscii85 } from './decodeAscii85.ts'
import { resolve, resolveNumber } from './pdfParts.ts'
import type { PdfParts, PdfStream } from './pdfParts.ts'

/** The pixels of a page of A3 at 600 dpi, half as much again. */
const mostPixels = 100_000_000
/** What one stream may become: such a page in colour. */
const mostUnpacked = 300_000_000
/** All of them: what keeps a viewer busy for seconds. */
const mostInAll = 1_000_000_000
/** A thousandfold is what packing makes possible: less than this cannot become too much. */
const leastPacked = 100_000

const flate = new Set(['/FlateDecode', '/Fl'])
/** Of the nineties; unpacked by no library here, so that nobody could say what it becomes. */
const lzw = new Set(['/LZWDecode', '/LZW'])
const packing = new Set([...flate, ...lzw, '/RunLengthDecode', '/RL'])

/**
 * Would a PDF be a bomb for whoever opens it: a picture of a size nobody scans, or something that unpacks to what no
 * memory holds?
 */
export async function swells(bytes: Buffer, parts: PdfParts): Promise<boolean> {
  if (parts.streams.some((stream) => isHuge(parts, stream))) return true
  let [left, plain] = [mostInAll, 2 * bytes.length]
  for (const stream of parts.streams) {
    const filters = filtersOf(parts, stream)
    // Twice a thousandfold is a million. No program has a reason to.
    if (filters.filter((filter) => packing.has(filter)).length > 1) return true
    const data = dataOf(bytes, parts, stream)
    if (data.length < leastPacked) continue
    if (filters.some((filter) => lzw.has(filter))) return true
    if (!filters.some((filter) => flate.has(filter))) continue
    // Streams that lie about their length overlap, and each would be read to the end of the file.
    plain -= data.length
    if (plain < 0) return true
    const most = Math.min(left, mostUnpacked)
    const size = await unpackedSize(decodeText(data, filters[0]), most)
    if (size > most) return true
    left -= size
  }
  return false
}

function isHuge(parts: PdfParts, { dictionary }: PdfStream): boolean {
  const [width = 0, height = 0] = ['Width', 'Height'].map((key) => resolveNumber(parts, dictionary.get(key)))
  return width * height > mostPixels
}

function filtersOf(parts: PdfParts, { dictionary }: PdfStream): string[] {
  return [resolve(parts, dictionary.get('Filter')) ?? []].flat().map((filter) => resolve(parts, filter))
    .filter((filter) => typeof filter === 'string')
}

/** As long as its dictionary says or up to the next keyword: a reader goes by either, so the longer counts. */
function dataOf(bytes: Buffer, parts: PdfParts, { dictionary, start, end }: PdfStream): Buffer {
  return bytes.subarray(start, Math.max(end, start + resolveNumber(parts, dictionary.get('Length'))))
}

/** Packed data written in letters, as some programs do, to be unpacked. */
function decodeText(data: Buffer, filter: string | undefined): Buffer {
  if (filter === '/ASCII85Decode' || filter === '/A85') return decodeAscii85(data)
  if (filter !== '/ASCIIHexDecode' && filter !== '/AHx') return data
  return Buffer.from(data.toString('latin1').replace(/[^\da-f]/gi, ''), 'hex')
}

/** Counts what comes out and keeps nothing; stops above `most`. What cannot be unpacked does not swell. */
async function unpackedSize(data: Buffer, most: number): Promise<number> {
  const inflate = createInflate({ chunkSize: 262_144 })
  inflate.end(data)
  let size = 0
  try {
    for await (const part of inflate) {
      size += (part as Buffer).length
      if (size > most) break
    }
  } catch {
    return size
  }
  return size
}
