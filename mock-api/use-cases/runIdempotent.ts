import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { sqlState } from '../database/sqlState.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { claimKey, getAnswer, storeAnswer } from '../repositories/idempotencyKeys.ts'

/** A write as its sender identifies it: the key minted before the first try, and what was asked for. */
export interface WriteRequest {
  key: string
  /** SHA-256 of method, path and body, hex. */
  hash: string
}

/** lock_not_available: the twin that came first is still at work. */
const lockTimeout = '55P03'

/**
 * Opens the one transaction of a use-case and makes it idempotent: the writes of `work` and its stored answer commit
 * together, or neither does. A replay gets the first answer; a twin in flight waits for it, some seconds at most; the
 * key with another request is refused. A failure stores nothing, so that trying again judges afresh.
 */
export async function runIdempotent<T>(
  { database, clock }: Pick<AppDependencies, 'database' | 'clock'>, accountId: string, { key, hash }: WriteRequest,
  work: (tx: Transaction) => Promise<Result<T, ProblemValue>>,
): Promise<Result<T, ProblemValue>> {
  try {
    return await inTransaction(database.db, async (tx) => {
      if (!await claimKey(tx, { accountId, key, hash, at: clock.now() })) {
        const stored = await getAnswer(tx, accountId, key)
        return stored.hash === hash ? ok(stored.answer as T) : fail({ code: 'idempotency-key-reused' as const })
      }
      const result = await work(tx)
      if (result.ok) await storeAnswer(tx, accountId, key, result.value)
      return result
    })
  } catch (error) {
    if (sqlState(error) === lockTimeout) return fail({ code: 'request-in-flight' })
    throw error
  }
}
