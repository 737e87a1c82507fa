import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findUpload } from '../repositories/uploads.ts'
import type { Upload } from '../repositories/uploads.ts'
import { finishUpload } from './finishUpload.ts'

/**
 * The account's upload that somebody asks about or goes on with. One whose last byte has arrived and that nobody has
 * looked at yet, because the server stopped or the scanner was away, is finished now.
 * Problems: `upload-not-found`, also for somebody else's and for a refused one; `scan-unavailable`.
 */
export async function resumeUpload(
  deps: Pick<AppDependencies, 'database' | 'clock' | 'fileStore' | 'malwareScan'>, account: Account, id: string,
): Promise<Result<Upload, ProblemValue>> {
  const upload = await inTransaction(deps.database.db, (tx) => findUpload(tx, account.id, id))
  if (!upload || upload.state === 'refused') return fail({ code: 'upload-not-found' })
  const isComplete = upload.state === 'receiving' && await deps.fileStore.findSize(id) === upload.size
  if (!isComplete) return ok(upload)
  const finished = await finishUpload(deps, id)
  if (finished.ok) return ok(upload)
  return fail(finished.error.code === 'scan-unavailable' ? finished.error : { code: 'upload-not-found' })
}
