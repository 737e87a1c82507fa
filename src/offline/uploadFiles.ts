/**
 * Brings files to the server while their form is still being filled in: one uploader among all tabs, one file at a
 * time, so that a cut wastes one chunk at most. May be killed at any point; the next round goes on where it stopped.
 */
import { AccountClosedError, AccountLockedError } from './accountKeys.ts'
import { cancelUploads } from './cancelUploads.ts'
import { findDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'
import { listAccountFiles } from './localFiles.ts'
import type { LocalFile } from './localFiles.ts'
import { withLock } from './lock.ts'
import { listOutbox } from './outbox.ts'
import { sendByFetch } from './sendRequest.ts'
import type { Send } from './sendRequest.ts'
import { uploadFile } from './uploadFile.ts'

export interface UploadContext {
  accountId: string
  fetch?: Send
  signal?: AbortSignal
}

export type UploadStop = 'signedOut' | 'otherAccount' | 'locked' | 'offline' | 'busy' | 'held'

export interface UploadReport {
  /** Why the round ended early; `busy`: another tab is at it. */
  stopped?: UploadStop
  /** Something is to be tried again; not before so many seconds, where the server said. */
  again?: { wait?: number }
}

/** Sends what may climb, cancels what was removed. A network that fails is a value, not an exception. */
export async function uploadFiles(context: UploadContext): Promise<UploadReport> {
  try {
    return (await withLock('uploads', false, () => uploadRound(context)))?.value ?? { stopped: 'busy', again: {} }
  } catch (error) {
    // Signed out, and wiped, in the middle of a round.
    if (error instanceof AccountClosedError) return { stopped: 'signedOut' }
    // The same by a PIN; unlocked, it goes on.
    if (error instanceof AccountLockedError) return { stopped: 'locked' }
    throw error
  }
}

async function uploadRound({ accountId, fetch: send = sendByFetch, signal }: UploadContext): Promise<UploadReport> {
  const cancelled = await cancelUploads(accountId, send)
  let again: UploadReport['again'] = cancelled.ok ? undefined : {}
  const tried = new Set<string>()
  for (let file = await findNext(accountId, tried); file; file = await findNext(accountId, tried)) {
    tried.add(file.id)
    const sent = await uploadFile(accountId, file.id, { fetch: send, ...(signal && { signal }) })
    // What is refused is said at the file itself, and held back there.
    if (sent.ok || sent.error.kind === 'refused') continue
    if (sent.error.kind !== 'later') return stoppedBy(sent.error.kind)
    again = { wait: Math.max(again?.wait ?? 0, sent.error.wait ?? 0) }
  }
  return again ? { again } : {}
}

function stoppedBy(stopped: UploadStop): UploadReport {
  return stopped === 'offline' ? { stopped, again: {} } : { stopped }
}

/** The next file to send: those a signed filing waits for come first. */
async function findNext(accountId: string, tried: Set<string>): Promise<LocalFile | undefined> {
  const open = (await listAccountFiles(accountId)).filter(({ id, upload }) =>
    !tried.has(id) && (upload.state === 'waiting' || upload.state === 'sending'))
  if (open.length === 0) return undefined
  const queued = (await listOutbox(accountId)).flatMap(({ state, localFileIds }) => state === 'done' ? [] : localFileIds)
  const first = open.find(({ id }) => queued.includes(id))
  if (first) return first
  for (const file of open) if (mayClimb(file, await findDraft(accountId, file.filingId))) return file
  return undefined
}

/**
 * Before its draft's notice of handling was shown nothing leaves the phone (PIPL 第十七条), and nothing that is given in
 * another way by now. Without a draft it supplements a case, whose notice was shown when it was filed.
 */
function mayClimb({ materialId }: LocalFile, draft: Draft | undefined): boolean {
  return !draft || (draft.noticesShown.length > 0 && draft.provisions[materialId]?.way === 'file')
}
