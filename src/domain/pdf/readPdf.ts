/**
 * As much of PDF (ISO 32000-1) as tells how many pages a file has and whether it is encrypted: its objects, the trailer
 * and the root of the page tree. What is not found is unknown, never guessed.
 *
 * Files are strings of one character a byte (latin1), so that places in the text are places in the file.
 */

export interface PdfFacts {
  pages?: number
  /** Encrypted: with a password, or so that it may not be printed or changed. */
  isLocked: boolean
}

/** A compressed stream that holds objects (7.5.7); `start` and `end` are its bytes in the file. */
export interface ObjectStream {
  start: number
  end: number
  count: number
  first: number
}

/** More pages than any paper has: the number is wrong. */
const mostPages = 100_000
const longestTrailer = 4_096
const objectStart = /(?:^|[\r\n\s])(\d{1,9}) (\d{1,5}) obj\b/g

/** @param inflated what is in the object streams, each by its stream as `listObjectStreams` gave it */
export function readPdf(text: string, inflated: [ObjectStream, string][] = []): PdfFacts {
  const objects = listObjects(text)
  const trailers = listTrailers(text, objects)
  if (trailers.some((trailer) => /\/Encrypt\b/.test(trailer))) return { isLocked: true }
  for (const [stream, content] of inflated) addCompressed(objects, stream, content)
  const root = trailers.map((trailer) => reference(trailer, 'Root')).findLast((found) => found !== undefined)
  const pages = countPages(objects, root)
  return { isLocked: false, ...pages !== undefined && { pages } }
}

/** The streams to inflate before `readPdf`; none that is compressed in another way than PDF writers do. */
export function listObjectStreams(text: string): ObjectStream[] {
  return [...listObjects(text).values()].flatMap(({ dictionary, stream }) => {
    if (stream === undefined || !/\/Type\s*\/ObjStm\b/.test(dictionary)) return []
    if (!/\/Filter\s*(\[\s*)?\/FlateDecode\b/.test(dictionary) || /\/DecodeParms/.test(dictionary)) return []
    const [count, first] = [number(dictionary, 'N'), number(dictionary, 'First')]
    if (count === undefined || first === undefined) return []
    const length = number(dictionary, 'Length')
    const end = length === undefined ? text.indexOf('endstream', stream) : stream + length
    return end < 0 || end > text.length ? [] : [{ start: stream, end, count, first }]
  })
}

interface PdfObject {
  /** Where it stands: of two with one number the later one counts. */
  at: number
  dictionary: string
  /** Where its stream's bytes begin. */
  stream?: number
}

type Objects = Map<number, PdfObject>

/** Objects by number; of one that was changed later the last, as an incremental update means it (7.5.6). */
function listObjects(text: string): Objects {
  const objects: Objects = new Map()
  objectStart.lastIndex = 0
  for (let match = objectStart.exec(text); match; match = objectStart.exec(text)) {
    const from = objectStart.lastIndex
    const end = firstOf(text, from, 'endobj')
    // Looked for only inside the object: to the end of the file for each would take minutes on a hostile one.
    const inside = text.slice(from, end).indexOf('stream')
    if (inside < 0) {
      objects.set(Number(match[1]), { at: from, dictionary: text.slice(from, end) })
      objectStart.lastIndex = end
    } else {
      const stream = from + inside
      const begin = stream + (text.startsWith('\r\n', stream + 6) ? 8 : 7)
      objects.set(Number(match[1]), { at: from, dictionary: text.slice(from, stream), stream: begin })
      // Whatever looks like an object in a picture's bytes is none.
      objectStart.lastIndex = firstOf(text, begin, 'endstream')
    }
  }
  return objects
}

function firstOf(text: string, from: number, word: string): number {
  const found = text.indexOf(word, from)
  return found < 0 ? text.length : found
}

/** Trailers as they are written, and cross-reference streams, which are trailers too (7.5.8). */
function listTrailers(text: string, objects: Objects): string[] {
  const plain = [...text.matchAll(/\btrailer\s*<</g)].map(({ index }) => {
    const trailer = text.slice(index, index + longestTrailer)
    return trailer.slice(0, firstOf(trailer, 0, 'startxref'))
  })
  const streams = [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/XRef\b/.test(dictionary))
  return [...streams.map(({ dictionary }) => dictionary), ...plain]
}

function addCompressed(objects: Objects, { start, count, first }: ObjectStream, content: string): void {
  const head = content.slice(0, first).trim().split(/\s+/).map(Number)
  for (let index = 0; index < Math.min(count, head.length / 2); index += 1) {
    const [id, from, to] = [head[index * 2]!, head[index * 2 + 1]!, head[index * 2 + 3]]
    if ((objects.get(id)?.at ?? 0) > start) continue
    objects.set(id, { at: start, dictionary: content.slice(first + from, to === undefined ? undefined : first + to) })
  }
}

function countPages(objects: Objects, root: number | undefined): number | undefined {
  const catalogue = root === undefined ? undefined : objects.get(root)?.dictionary
  const tree = catalogue === undefined ? undefined : reference(catalogue, 'Pages')
  const pages = tree === undefined ? undefined : objects.get(tree)?.dictionary
  if (pages === undefined || !/\/Type\s*\/Pages\b/.test(pages)) return undefined
  const count = number(pages, 'Count')
  return count !== undefined && count > 0 && count <= mostPages ? count : undefined
}

function reference(dictionary: string, key: string): number | undefined {
  const found = new RegExp(`/${key}\\s+(\\d{1,9})\\s+\\d{1,5}\\s+R\\b`).exec(dictionary)
  return found ? Number(found[1]) : undefined
}

/** A number written there; one that is only referred to is not looked up. */
function number(dictionary: string, key: string): number | undefined {
  const found = new RegExp(`/${key}\\s+(\\d{1,9})\\b(?!\\s+\\d+\\s+R\\b)`).exec(dictionary)
  return found ? Number(found[1]) : undefined
}
