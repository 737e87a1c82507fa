/** A draft from the resident's other phone takes its place on this one. */
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { openAccountTransaction } from './accountKeys.ts'
import { deleteFile, dropFilesOf } from './deleteFiles.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import { draftDays, findDraft, sealDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'
import type { Unpacked } from './handOver.ts'
import { addLocalFile } from './localFiles.ts'
import { listOutbox } from './outbox.ts'
import type { OutboxEntry } from './outboxEntry.ts'

/** What this phone has of the same filing already. */
export type Standing =
  | { kind: 'nothing' }
  | { kind: 'draft', draft: Draft }
  | { kind: 'queued' | 'filed', entry: OutboxEntry }

export async function findStanding(accountId: string, filingId: string): Promise<Standing> {
  const entry = (await listOutbox(accountId)).find((one) => one.filingId === filingId)
  if (entry) return { kind: entry.state === 'done' ? 'filed' : 'queued', entry }
  const draft = await findDraft(accountId, filingId)
  return draft ? { kind: 'draft', draft } : { kind: 'nothing' }
}

export type ReceiveProblem = 'damaged' | 'no-room'

/**
 * Keeps the draft and its files as of `now`, in the place of an older copy; only then is anything of that copy gone.
 * When it was changed last stays true, so that two copies can be told apart; its thirty days begin anew.
 */
export async function receiveDraft(
  accountId: string, unpacked: Unpacked, now: Date,
): Promise<Result<Draft, ReceiveProblem>> {
  // Under a name of their own until all are here: a page killed meanwhile leaves nothing that a draft refers to.
  const waitingId = crypto.randomUUID()
  const kept = await keepFiles(accountId, waitingId, unpacked)
  if (!kept.ok) {
    await deleteWaiting(accountId, waitingId)
    return kept
  }
  const expiresAt = new Date(now.getTime() + draftDays * 86_400_000).toISOString()
  const draft: Draft = { ...unpacked.draft, expiresAt, provisions: nameFiles(unpacked, kept.value) }
  const row = await sealDraft(draft)
  const transaction = await openAccountTransaction(accountId, ['drafts', 'files', 'fileChunks', 'meta'], row.sealed)
  await dropFilesOf(transaction, draft.filingId)
  const files = transaction.objectStore('files')
  for (const [position, id] of kept.value.entries()) {
    const file = await files.get(id)
    if (file) await files.put({ ...file, filingId: draft.filingId, position })
  }
  await transaction.objectStore('drafts').put(row)
  await transaction.done
  return ok(draft)
}

async function keepFiles(
  accountId: string, filingId: string, { files, readFile }: Unpacked,
): Promise<Result<string[], ReceiveProblem>> {
  const ids: string[] = []
  for (const [index, { materialId, name, type, faults, pages, originalSize }] of files.entries()) {
    const bytes = await readFile(index)
    if (!bytes.ok) return bytes
    try {
      const { id } = await addLocalFile(accountId, {
        filingId, materialId, name, type, bytes: bytes.value, ...faults && { faults },
        ...pages !== undefined && { pages }, ...originalSize !== undefined && { originalSize },
      })
      ids.push(id)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') return fail('no-room')
      throw error
    }
  }
  return ok(ids)
}

/** The draft names the files as this phone does, in the order they were put in. */
function nameFiles({ draft, files }: Unpacked, ids: string[]): Draft['provisions'] {
  return Object.fromEntries(Object.entries(draft.provisions).map(([materialId, given]) => {
    const uploadIds = ids.filter((_, index) => files[index]?.materialId === materialId)
    return [materialId, given.way === 'file' ? { way: 'file', uploadIds } : given]
  }))
}

async function deleteWaiting(accountId: string, waitingId: string): Promise<void> {
  const ids = await (await openDeviceDatabase()).getAllKeysFromIndex('files', 'filingId', waitingId)
  const transaction = await openAccountTransaction(accountId, ['files', 'fileChunks', 'meta'])
  for (const id of ids) await deleteFile(transaction, id)
  await transaction.done
}
