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
/** `loaded`: the decoder is there, the picture is next. */
export type HeicReply =
  | { loaded: true }
  | { error: HeicError }
  | { width: number, height: number, data: Uint8ClampedArray<ArrayBuffer> }

/** A slow phone takes some seconds for twelve megapixels; longer is a broken file. */
const longestMillis = 60_000
/** Without a network the decoder comes from the browser's cache at once, or not at all; some browsers never say so. */
const longestOffline = 5_000

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

type Answer = Exclude<HeicReply, { loaded: true }>

function ask(question: HeicQuestion): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./heicWorker.ts', import.meta.url))
    const settle = (reply: Answer) => {
      clearTimeout(timer)
      clearTimeout(loading)
      worker.terminate()
      resolve(reply)
    }
    const timer = setTimeout(() => settle({ error: 'undecodable' }), longestMillis)
    const loading = navigator.onLine ? undefined : setTimeout(() => settle({ error: 'unreachable' }), longestOffline)
    worker.onmessage = ({ data }: MessageEvent<HeicReply>) => {
      if ('loaded' in data) clearTimeout(loading)
      else settle(data)
    }
    worker.onerror = () => settle({ error: 'unreachable' })
    worker.postMessage(question, [question.bytes])
  })
}
