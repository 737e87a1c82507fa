import { endpointPath } from '../contract/endpoints.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { decryptJson, encryptJson } from './accountKeys.ts'
import { checkAuthor } from './checkAuthor.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { OutboxEntry, OutboxReplies, OutboxVerb } from './outboxEntry.ts'
import { prepareWire } from './prepareWire.ts'
import { postJson } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { updateRow } from './settleEntry.ts'

/** The resident has taken it back before it left. */
export interface TakenBack { kind: 'takenBack' }

/** Sends one entry; may be killed anywhere and be called again. Gives the server's answer, or why there is none. */
export async function sendEntry(
  entry: OutboxEntry, send: Send,
): Promise<Result<OutboxReplies[OutboxVerb], SendFailure | TakenBack>> {
  const author = await checkAuthor(entry.accountId, send)
  if (!author.ok) return author
  // From here on it cannot be taken back; up to here, however long the network took, it can.
  if (!await updateRow(entry, (row) => ({ ...row, state: 'sending' }))) return fail({ kind: 'takenBack' })
  const wire = await findWire(entry) ?? await makeWire(entry, send)
  if (!wire.ok) return wire
  // Photos may have climbed for minutes: somebody else can be signed in by now.
  const still = entry.localFileIds.length > 0 ? await checkAuthor(entry.accountId, send) : author
  if (!still.ok) return still
  if (!await updateRow(entry, (row) => ({ ...row, posted: true }))) return fail({ kind: 'takenBack' })
  const path = endpointPath(entry.verb, entry.caseNo === undefined ? {} : { caseNo: entry.caseNo })
  return postJson(send, path, wire.value, entry.id)
}

async function findWire(entry: OutboxEntry): Promise<Result<string, never> | undefined> {
  const row = await (await openDeviceDatabase()).get('outbox', entry.id)
  return row?.wire && ok(await decryptJson<string>(entry.accountId, row.wire))
}

/** The request as it will go out, kept before its first try: a retry with other bytes would not be the same request. */
async function makeWire(entry: OutboxEntry, send: Send): Promise<Result<string, SendFailure>> {
  const wire = await prepareWire(entry, send)
  if (!wire.ok) return wire
  const sealed = await encryptJson(entry.accountId, wire.value)
  await updateRow(entry, (row) => ({ ...row, wire: sealed }), sealed)
  return wire
}
