/** What a try leaves behind in the database; each function is one transaction. */
import type { Problem } from '../contract/problems.ts'
import { encryptJson, openAccountTransaction } from './accountKeys.ts'
import { deleteFile, dropFilesOf } from './deleteFiles.ts'
import type { OutboxRow, Sealed } from './deviceSchema.ts'
import { findLocalFile } from './localFiles.ts'
import type { OutboxEntry, OutboxReplies, OutboxVerb, SentParts } from './outboxEntry.ts'
import { announceOutbox } from './watchOutbox.ts'

/**
 * The server has it: keeps a receipt row without the body and deletes the draft and the files, all at once, so that
 * no kill can leave a filed draft that looks unfiled.
 */
export async function settleDone(entry: OutboxEntry, reply: OutboxReplies[OutboxVerb]): Promise<void> {
  const { accountId, label, caseNo, filingId } = entry
  const sealed = await encryptJson(accountId, { label, caseNo, sent: await listSent(entry) })
  const sealedReply = await encryptJson(accountId, reply)
  const stores = ['outbox', 'drafts', 'files', 'fileChunks', 'meta'] as const
  const transaction = await openAccountTransaction(accountId, [...stores], sealed, sealedReply)
  const store = transaction.objectStore('outbox')
  const row = await store.get(entry.id)
  if (row) {
    await store.put({
      ...row, state: 'done', localFileIds: [], sealed, reply: sealedReply, wire: undefined, problem: undefined,
    })
    for (const fileId of row.localFileIds) await deleteFile(transaction, fileId)
    if (filingId !== undefined) {
      await transaction.objectStore('drafts').delete(filingId)
      // What climbed for a material that is given in another way now.
      await dropFilesOf(transaction, filingId)
    }
  }
  await transaction.done
  announceOutbox()
}

/** From this phone's own body and files, before they are deleted. */
async function listSent({ accountId, body, localFileIds }: OutboxEntry): Promise<SentParts> {
  const files = await Promise.all(localFileIds.map((id) => findLocalFile(accountId, id)))
  const signatures = body && 'signatures' in body ? body.signatures : []
  return {
    documents: signatures.map(({ documentId, documentVersion, sha256 }) => (
      { id: documentId, version: documentVersion, sha256 })),
    files: files.flatMap((file) => file ? [{ materialId: file.materialId, sha256: file.sha256 }] : []),
  }
}

/** The server said no for good: the resident has to look at it; draft and files stay. */
export async function settleRefused(entry: OutboxEntry, problem: Problem): Promise<void> {
  await updateRow(entry, (row) => ({ ...row, state: 'needsYou', problem, attempts: row.attempts + 1 }))
}

/** It may work later; `problem` is what the server said meanwhile (too busy, quota of the day). */
export async function settleLater(entry: OutboxEntry, nextTryAt: string, problem: Problem | undefined): Promise<void> {
  await updateRow(entry, (row) => ({ ...row, state: 'waiting', nextTryAt, problem, attempts: row.attempts + 1 }))
}

/** Nothing was decided (signed out, no network before the request left): it waits as it was. */
export async function settleUntouched(entry: OutboxEntry): Promise<void> {
  await updateRow(entry, (row) => ({ ...row, state: 'waiting' }))
}

/** Changes one row and tells everybody. @returns false when it is not there any more: it has been taken back */
export async function updateRow(
  entry: Pick<OutboxEntry, 'accountId' | 'id'>, change: (row: OutboxRow) => OutboxRow, ...sealed: Sealed[]
): Promise<boolean> {
  const transaction = await openAccountTransaction(entry.accountId, ['outbox'], ...sealed)
  const row = await transaction.objectStore('outbox').get(entry.id)
  if (row) await transaction.objectStore('outbox').put(change(row))
  await transaction.done
  announceOutbox()
  return row !== undefined
}
