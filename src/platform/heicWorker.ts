/**
 * Decodes HEIC away from the page, which would stand still for seconds. A classic worker without imports: it loads
 * libheif (LGPL-3.0) as the file its makers ship, so that it can be replaced. Only this worker's answer carries a
 * policy that allows WebAssembly (mock-api/http/clientFiles.ts); the page itself may not.
 */
import type { HeicQuestion, HeicReply } from './heic.ts'

interface HeicImage {
  get_width(): number
  get_height(): number
  is_primary(): number
  display(target: { width: number, height: number, data: Uint8ClampedArray }, done: (drawn: unknown) => void): void
}

interface WorkerScope {
  libheif(options: { wasmBinary: ArrayBuffer }): { HeifDecoder: new () => { decode(bytes: ArrayBuffer): HeicImage[] } }
  importScripts(url: string): void
  postMessage(reply: HeicReply, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<HeicQuestion>) => void) | null
}

const scope = self as unknown as WorkerScope

scope.onmessage = async ({ data: { script, wasm, bytes } }) => {
  const wasmBinary = await load(script, wasm)
  if (!wasmBinary) return scope.postMessage({ error: 'unreachable' })
  scope.postMessage({ loaded: true })
  try {
    const images = new (scope.libheif({ wasmBinary }).HeifDecoder)().decode(bytes)
    const image = images.find((one) => one.is_primary()) ?? images[0]!
    const [width, height] = [image.get_width(), image.get_height()]
    const data = new Uint8ClampedArray(width * height * 4)
    const drawn = await new Promise((resolve) => { image.display({ width, height, data }, resolve) })
    if (!drawn) return scope.postMessage({ error: 'undecodable' })
    scope.postMessage({ width, height, data }, [data.buffer])
  } catch {
    scope.postMessage({ error: 'undecodable' })
  }
}

async function load(script: string, wasm: string): Promise<ArrayBuffer | undefined> {
  try {
    scope.importScripts(script)
    const reply = await fetch(wasm)
    return reply.ok ? await reply.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}
