import { and, eq, lt, sql } from 'drizzle-orm'
import { idempotencyKeys } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

interface Claim {
  accountId: string
  key: string
  hash: string
  at: string
}

/**
 * Claims the key for this transaction. A transaction that has claimed it and not ended yet is waited for, five
 * seconds at most (then 55P03).
 * @returns false when the key is taken for good
 */
export async function claimKey(tx: Transaction, { accountId, key, hash, at }: Claim): Promise<boolean> {
  await tx.execute(sql`SET LOCAL lock_timeout = '5s'`)
  const rows = await tx.insert(idempotencyKeys)
    .values({ accountId, key, requestHash: hash, status: 'running', createdAt: at })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  await tx.execute(sql`SET LOCAL lock_timeout = DEFAULT`)
  return rows.length > 0
}

const theKey = (accountId: string, key: string) =>
  and(eq(idempotencyKeys.accountId, accountId), eq(idempotencyKeys.key, key))

/** @throws Error when the key was never claimed */
export async function getAnswer(
  tx: Transaction, accountId: string, key: string,
): Promise<{ hash: string, answer: unknown }> {
  const rows = await tx.select().from(idempotencyKeys).where(theKey(accountId, key))
  if (!rows[0]) throw new Error('no such idempotency key')
  return { hash: rows[0].requestHash, answer: rows[0].responseBody }
}

export async function storeAnswer(tx: Transaction, accountId: string, key: string, answer: unknown): Promise<void> {
  await tx.update(idempotencyKeys).set({ status: 'done', responseBody: answer }).where(theKey(accountId, key))
}

export async function deleteKeys(tx: Transaction, createdBefore: string): Promise<void> {
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, createdBefore))
}
