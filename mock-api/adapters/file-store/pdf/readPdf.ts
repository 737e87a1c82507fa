import { setImmediate as othersTurn } from 'node:timers/promises'
import { inflatePdfStream } from './inflatePdfStream.ts'
import { resolveNumber } from './pdfParts.ts'
import type { PdfParts, PdfStream } from './pdfParts.ts'
import { PdfSyntaxError, readPdfToken, readPdfValue } from './pdfSyntax.ts'
import type { PdfCursor } from './pdfSyntax.ts'

/** More than a document of 200 pages has with all its structure for screen readers. */
const mostTokens = 2_000_000
const mostStreams = 50_000
/** A table of all characters of a font is the longest thing there is. */
const mostTokensEach = 200_000
/** Others are served in between: some ten milliseconds. */
const tokensAtATime = 50_000
/** More than this is no document but a bomb. */
const mostUnpacked = 32_000_000
const mostPacks = 5_000

interface Reading extends PdfParts {
  /** What may still be read: the same over and over, from object to object within another, would take for ever. */
  tokens: number
  bytes: number
  untilOthers: number
}

/**
 * Finds every object of a PDF by looking for them from its first byte to its last. The table of contents at the end
 * is not believed: it may lead a reader into the middle of a comment, and past what stands in the open.
 * @throws PdfSyntaxError when it is none that a program makes
 */
export async function readPdf(bytes: Buffer): Promise<PdfParts> {
  const text = bytes.toString('latin1')
  const reading: Reading = {
    objects: new Map(), streams: [], dictionaries: [], texts: [text],
    tokens: mostTokens, bytes: 2 * bytes.length, untilOthers: tokensAtATime,
  }
  let streamEnd = 0
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)obj|trailer/g)) {
    const cursor = cursorAt(reading, bytes, index + keyword.length)
    const value = readPdfValue(cursor)
    const isStream = readPdfToken(cursor) === 'stream' && value instanceof Map
    await account(reading, cursor, index)
    const number = keyword === 'obj' ? numberBefore(bytes, index) : undefined
    if (number !== undefined && value !== undefined) reading.objects.set(number, value)
    if (!isStream) continue
    if (reading.streams.length === mostStreams) throw new PdfSyntaxError('too many streams')
    const start = skipLineEnd(bytes, cursor.at)
    if (streamEnd < start) streamEnd = endOfStream(bytes, start)
    reading.streams.push({ dictionary: value, start, end: streamEnd })
  }
  await unpack(bytes, reading)
  return reading
}

/** 7.5.7: objects packed into a stream. Whatever a reader may take for one is opened. */
async function unpack(bytes: Buffer, reading: Reading): Promise<void> {
  const packs = reading.streams.filter(({ dictionary }) => dictionary.has('First') || dictionary.get('Type') === '/ObjStm')
  if (packs.length > mostPacks) throw new PdfSyntaxError('too many packs')
  let left = mostUnpacked
  for (const pack of packs) {
    const packed = await inflatePdfStream(bytes, pack, left)
    left -= packed.length
    reading.texts.push(packed.toString('latin1'))
    await readPacked(reading, packed, pack)
  }
}

/** Pairs of an object's number and its offset, then the objects. */
async function readPacked(reading: Reading, packed: Buffer, { dictionary }: PdfStream): Promise<void> {
  const first = resolveNumber(reading, dictionary.get('First'))
  const heads = cursorAt(reading, packed.subarray(0, first), 0)
  reading.bytes += 2 * packed.length
  for (;;) {
    const [number, offset] = [readPdfToken(heads), readPdfToken(heads)]
    if (typeof number !== 'number' || typeof offset !== 'number') break
    const cursor = cursorAt(reading, packed, first + offset)
    const value = readPdfValue(cursor)
    await account(reading, cursor, first + offset)
    if (value !== undefined) reading.objects.set(number, value)
  }
}

function cursorAt({ tokens, dictionaries }: Reading, bytes: Buffer, at: number): PdfCursor {
  return { bytes, at, left: Math.min(tokens, mostTokensEach), dictionaries }
}

async function account(reading: Reading, { at, left }: PdfCursor, from: number): Promise<void> {
  const read = Math.min(reading.tokens, mostTokensEach) - left
  reading.tokens -= read
  reading.untilOthers -= read
  reading.bytes -= at - from
  if (reading.bytes < 0) throw new PdfSyntaxError('objects within objects')
  if (reading.untilOthers > 0) return
  reading.untilOthers = tokensAtATime
  await othersTurn()
}

/** `12 0` in front of `obj`. */
function numberBefore(bytes: Buffer, end: number): number | undefined {
  const generation = skipBack(bytes, skipBack(bytes, end, isBlank), isDigit)
  const last = skipBack(bytes, generation, isBlank)
  const first = skipBack(bytes, last, isDigit)
  return first < last && last < generation ? Number(bytes.toString('latin1', first, last)) : undefined
}

/** Where the bytes of a kind begin that end at an offset; more than ten are no number. */
function skipBack(bytes: Buffer, end: number, is: (byte: number) => boolean): number {
  let at = end
  while (at > 0 && end - at < 10 && is(bytes[at - 1] ?? 0)) at--
  return at
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** 7.3.8.1: the data begin on the line after the keyword. */
function skipLineEnd(bytes: Buffer, from: number): number {
  if (bytes[from] === 0x0d && bytes[from + 1] === 0x0a) return from + 2
  return bytes[from] === 0x0a || bytes[from] === 0x0d ? from + 1 : from
}

function endOfStream(bytes: Buffer, from: number): number {
  const end = bytes.indexOf('endstream', from)
  return end < 0 ? bytes.length : end
}
