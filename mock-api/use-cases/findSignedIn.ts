import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findSession, touchSession } from '../repositories/sessions.ts'
import { idleMillis, shift } from './sessionTerms.ts'
import { tokenHash } from './tokenHash.ts'

/** Not on every request: a session's row is written once a minute at most. */
const touchMillis = 60_000

/** Whose session this token opens, and keeps it from going idle. */
export async function findSignedIn(
  { database, clock }: Pick<AppDependencies, 'database' | 'clock'>, token: string,
): Promise<Account | undefined> {
  const now = clock.now()
  const id = tokenHash(token)
  return inTransaction(database.db, async (tx) => {
    const session = await findSession(tx, id, now, shift(now, -idleMillis))
    if (session && session.lastSeenAt < shift(now, -touchMillis)) await touchSession(tx, id, now)
    return session?.account
  })
}
