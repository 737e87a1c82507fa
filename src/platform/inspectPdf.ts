import { listObjectStreams, readPdf } from '../domain/pdf/readPdf.ts'
import type { ObjectStream, PdfFacts } from '../domain/pdf/readPdf.ts'

/** Catalogue and page tree are small; whatever unpacks to more than this is something else, or a bomb. */
const mostInflated = 4_000_000
const mostStreams = 400

/** Pages and lock of a PDF, read on the phone. Never rejects: what cannot be read is unknown. */
export async function inspectPdf(file: Blob): Promise<PdfFacts> {
  try {
    const bytes = await file.arrayBuffer()
    const text = toText(new Uint8Array(bytes))
    return readPdf(text, await inflateAll(bytes, text))
  } catch {
    return { isLocked: false }
  }
}

async function inflateAll(bytes: ArrayBuffer, text: string): Promise<[ObjectStream, string][]> {
  const inflated: [ObjectStream, string][] = []
  let room = mostInflated
  for (const stream of listObjectStreams(text).slice(0, mostStreams)) {
    const content = await inflate(bytes.slice(stream.start, stream.end), room)
    room -= content.length
    if (room <= 0) break
    inflated.push([stream, toText(content)])
  }
  return inflated
}

/** What comes out before the end, the first error or the limit: some writers leave a line end after the stream. */
async function inflate(bytes: ArrayBuffer, limit: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for (let part = await reader.read(); !part.done && length < limit; part = await reader.read()) {
      parts.push(part.value)
      length += part.value.length
    }
  } catch {
    // What came before the error is kept.
  }
  await reader.cancel().catch(() => undefined)
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** One character a byte. TextDecoder's latin1 is windows-1252, which is that too as far as places go. */
function toText(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
