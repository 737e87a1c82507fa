import { openAccountTransaction } from './accountKeys.ts'

/** Puts files in this order; what is added later comes after them. Files deleted meanwhile stay deleted. */
export async function orderLocalFiles(accountId: string, ids: string[]): Promise<void> {
  const transaction = await openAccountTransaction(accountId, ['files'])
  for (const [position, id] of ids.entries()) {
    const row = await transaction.objectStore('files').get(id)
    if (row?.accountId === accountId) await transaction.objectStore('files').put({ ...row, position })
  }
  await transaction.done
}
