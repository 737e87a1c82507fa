/** What a resident has typed and not sent. One sealed row per filing; gone after 30 days without a change. */
import type { FilingInput, ApplicantInput, ProvisionInput } from '../contract/filing.ts'
import type { Capacity } from '../domain/item.ts'
import { decryptJson, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { deleteFilesOf } from './deleteFiles.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'

export interface Draft {
  filingId: string
  accountId: string
  itemCode: string
  itemVersion: number
  itemName: string
  capacity: Capacity
  applicant: ApplicantInput | null
  organisation?: FilingInput['organisation']
  answers: Record<string, string>
  form: Record<string, string>
  /** `uploadIds` hold ids of local files until the outbox sends them. */
  provisions: Record<string, ProvisionInput>
  noticesShown: FilingInput['noticesShown']
  /** Where the resident left off; the feature's own word. */
  step: string
  createdAt: string
  updatedAt: string
  expiresAt: string
}

/** PI-06: thirty days idle. */
export const draftDays = 30
/** A draft that lies this long is reminded of. */
export const reminderDays = 3
const dayLength = 86_400_000

/** Saves a draft as of `now`: sets updatedAt and moves expiresAt 30 days on. Gives the draft as saved. */
export async function saveDraft(draft: Draft, now: Date): Promise<Draft> {
  const expiresAt = new Date(now.getTime() + draftDays * dayLength).toISOString()
  const saved: Draft = { ...draft, updatedAt: now.toISOString(), expiresAt }
  const sealed = await encryptJson(draft.accountId, saved)
  const transaction = await openAccountTransaction(draft.accountId, ['drafts'], sealed)
  const { filingId, accountId, updatedAt } = saved
  await transaction.objectStore('drafts').put({ filingId, accountId, updatedAt, expiresAt, sealed })
  await transaction.done
  return saved
}

/** The account's draft, or undefined; somebody else's draft is undefined too. */
export async function findDraft(accountId: string, filingId: string): Promise<Draft | undefined> {
  const row = await (await openDeviceDatabase()).get('drafts', filingId)
  return row?.accountId === accountId ? decryptJson<Draft>(accountId, row.sealed) : undefined
}

/** The account's drafts, last touched first. */
export async function listDrafts(accountId: string): Promise<Draft[]> {
  const rows = await (await openDeviceDatabase()).getAllFromIndex('drafts', 'accountId', accountId)
  const drafts = await Promise.all(rows.map((row) => decryptJson<Draft>(accountId, row.sealed)))
  return drafts.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
}

/** Whole days since the last change. */
export function daysUntouched({ updatedAt }: Pick<Draft, 'updatedAt'>, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(updatedAt)) / dayLength))
}

/** How many drafts of the account lie untouched for `reminderDays` and wait nowhere else; opens none of them. */
export async function countForgotten(accountId: string, now: Date): Promise<number> {
  const database = await openDeviceDatabase()
  const rows = await database.getAllFromIndex('drafts', 'accountId', accountId)
  const queued = await database.getAllFromIndex('outbox', 'accountId', accountId)
  return rows.filter((row) => row.expiresAt > now.toISOString() && daysUntouched(row, now) >= reminderDays
    && !queued.some(({ verb, filingId }) => verb === 'submitFiling' && filingId === row.filingId)).length
}

/** Deletes the draft and its files. */
export async function deleteDraft(accountId: string, filingId: string): Promise<void> {
  const row = await (await openDeviceDatabase()).get('drafts', filingId)
  if (row && row.accountId !== accountId) return
  const transaction = await openAccountTransaction(accountId, ['drafts', 'files', 'fileChunks'])
  await transaction.objectStore('drafts').delete(filingId)
  await deleteFilesOf(transaction, filingId)
  await transaction.done
}

/** Deletes drafts past their day, whoever they belong to, unless an unsent filing still needs them. Gives how many. */
export async function sweepDrafts(now: Date): Promise<number> {
  const database = await openDeviceDatabase()
  const expired = await database.getAllFromIndex('drafts', 'expiresAt', IDBKeyRange.upperBound(now.toISOString()))
  const swept = await Promise.all(expired.map(async ({ accountId, filingId }) => {
    const entries = await database.getAllFromIndex('outbox', 'filingId', filingId)
    if (entries.some((entry) => entry.state !== 'done')) return 0
    await deleteDraft(accountId, filingId)
    return 1
  }))
  return swept.reduce<number>((sum, one) => sum + one, 0)
}
