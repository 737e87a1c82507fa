import type { IDBPTransaction } from 'idb'
import type { DeviceSchema, DeviceStore } from './deviceSchema.ts'

/** A read-write transaction over at least files and fileChunks. */
type FileTransaction = Pick<
  IDBPTransaction<DeviceSchema, ('files' | 'fileChunks' | DeviceStore)[], 'readwrite'>, 'objectStore'
>

/** Deletes one file with its chunks inside the caller's transaction. */
export async function deleteFile(transaction: FileTransaction, id: string): Promise<void> {
  await transaction.objectStore('files').delete(id)
  await transaction.objectStore('fileChunks').delete(IDBKeyRange.bound([id, 0], [id, Infinity]))
}

/** Deletes every file of a filing inside the caller's transaction. */
export async function deleteFilesOf(transaction: FileTransaction, filingId: string): Promise<void> {
  for (const id of await transaction.objectStore('files').index('filingId').getAllKeys(filingId)) {
    await deleteFile(transaction, id)
  }
}
