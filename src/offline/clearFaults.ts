import { decryptJson, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { SealedFile } from './localFiles.ts'

/** What seemed wrong with a file is settled for good: its owner uses it as it is. */
export async function clearFaults(accountId: string, id: string): Promise<void> {
  const found = await (await openDeviceDatabase()).get('files', id)
  if (found?.accountId !== accountId) return
  const about = await decryptJson<SealedFile>(accountId, found.sealed)
  // Sealed before the transaction, which does not wait for cryptography.
  const sealed = await encryptJson(accountId, { ...about, faults: [] })
  const transaction = await openAccountTransaction(accountId, ['files'], sealed)
  const row = await transaction.objectStore('files').get(id)
  if (row?.accountId === accountId) await transaction.objectStore('files').put({ ...row, sealed })
  await transaction.done
}
