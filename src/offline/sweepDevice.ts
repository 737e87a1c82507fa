import { sweepCases } from './cachedCases.ts'
import { sweepChecklists } from './checklists.ts'
import { deleteFile } from './deleteFiles.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import { draftDays, sweepDrafts } from './drafts.ts'

const receiptDays = 90
const checklistDays = 180

/** Deletes what has outlived its purpose (PI-06). Called once per start. */
export async function sweepDevice(now: Date): Promise<void> {
  await sweepDrafts(now)
  await sweepCases(now)
  await sweepReceipts(now)
  await sweepChecklists(now, checklistDays)
  await sweepFiles(now)
}

/** Receipts stay readable on the device for 90 days; the case itself is with the server. */
async function sweepReceipts(now: Date): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('outbox', 'readwrite')
  for (const row of await transaction.store.getAll()) {
    if (row.state === 'done' && row.createdAt < daysBefore(now, receiptDays)) await transaction.store.delete(row.id)
  }
  await transaction.done
}

/** Files no draft and no unsent entry refers to: added for a draft or a supplement that was never saved or sent. */
async function sweepFiles(now: Date): Promise<void> {
  const database = await openDeviceDatabase()
  const transaction = database.transaction(['files', 'fileChunks', 'drafts', 'outbox'], 'readwrite')
  const unsent = (await transaction.objectStore('outbox').getAll()).flatMap((row) => row.localFileIds)
  for (const file of await transaction.objectStore('files').getAll()) {
    const needed = unsent.includes(file.id) || await transaction.objectStore('drafts').getKey(file.filingId)
    if (!needed && file.createdAt < daysBefore(now, draftDays)) await deleteFile(transaction, file.id)
  }
  await transaction.done
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString()
}
