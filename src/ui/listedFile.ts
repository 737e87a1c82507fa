import type { PhotoFault } from '../domain/photo/checkPhoto.ts'
import type { UploadPhase } from '../domain/uploadProgress.ts'

/** A file as a list shows it. */
export interface ListedFile {
  id: string
  name: string
  type: string
  size: number
  /** Of a PDF, where they could be counted. */
  pages?: number
  faults?: PhotoFault[]
  /** Bytes before it was made ready on the phone. */
  originalSize?: number
  /** How far it is, in words, and what the server says against it or lets it wait for. */
  upload?: { phase: UploadPhase, text: string, problems: string[] }
}
