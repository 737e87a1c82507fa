/** What a resident has typed and not sent. One sealed row per filing; gone after 30 days without a change. */
import type { FilingInput, ApplicantInput, ProvisionInput } from '../contract/filing.ts'
import type { Capacity } from '../domain/item.ts'
import { decryptJson, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { dropFilesOf } from './deleteFiles.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { DeviceSchema, Sealed } from './deviceSchema.ts'
import { draftFormat, migrateDraft } from './draftFormats.ts'

export interface Draft {
  filingId: string
  accountId: string
  itemCode: string
  itemVersion: number
  itemName: string
  capacity: Capacity
  applicant: ApplicantInput | null
  organisation?: FilingInput['organisation']
  /** Who types for the applicant (帮办), if somebody does. */
  helper?: { name: string, relation: string }
  /** When the applicant confirmed what was in the draft then; another content has to be confirmed anew. */
  confirmed?: { at: string, content: string }
  answers: Record<string, string>
  form: Record<string, string>
  /** `uploadIds` hold ids of local files until the outbox sends them. */
  provisions: Record<string, ProvisionInput>
  noticesShown: FilingInput['noticesShown']
  /** Where the resident left off; the feature's own word. */
  step: string
  /** The control of that step touched last, by its element id; empty when none was. */
  lastField: string
  /** When it was handed over to another phone; it stays here until the resident deletes it. */
  handedOverAt?: string
  createdAt: string
  updatedAt: string
  expiresAt: string
}

type DraftRow = DeviceSchema['drafts']['value']

/** PI-06: thirty days idle. */
export const draftDays = 30
/** A draft that lies this long is reminded of. */
export const reminderDays = 3
const dayLength = 86_400_000

/**
 * Saves a draft as of `now`: sets updatedAt and moves expiresAt 30 days on. Gives the draft as saved. Throws
 * once it has become a case, another tab having still had it open: it must not look unfiled again.
 */
export async function saveDraft(draft: Draft, now: Date): Promise<Draft> {
  const expiresAt = new Date(now.getTime() + draftDays * dayLength).toISOString()
  const saved: Draft = { ...draft, updatedAt: now.toISOString(), expiresAt }
  const row = await sealDraft(saved)
  const transaction = await openAccountTransaction(draft.accountId, ['drafts', 'outbox'], row.sealed)
  const entries = await transaction.objectStore('outbox').index('filingId').getAll(draft.filingId)
  const isFiled = entries.some(({ state }) => state === 'done')
  if (!isFiled) await transaction.objectStore('drafts').put(row)
  await transaction.done
  if (isFiled) throw new Error(`filed already: ${draft.filingId}`)
  return saved
}

/** Notes that the draft was handed over to another phone; what it says, and when it goes, stays as it was. */
export async function markHandedOver(accountId: string, filingId: string, at: Date): Promise<void> {
  const draft = await findDraft(accountId, filingId)
  if (!draft) return
  const row = await sealDraft({ ...draft, handedOverAt: at.toISOString() })
  const transaction = await openAccountTransaction(accountId, ['drafts'], row.sealed)
  await transaction.objectStore('drafts').put(row)
  await transaction.done
}

/** The row of a draft, with the number of the format it is written in. */
export async function sealDraft(draft: Draft): Promise<DraftRow> {
  const { filingId, accountId, updatedAt, expiresAt } = draft
  return { filingId, accountId, updatedAt, expiresAt, sealed: await encryptJson(accountId, { ...draft, draftFormat }) }
}

/** Written by this or an earlier version of the app: one from before formats were numbered is of the first. */
async function unsealDraft(accountId: string, sealed: Sealed): Promise<Draft> {
  const { draftFormat: format = 1, ...written } = await decryptJson<Draft & { draftFormat?: number }>(accountId, sealed)
  return (migrateDraft({ ...written }, format) ?? written) as unknown as Draft
}

/** The account's draft, or undefined; somebody else's draft is undefined too. */
export async function findDraft(accountId: string, filingId: string): Promise<Draft | undefined> {
  const row = await (await openDeviceDatabase()).get('drafts', filingId)
  return row?.accountId === accountId ? unsealDraft(accountId, row.sealed) : undefined
}

/** The account's drafts, last touched first. */
export async function listDrafts(accountId: string): Promise<Draft[]> {
  const rows = await (await openDeviceDatabase()).getAllFromIndex('drafts', 'accountId', accountId)
  const drafts = await Promise.all(rows.map((row) => unsealDraft(accountId, row.sealed)))
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
    && !queued.some(({ filingId }) => filingId === row.filingId)).length
}

/** Deletes the draft and its files. */
export async function deleteDraft(accountId: string, filingId: string): Promise<void> {
  const row = await (await openDeviceDatabase()).get('drafts', filingId)
  if (row && row.accountId !== accountId) return
  const transaction = await openAccountTransaction(accountId, ['drafts', 'files', 'fileChunks', 'meta'])
  await transaction.objectStore('drafts').delete(filingId)
  await dropFilesOf(transaction, filingId)
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
