/** Where the browser can. */
export const canGzip = () => typeof CompressionStream !== 'undefined'

export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

/** Undefined when it is no gzip, or would grow beyond `most`: a bomb is not unfolded to be measured. */
export async function gunzip(bytes: BufferSource, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > most) return undefined
      parts.push(value)
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer())
  } catch {
    return undefined
  } finally {
    void reader.cancel().catch(() => undefined)
  }
}
