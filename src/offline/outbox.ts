/**
 * What residents have decided to send and the server has not answered yet. A row per intent; nothing here is 已提交
 * until the server's answer is in. Sending is drainOutbox.ts.
 */
import { decryptJson, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { OutboxRow, Sealed } from './deviceSchema.ts'
import { announceOutbox } from './watchOutbox.ts'
import type { NewOutboxEntry, OutboxEntry, OutboxVerb } from './outboxEntry.ts'

type SealedEntry = Pick<NewOutboxEntry, 'label' | 'caseNo' | 'body'> & Pick<OutboxEntry, 'sent'>

/**
 * Puts an intent into the outbox as of `now` and gives its id. One filing has one entry: a second tap, or a second
 * tab, gets the id of the first; an entry that needs the resident is replaced by the new try.
 */
export async function enqueue<Verb extends OutboxVerb>(entry: NewOutboxEntry<Verb>, now: Date): Promise<string> {
  const { accountId, verb, filingId, localFileIds, label, caseNo, body } = entry
  const sealed = await encryptJson(accountId, { label, caseNo, body } satisfies SealedEntry)
  const at = now.toISOString()
  const row: OutboxRow = {
    id: crypto.randomUUID(), accountId, verb, localFileIds, state: 'waiting', posted: false, attempts: 0,
    nextTryAt: at, createdAt: at, sealed, ...(filingId !== undefined && { filingId }),
  }
  const id = await addOnce(row)
  announceOutbox()
  return id
}

async function addOnce(row: OutboxRow): Promise<string> {
  const transaction = await openAccountTransaction(row.accountId, ['outbox'], row.sealed)
  const store = transaction.objectStore('outbox')
  const filings = row.filingId ? await store.index('filingId').getAll(row.filingId) : []
  const active = filings.find((twin) => twin.state !== 'needsYou')
  if (!active) {
    for (const twin of filings) await store.delete(twin.id)
    await store.add(row)
  }
  await transaction.done
  return active?.id ?? row.id
}

/** Everything the account has queued, is sending, has to look at, or has had answered; oldest first. */
export async function listOutbox(accountId: string): Promise<OutboxEntry[]> {
  const rows = await (await openDeviceDatabase()).getAllFromIndex('outbox', 'accountId', accountId)
  rows.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  return Promise.all(rows.map(openEntry))
}

export async function findOutboxEntry(id: string): Promise<OutboxEntry | undefined> {
  const row = await (await openDeviceDatabase()).get('outbox', id)
  return row && openEntry(row)
}

/**
 * Takes an intent back before it leaves; the draft and its files stay. Gives `mayHaveArrived` when it was sent at
 * least once without an answer: saying 已取消 then could be a lie, so it stays.
 */
export async function cancelEntry(id: string): Promise<'cancelled' | 'mayHaveArrived' | 'gone'> {
  const row = await (await openDeviceDatabase()).get('outbox', id)
  if (!row) return 'gone'
  const transaction = await openAccountTransaction(row.accountId, ['outbox'])
  const store = transaction.objectStore('outbox')
  const current = await store.get(id)
  const outcome = cancellation(current)
  if (outcome === 'cancelled') await store.delete(id)
  await transaction.done
  announceOutbox()
  return outcome
}

function cancellation(row: OutboxRow | undefined): 'cancelled' | 'mayHaveArrived' | 'gone' {
  if (!row || row.state === 'done') return 'gone'
  // A refusal is an answer: nothing was filed.
  if (row.state === 'needsYou') return 'cancelled'
  return row.posted || row.state === 'sending' ? 'mayHaveArrived' : 'cancelled'
}

/**
 * Sends again, now. After a refusal the server has said no to this key for good, so the intent gets a new one and its
 * files are checked again. Gives the id it has from now on, undefined when there is nothing to send.
 */
export async function retryEntry(id: string, now: Date): Promise<string | undefined> {
  const row = await (await openDeviceDatabase()).get('outbox', id)
  if (!row) return undefined
  const transaction = await openAccountTransaction(row.accountId, ['outbox', 'files'])
  const store = transaction.objectStore('outbox')
  const current = await store.get(id)
  const again = current && retried(current, now)
  if (again) {
    if (again.id !== id) await store.delete(id)
    await store.put(again)
    const files = transaction.objectStore('files')
    for (const fileId of again.id === id ? [] : again.localFileIds) {
      const file = await files.get(fileId)
      if (file) await files.put({ ...file, upload: { ...file.upload, state: 'waiting', problem: undefined } })
    }
  }
  await transaction.done
  announceOutbox()
  return again?.id
}

function retried(row: OutboxRow, now: Date): OutboxRow | undefined {
  const nextTryAt = now.toISOString()
  if (row.state === 'waiting') return { ...row, nextTryAt }
  if (row.state !== 'needsYou') return undefined
  return {
    ...row, id: crypto.randomUUID(), state: 'waiting', posted: false, attempts: 0, nextTryAt, problem: undefined,
    wire: undefined,
  }
}

async function openEntry(row: OutboxRow): Promise<OutboxEntry> {
  const { id, accountId, verb, filingId, localFileIds, state, posted, attempts, nextTryAt, createdAt, problem } = row
  const about = await decryptJson<SealedEntry>(accountId, row.sealed)
  return {
    id, accountId, verb, localFileIds, state, posted, attempts, nextTryAt, createdAt, ...about,
    ...(filingId !== undefined && { filingId }), ...(problem && { problem }),
    ...(row.reply && { reply: await openReply(row, row.reply) }),
  }
}

function openReply(row: OutboxRow, sealed: Sealed): Promise<NonNullable<OutboxEntry['reply']>> {
  return decryptJson(row.accountId, sealed)
}
