import { saveBlob } from './download.ts'

/**
 * Hands a file to the phone's own share sheet where the browser shares files of this kind, else saves it. Gives what
 * was done; `cancelled` when the sheet was closed again.
 */
export async function shareFile(blob: Blob, name: string): Promise<'shared' | 'saved' | 'cancelled'> {
  const files = [new File([blob], name, { type: blob.type })]
  if (!('canShare' in navigator) || !navigator.canShare({ files })) {
    saveBlob(blob, name)
    return 'saved'
  }
  try {
    await navigator.share({ files })
    return 'shared'
  } catch (error) {
    if ((error as Error).name === 'AbortError') return 'cancelled'
    // Some browsers say yes and then no: a download still works.
    saveBlob(blob, name)
    return 'saved'
  }
}
