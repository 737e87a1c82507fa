/**
 * Sends what waits in the outbox: one sender among all tabs and the service worker, only while its author is signed
 * in, entry by entry. May be killed at any point; the next round goes on where this one stopped.
 */
import { endpointPath } from '../contract/endpoints.ts'
import type { SessionView } from '../contract/views.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { AccountClosedError, decryptJson, encryptJson } from './accountKeys.ts'
import { backoffSeconds } from './backoff.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import { withLock } from './lock.ts'
import { listOutbox } from './outbox.ts'
import type { OutboxEntry, OutboxReplies, OutboxVerb } from './outboxEntry.ts'
import { prepareWire } from './prepareWire.ts'
import { postJson, readFailure, sendByFetch, trySend } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { settleDone, settleLater, settleRefused, settleUntouched, updateRow } from './settleEntry.ts'
import { forgetKeyId } from './signingKey.ts'

export interface DrainContext {
  accountId: string
  now: () => Date
  fetch?: Send
  /** True on reconnect and on a tap: tries also what waits for its next time. */
  hurry?: boolean
  /** 0 ≤ x < 1; spreads retries. */
  random?: () => number
}

/** Why a round ended early: nobody or somebody else signed in, no network, or another tab is sending. */
export type DrainStop = 'signedOut' | 'otherAccount' | 'offline' | 'busy'

export interface DrainReport {
  /** Answered in this round. */
  sent: number
  /** As they stand after the round. */
  needsYou: number
  waiting: number
  stopped?: DrainStop
  /** When the next entry is due again; undefined when nothing waits. */
  nextTryAt?: string
}

type Failure = SendFailure | { kind: 'otherAccount' }

/** Sends what is due. Gives what became of it; a network that fails is a value, not an exception. */
export async function drainOutbox(context: DrainContext): Promise<DrainReport> {
  try {
    const round = await withLock('outbox', false, () => drainRound(context))
    return await report(context, round?.value ?? { sent: 0, stopped: 'busy' })
  } catch (error) {
    // Signed out, and wiped, in the middle of a round.
    if (error instanceof AccountClosedError) return { sent: 0, needsYou: 0, waiting: 0, stopped: 'signedOut' }
    throw error
  }
}

interface Round {
  sent: number
  stopped?: DrainStop
}

async function drainRound(context: DrainContext): Promise<Round> {
  await wakeInterrupted(context.accountId)
  const tried = new Set<string>()
  let sent = 0
  for (let entry = await findDue(context, tried); entry; entry = await findDue(context, tried)) {
    tried.add(entry.id)
    const outcome = await sendEntry(context, entry)
    if (outcome.ok) {
      await settleDone(entry, outcome.value)
      sent += 1
    } else {
      const stopped = await settleFailure(context, entry, outcome.error)
      if (stopped) return { sent, stopped }
    }
  }
  return { sent }
}

/** Whoever was sending and is gone: we hold the lock, so nobody is. */
async function wakeInterrupted(accountId: string): Promise<void> {
  for (const entry of await listOutbox(accountId)) if (entry.state === 'sending') await settleUntouched(entry)
}

/** The oldest entry to try now; entries of one case keep their order, a supplement before the withdrawal. */
async function findDue({ accountId, now, hurry }: DrainContext, tried: Set<string>): Promise<OutboxEntry | undefined> {
  const at = now().toISOString()
  const held = new Set<string>()
  for (const entry of await listOutbox(accountId)) {
    if (entry.state !== 'waiting') continue
    const first = entry.caseNo === undefined || !held.has(entry.caseNo)
    if (first && !tried.has(entry.id) && (hurry || entry.nextTryAt <= at)) return entry
    if (entry.caseNo !== undefined) held.add(entry.caseNo)
  }
  return undefined
}

async function sendEntry(
  context: DrainContext, entry: OutboxEntry,
): Promise<Result<OutboxReplies[OutboxVerb], Failure>> {
  const author = await checkAuthor(context)
  if (!author.ok) return author
  await updateRow(entry, (row) => ({ ...row, state: 'sending' }))
  const wire = await findWire(entry) ?? await makeWire(context, entry)
  if (!wire.ok) return wire
  // Photos may have climbed for minutes: somebody else can be signed in by now.
  const still = entry.localFileIds.length > 0 ? await checkAuthor(context) : author
  if (!still.ok) return still
  await updateRow(entry, (row) => ({ ...row, posted: true }))
  const path = endpointPath(entry.verb, entry.caseNo === undefined ? {} : { caseNo: entry.caseNo })
  return postJson(context.fetch ?? sendByFetch, path, wire.value, entry.id)
}

async function findWire(entry: OutboxEntry): Promise<Result<string, never> | undefined> {
  const row = await (await openDeviceDatabase()).get('outbox', entry.id)
  return row?.wire && ok(await decryptJson<string>(entry.accountId, row.wire))
}

/** The request as it will go out, kept before its first try: a retry with other bytes would not be the same request. */
async function makeWire(context: DrainContext, entry: OutboxEntry): Promise<Result<string, SendFailure>> {
  const wire = await prepareWire(entry, context.fetch ?? sendByFetch)
  if (!wire.ok) return wire
  const sealed = await encryptJson(entry.accountId, wire.value)
  await updateRow(entry, (row) => ({ ...row, wire: sealed }))
  return wire
}

/** Only its author's session may send an entry; a shared phone may have somebody else signed in. */
async function checkAuthor({ accountId, fetch: send = sendByFetch }: DrainContext): Promise<Result<true, Failure>> {
  const reply = await trySend(() => send(endpointPath('getSession'), {
    headers: { accept: 'application/json' }, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(20_000),
  }))
  if (!reply.ok) return reply
  const failure = await readFailure(reply.value)
  if (failure) return fail(failure.kind === 'signedOut' ? failure : { kind: 'offline' })
  const session = await reply.value.json().catch(() => undefined) as SessionView | undefined
  if (!session) return fail({ kind: 'offline' })
  if (!session.account) return fail({ kind: 'signedOut' })
  return session.account.id === accountId ? ok(true) : fail({ kind: 'otherAccount' })
}

/** Gives why the round must stop, undefined when the next entry may be tried. */
async function settleFailure(
  context: DrainContext, entry: OutboxEntry, failure: Failure,
): Promise<DrainStop | undefined> {
  switch (failure.kind) {
    case 'signedOut': case 'otherAccount':
      await settleUntouched(entry)
      return failure.kind
    case 'refused':
      // The server lost sight of the key: registering it anew lets the resident simply send again.
      if (failure.problem.code === 'key-unknown') await forgetKeyId(entry.accountId)
      await settleRefused(entry, failure.problem)
      return undefined
    case 'offline': case 'later': {
      const { wait, problem } = failure.kind === 'later' ? failure : {}
      const seconds = backoffSeconds(entry.attempts + 1, (context.random ?? Math.random)(), wait)
      await settleLater(entry, new Date(context.now().getTime() + seconds * 1000).toISOString(), problem)
      return failure.kind === 'offline' ? 'offline' : undefined
    }
  }
}

async function report({ accountId }: DrainContext, round: Round): Promise<DrainReport> {
  const entries = await listOutbox(accountId)
  const waiting = entries.filter(({ state }) => state === 'waiting' || state === 'sending')
  const [nextTryAt] = waiting.map((entry) => entry.nextTryAt).sort()
  return {
    ...round, waiting: waiting.length, needsYou: entries.filter(({ state }) => state === 'needsYou').length,
    ...(nextTryAt !== undefined && { nextTryAt }),
  }
}
