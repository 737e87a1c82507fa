import { vi } from 'vitest'

/** What the page saves from here on, instead of the browser's downloads. */
export function catchSavedFiles() {
  const blobs = new Map<string, Blob>()
  const saved: { name: string, type: string, text: () => Promise<string>, bytes: () => Promise<Uint8Array> }[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = `blob:${blobs.size}`
    blobs.set(address, blob as Blob)
    return address
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
    const blob = blobs.get(this.href)
    if (!blob) return
    const bytes = async () => new Uint8Array(await blob.arrayBuffer())
    saved.push({
      name: this.download, type: blob.type, bytes,
      text: async () => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytes()),
    })
  })
  return saved
}
