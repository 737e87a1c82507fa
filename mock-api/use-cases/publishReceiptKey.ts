import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { insertReceiptKey } from '../repositories/receipts.ts'

/** At the start: the key this server signs receipts with is known before the first of them. */
export async function publishReceiptKey(
  { database, clock, receiptSigner }: Pick<AppDependencies, 'database' | 'clock' | 'receiptSigner'>,
): Promise<void> {
  const { keyId, publicKey } = receiptSigner
  await inTransaction(database.db, (tx) => insertReceiptKey(tx, { id: keyId, publicKey, createdAt: clock.now() }))
}
