/** The syntax of PDF (ISO 32000-1, 7.2 and 7.3), as far as dictionaries, names, numbers and references go. */

export interface PdfReference {
  object: number
}
export type PdfDictionary = Map<string, PdfValue>
/** A name begins with its slash and is spelt out; of a string only that it is one is kept, as `()`. */
export type PdfValue = number | string | PdfReference | PdfDictionary | PdfValue[]

/** Not what a program that makes PDF writes. */
export class PdfSyntaxError extends Error {}

export interface PdfCursor {
  bytes: Buffer
  at: number
  /** How many tokens may still be read: whoever sends millions of them wants to keep the server busy. */
  left: number
  /** Every dictionary that was read, the inner ones too. */
  dictionaries: PdfDictionary[]
}

const deepest = 60
const objectEnds = new Set<PdfValue>(['', 'obj', 'endobj', 'stream', 'endstream'])
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const [lineFeed, carriageReturn, backslash, percent, opening, closing] = [0x0a, 0x0d, 0x5c, 0x25, 0x28, 0x29]

const [regular, blank, delimiter] = [0, 1, 2]
const kinds = new Uint8Array(256)
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) kinds[byte] = blank
for (const char of '()<>[]{}/%') kinds[char.charCodeAt(0)] = delimiter

/**
 * The value at a cursor, which is behind it afterwards; undefined where none begins. An unclosed one ends where the
 * next object begins.
 * @throws PdfSyntaxError when it is deeper or longer than any that is meant to be read
 */
export function readPdfValue(cursor: PdfCursor): PdfValue | undefined {
  const token = readPdfToken(cursor)
  if (token === '<<' || token === '[') return readContainer(cursor, token, 0)
  return token === '' || token === '>>' || token === ']' ? undefined : token
}

function readContainer(cursor: PdfCursor, open: '<<' | '[', depth: number): PdfValue {
  if (depth > deepest) throw new PdfSyntaxError('too deep')
  const items: PdfValue[] = []
  for (;;) {
    const before = cursor.at
    const token = readPdfToken(cursor)
    if (token === '>>' || token === ']') break
    if (objectEnds.has(token)) {
      cursor.at = before
      break
    }
    if (token === '<<' || token === '[') items.push(readContainer(cursor, token, depth + 1))
    else if (token === 'R') refer(items)
    else items.push(token)
  }
  if (open === '[') return items
  const dictionary = toDictionary(items)
  cursor.dictionaries.push(dictionary)
  return dictionary
}

/** `12 0 R`: the numbers are what it refers to. */
function refer(items: PdfValue[]): void {
  items.pop()
  const object = items.pop()
  if (typeof object === 'number') items.push({ object })
}

function toDictionary(items: PdfValue[]): PdfDictionary {
  const dictionary: PdfDictionary = new Map()
  for (let at = 0; at + 1 < items.length; at++) {
    const [key, value] = [items[at], items[at + 1]]
    if (typeof key !== 'string' || !key.startsWith('/') || value === undefined) continue
    dictionary.set(key.slice(1), value)
    at++
  }
  return dictionary
}

/** The next token, past comments and blanks: a number, `/Name`, `()`, `<<`, `]`, `obj`; empty at the end. */
export function readPdfToken(cursor: PdfCursor): number | string {
  if (--cursor.left < 0) throw new PdfSyntaxError('too long')
  const { bytes } = cursor
  const start = skipBlank(bytes, cursor.at)
  const char = String.fromCharCode(bytes[start] ?? 0)
  const isDouble = bytes[start + 1] === bytes[start]
  cursor.at = Math.min(start + 1, bytes.length)
  if (start >= bytes.length) return ''
  if (kinds[bytes[start] ?? 0] === regular) return readRegular(cursor, start)
  switch (char) {
    case '(':
      cursor.at = skipString(bytes, start)
      return '()'
    case '/':
      cursor.at = skipRegular(bytes, start + 1)
      return readName(bytes.toString('latin1', start, cursor.at))
    case '<': case '>':
      if (isDouble) cursor.at++
      else if (char === '<') cursor.at = behind(bytes, '>', start)
      return isDouble || char === '>' ? char + char : '()'
    default: return char
  }
}

function readRegular(cursor: PdfCursor, start: number): number | string {
  cursor.at = skipRegular(cursor.bytes, start)
  let whole = 0
  for (let at = start; at < cursor.at; at++) {
    const digit = (cursor.bytes[at] ?? 0) - 0x30
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit
    else {
      const text = cursor.bytes.toString('latin1', start, cursor.at)
      return numeral.test(text) ? Number(text) : text
    }
  }
  return whole
}

/** 7.3.5: any character of a name may be written `#` and two digits. */
function readName(spelling: string): string {
  if (!spelling.includes('#')) return spelling
  return spelling.replace(/#([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

function skipBlank(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === percent) while (at < bytes.length && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at++
    else if (kinds[byte] !== blank) return at
  }
  return bytes.length
}

function skipRegular(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && kinds[bytes[at] ?? 0] === regular) at++
  return at
}

/** Parentheses in a string are balanced, or behind a backslash. */
function skipString(bytes: Buffer, from: number): number {
  let open = 0
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === backslash) at++
    else if (byte === opening) open++
    else if (byte === closing && --open === 0) return at + 1
  }
  return bytes.length
}

function behind(bytes: Buffer, char: string, from: number): number {
  const found = bytes.indexOf(char, from, 'latin1')
  return found < 0 ? bytes.length : found + 1
}
