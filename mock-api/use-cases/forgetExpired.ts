import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { deleteKeys } from '../repositories/idempotencyKeys.ts'
import { deleteExpiredSessions } from '../repositories/sessions.ts'
import { deleteAttempts } from '../repositories/signInAttempts.ts'
import { attemptMillis, idleMillis, shift } from './sessionTerms.ts'

/** A phone may lie in a drawer with an unsent filing for this long and still be answered as the first time. */
const keyMillis = 90 * 24 * 3_600_000

/** Forgets sessions and sign-ins that are over, and answers nobody will ask for again. */
export async function forgetExpired(
  { database, clock }: Pick<AppDependencies, 'database' | 'clock'>,
): Promise<void> {
  const now = clock.now()
  await inTransaction(database.db, async (tx) => {
    await deleteExpiredSessions(tx, now, shift(now, -idleMillis))
    await deleteAttempts(tx, shift(now, -attemptMillis))
    await deleteKeys(tx, shift(now, -keyMillis))
  })
}
