import script from 'libheif-js/libheif-wasm/libheif.js?url'
import wasm from 'libheif-js/libheif-wasm/libheif.wasm?url'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'

export interface HeicQuestion {
  /** Where libheif and its WebAssembly are. */
  script: string
  wasm: string
  bytes: ArrayBuffer
}

export type HeicError = 'unreachable' | 'undecodable'
export type HeicReply = { error: HeicError } | { width: number, height: number, data: Uint8ClampedArray<ArrayBuffer> }

/** A slow phone takes some seconds for twelve megapixels; longer is a broken file. */
const longestMillis = 60_000

/**
 * Decodes HEIC where the browser cannot. The decoder weighs some 370 kB and is fetched with the first such photo, not
 * before: `unreachable` without a network, unless the browser still has it. Never rejects.
 */
export async function decodeHeic(file: Blob): Promise<Result<ImageBitmap, HeicError>> {
  const bytes = await file.arrayBuffer()
  const [scriptUrl, wasmUrl] = [script, wasm].map((path) => new URL(path, location.href).href)
  const reply = await ask({ script: scriptUrl!, wasm: wasmUrl!, bytes })
  if ('error' in reply) return fail(reply.error)
  try {
    return ok(await createImageBitmap(new ImageData(reply.data, reply.width, reply.height)))
  } catch {
    return fail('undecodable')
  }
}

function ask(question: HeicQuestion): Promise<HeicReply> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./heicWorker.ts', import.meta.url))
    const settle = (reply: HeicReply) => {
      clearTimeout(timer)
      worker.terminate()
      resolve(reply)
    }
    const timer = setTimeout(() => settle({ error: 'undecodable' }), longestMillis)
    worker.onmessage = ({ data }: MessageEvent<HeicReply>) => settle(data)
    worker.onerror = () => settle({ error: 'unreachable' })
    worker.postMessage(question, [question.bytes])
  })
}
