import { asc, desc, eq } from 'drizzle-orm'
import { receiptKeys, receipts } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type ReceiptRow = typeof receipts.$inferSelect
export type ReceiptKeyRow = typeof receiptKeys.$inferSelect

/** A key that is there already stays as it is. */
export async function insertReceiptKey(tx: Transaction, key: ReceiptKeyRow): Promise<void> {
  await tx.insert(receiptKeys).values(key).onConflictDoNothing()
}

/** The newest first. */
export async function listReceiptKeyRows(tx: Transaction, limit: number): Promise<ReceiptKeyRow[]> {
  return tx.select().from(receiptKeys).orderBy(desc(receiptKeys.createdAt)).limit(limit)
}

export async function insertReceipt(tx: Transaction, row: ReceiptRow): Promise<void> {
  await tx.insert(receipts).values(row)
}

/** In the order they were issued. */
export async function listReceipts(tx: Transaction, caseId: string): Promise<ReceiptRow[]> {
  return tx.select().from(receipts).where(eq(receipts.caseId, caseId)).orderBy(asc(receipts.id))
}
