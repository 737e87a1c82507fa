import type { ProblemValue } from '../../src/contract/problems.ts'
import type { ReceiptKeyView } from '../../src/contract/accountViews.ts'
import { ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { listReceiptKeyRows } from '../repositories/receipts.ts'

const longestList = 500

/** The public keys that receipts are verified by, the newest first; phones keep those they have seen. */
export async function listReceiptKeys(
  { database }: Pick<AppDependencies, 'database'>,
): Promise<Result<ReceiptKeyView[], ProblemValue>> {
  return inTransaction(database.db, async (tx) =>
    ok((await listReceiptKeyRows(tx, longestList)).map(({ id, publicKey }) => ({ keyId: id, publicKey }))))
}
