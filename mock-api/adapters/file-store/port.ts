import type { Readable } from 'node:stream'

/** Where finished and unfinished uploads lie, by storage key. */
export interface FileStore {
  read(key: string): Readable
  /** The first bytes of a file, at most `length`. */
  readStart(key: string, length: number): Promise<Buffer>
  readAll(key: string): Promise<Buffer>
  /** Makes the file survive a power cut. */
  flush(key: string): Promise<void>
  /** Gone afterwards, whether or not it was there. */
  remove(key: string): Promise<void>
  /** Keys of everything stored, with their age. */
  list(): Promise<{ key: string, modifiedAt: string }[]>
}
