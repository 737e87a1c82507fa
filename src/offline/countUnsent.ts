import { openDeviceDatabase } from './deviceDatabase.ts'

export interface Unsent {
  outbox: number
  drafts: number
}

/** What of the account's the server has not received. Opens nothing, so it can be told while locked, too. */
export async function countUnsent(accountId: string): Promise<Unsent> {
  const database = await openDeviceDatabase()
  const entries = (await database.getAllFromIndex('outbox', 'accountId', accountId))
    .filter(({ state }) => state !== 'done')
  // The draft of a queued filing stays until the server has it: counted once.
  const queued = new Set(entries.map(({ filingId }) => filingId))
  const drafts = await database.getAllKeysFromIndex('drafts', 'accountId', accountId)
  return { outbox: entries.length, drafts: drafts.filter((filingId) => !queued.has(filingId)).length }
}
