import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { discardUnattached, findUpload } from '../repositories/uploads.ts'

/** Throws an upload away. Problems: `upload-not-found`, `upload-in-use` (a case holds it). */
export async function cancelUpload(
  { database, fileStore }: Pick<AppDependencies, 'database' | 'fileStore'>, account: Account, id: string,
): Promise<Result<void, ProblemValue>> {
  const cancelled = await inTransaction(database.db, async (tx) => {
    const upload = await findUpload(tx, account.id, id)
    if (!upload || upload.state === 'refused') return fail({ code: 'upload-not-found' as const })
    return await discardUnattached(tx, id) ? ok(undefined) : fail({ code: 'upload-in-use' as const })
  })
  if (cancelled.ok) await fileStore.remove(id)
  return cancelled
}
