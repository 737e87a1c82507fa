/**
 * Sends what waits in the outbox: one sender among all tabs and the service worker, only while its author is signed
 * in, entry by entry. May be killed at any point; the next round goes on where this one stopped.
 */
import { fail } from '../domain/result.ts'
import { AccountLockedError, isShut } from './accountKeys.ts'
import { backoffSeconds } from './backoff.ts'
import { withLock } from './lock.ts'
import { listOutbox } from './outbox.ts'
import type { OutboxEntry } from './outboxEntry.ts'
import { sendEntry } from './sendEntry.ts'
import type { TakenBack } from './sendEntry.ts'
import { sendByFetch } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { settleDone, settleLater, settleRefused, settleUntouched } from './settleEntry.ts'
import { forgetKeyId, replaceSigningKey } from './signingKey.ts'

export interface DrainContext {
  accountId: string
  now: () => Date
  fetch?: Send
  /** True on reconnect and on a tap: tries also what waits for its next time. */
  hurry?: boolean
  /** 0 ≤ x < 1; spreads retries. */
  random?: () => number
}

/**
 * Why something stays: nobody or somebody else signed in, a PIN to give, no network, another tab is sending, or its
 * files may not leave now.
 */
export type DrainStop = 'signedOut' | 'otherAccount' | 'locked' | 'offline' | 'busy' | 'held'

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

/** Sends what is due. Gives what became of it; a network that fails is a value, not an exception. */
export async function drainOutbox(context: DrainContext): Promise<DrainReport> {
  try {
    const round = await withLock('outbox', false, () => drainRound(context))
    return await report(context, round?.value ?? { sent: 0, stopped: 'busy' })
  } catch (error) {
    if (!isShut(error)) throw error
    // In the middle of a round signed out and wiped; or locked, and a posted entry is sent again with its key, once
    // unlocked. Nothing can be read, so nothing is counted.
    const stopped = error instanceof AccountLockedError ? 'locked' : 'signedOut'
    return { sent: 0, needsYou: 0, waiting: 0, stopped }
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
  let held = false
  for (let entry = await findDue(context, tried); entry; entry = await findDue(context, tried)) {
    tried.add(entry.id)
    const outcome = await trySending(entry, context.fetch ?? sendByFetch)
    if (outcome.ok) {
      await settleDone(entry, outcome.value)
      sent += 1
    } else {
      const stopped = await settleFailure(context, entry, outcome.error)
      // What has no files, or has them there, still goes.
      if (stopped === 'held') held = true
      else if (stopped) return { sent, stopped }
    }
  }
  return { sent, ...(held && { stopped: 'held' as const }) }
}

/** A phone that is full, or a database that fails, leaves the entry waiting, to be tried again or taken back. */
async function trySending(entry: OutboxEntry, send: Send): ReturnType<typeof sendEntry> {
  try {
    return await sendEntry(entry, send)
  } catch (error) {
    if (isShut(error)) throw error
    reportError(error)
    return fail({ kind: 'later' })
  }
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

/** Gives why the round must stop, undefined when the next entry may be tried. */
async function settleFailure(
  context: DrainContext, entry: OutboxEntry, failure: SendFailure | TakenBack,
): Promise<DrainStop | undefined> {
  switch (failure.kind) {
    case 'takenBack': return undefined
    case 'signedOut': case 'otherAccount': case 'locked': case 'held':
      await settleUntouched(entry)
      return failure.kind
    case 'refused':
      // The server lost sight of the key: registering it anew lets the resident simply send again.
      if (failure.problem.code === 'key-unknown') await forgetKeyId(entry.accountId)
      // Reported lost from another phone: the next signature here is made by a new pair.
      if (failure.problem.code === 'key-revoked' && !failure.replaced) await replaceSigningKey(entry.accountId)
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

async function report({ accountId, now }: DrainContext, round: Round): Promise<DrainReport> {
  const entries = await listOutbox(accountId)
  const waiting = entries.filter(({ state }) => state === 'waiting' || state === 'sending')
  const at = now().toISOString()
  // What is due and held goes when the hold ends.
  const planned = waiting.filter((entry) => round.stopped !== 'held' || entry.nextTryAt > at)
  const [nextTryAt] = planned.map((entry) => entry.nextTryAt).sort()
  return {
    ...round, waiting: waiting.length, needsYou: entries.filter(({ state }) => state === 'needsYou').length,
    ...(nextTryAt !== undefined && { nextTryAt }),
  }
}
