import { asc, eq } from 'drizzle-orm'
import { signatures } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type SignatureRow = typeof signatures.$inferSelect

export async function insertSignatures(tx: Transaction, rows: readonly SignatureRow[]): Promise<void> {
  await tx.insert(signatures).values([...rows])
}

/** In the order they were chained. */
export async function listSignatures(tx: Transaction, caseId: string): Promise<SignatureRow[]> {
  return tx.select().from(signatures).where(eq(signatures.caseId, caseId)).orderBy(asc(signatures.id))
}
