import { setTimeout as delay } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import type { Database } from './openDatabase.ts'
import { sqlState } from './sqlState.ts'

declare const insideTransaction: unique symbol

/** The first parameter of every repository function. Only `inTransaction` makes one. */
export type Transaction = Omit<NodePgDatabase, 'transaction'> & { readonly [insideTransaction]: true }

const maxAttempts = 5
/** serialization_failure, deadlock_detected: the database asks for another try. */
const retryable = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction and commits; a thrown error or a returned `{ ok: false }` rolls back.
 * `work` runs again, at most four times, when the database reports a serialization failure or a deadlock, so it
 * must have no effects outside the transaction.
 *
 * @returns what `work` returned
 * @throws what `work` threw
 */
export async function inTransaction<T>(db: Database['db'], work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(db, work)
    } catch (error) {
      if (attempt === maxAttempts || !retryable.has(sqlState(error) ?? '')) throw error
      await delay(Math.random() * 10 * 2 ** attempt)
    }
  }
}

/** Not Drizzle's own `transaction`: when BEGIN fails, that one never gives the connection back to the pool. */
async function runOnce<T>(db: Database['db'], work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await db.$client.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(drizzle(client) as unknown as Transaction)
    await client.query(isFailure(result) ? 'ROLLBACK' : 'COMMIT')
    return result
  } catch (error) {
    broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** The error of a connection that cannot even roll back and must leave the pool. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK')
    return undefined
  } catch (error) {
    return error as Error
  }
}

function isFailure(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === false
}
