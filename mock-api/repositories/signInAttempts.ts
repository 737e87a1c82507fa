import { and, eq, gt, lt } from 'drizzle-orm'
import { signInAttempts } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type SignInAttempt = typeof signInAttempts.$inferSelect

export async function insertAttempt(tx: Transaction, attempt: SignInAttempt): Promise<void> {
  await tx.insert(signInAttempts).values(attempt)
}

/** Takes the attempt out: an authorization response is good once. */
export async function takeAttempt(
  tx: Transaction, state: string, createdAfter: string,
): Promise<SignInAttempt | undefined> {
  const rows = await tx.delete(signInAttempts)
    .where(and(eq(signInAttempts.state, state), gt(signInAttempts.createdAt, createdAfter)))
    .returning()
  return rows[0]
}

export async function deleteAttempts(tx: Transaction, createdBefore: string): Promise<void> {
  await tx.delete(signInAttempts).where(lt(signInAttempts.createdAt, createdBefore))
}
