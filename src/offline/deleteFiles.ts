import type { IDBPTransaction } from 'idb'
import type { DeviceSchema, DeviceStore } from './deviceSchema.ts'
import { noteUnwanted } from './unwantedUploads.ts'

/** A read-write transaction over at least these stores. */
type Transaction<Stores extends DeviceStore> = Pick<
  IDBPTransaction<DeviceSchema, (Stores | DeviceStore)[], 'readwrite'>, 'objectStore'
>

/** Deletes one file with its chunks inside the caller's transaction: the server has it, or never heard of it. */
export async function deleteFile(transaction: Transaction<'files' | 'fileChunks' | 'meta'>, id: string): Promise<void> {
  await transaction.objectStore('files').delete(id)
  await transaction.objectStore('fileChunks').delete(IDBKeyRange.bound([id, 0], [id, Infinity]))
}

/** Deletes a file nobody wants any more, and has what climbed of it thrown away on the server too. */
export async function dropFile(transaction: Transaction<'files' | 'fileChunks' | 'meta'>, id: string): Promise<void> {
  const row = await transaction.objectStore('files').get(id)
  if (row?.upload.url && row.upload.state !== 'refused') {
    await noteUnwanted(transaction, row.accountId, row.upload.url)
  }
  await deleteFile(transaction, id)
}

/** Drops every file of a filing inside the caller's transaction. */
export async function dropFilesOf(
  transaction: Transaction<'files' | 'fileChunks' | 'meta'>, filingId: string,
): Promise<void> {
  for (const id of await transaction.objectStore('files').index('filingId').getAllKeys(filingId)) {
    await dropFile(transaction, id)
  }
}
