import type { Result } from '../domain/result.ts'

export interface PreparedFile { name: string, type: 'image/jpeg' | 'application/pdf', bytes: Blob }
/** Codes with a text each; `heic-unsupported` comes with advice. */
export type FileProblem =
  | 'heic-unsupported' | 'file-type-not-allowed' | 'file-empty' | 'file-too-large' | 'photo-unreadable'

export declare function prepareFile(file: File): Promise<Result<PreparedFile, FileProblem>>
