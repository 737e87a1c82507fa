import type { DataStore } from '@tus/server'

/** Where uploads lie, finished or not, by upload id. */
export interface FileStore {
  /** How the tus server creates and appends. */
  readonly receiver: DataStore
  /** Bytes received so far, undefined when there is no such file. */
  findSize(id: string): Promise<number | undefined>
  read(id: string): Promise<Buffer>
  /**
   * Makes a file survive a power cut, with the bytes that were looked at. Again is harmless. False when other bytes
   * have been kept under its name: another server was quicker.
   */
  flush(id: string, bytes: Buffer): Promise<boolean>
  /** Gone afterwards, whether or not it was there. */
  remove(id: string): Promise<void>
  /** Ids of everything stored that was last written before this instant. */
  listUntouchedSince(instant: string): Promise<string[]>
}
