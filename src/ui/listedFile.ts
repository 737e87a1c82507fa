import type { PhotoFault } from '../domain/photo/checkPhoto.ts'

/** A file as a list shows it. */
export interface ListedFile {
  id: string
  name: string
  type: string
  size: number
  /** Of a PDF, where they could be counted. */
  pages?: number
  faults?: PhotoFault[]
}
