import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findCaseFile } from '../repositories/caseFiles.ts'
import { readerOf } from './caseFile.ts'

/** A file of a case, for its applicant, its filer and officers. Problem: `not-found`, whatever the reason. */
export async function readCaseFile(
  { database, fileStore }: Pick<AppDependencies, 'database' | 'fileStore'>, account: Account, caseNo: string,
  uploadId: string,
): Promise<Result<{ name: string, mediaType: string, bytes: Buffer }, ProblemValue>> {
  const reader = account.role === 'officer' ? undefined : readerOf(account)
  const upload = await inTransaction(database.db, (tx) => findCaseFile(tx, caseNo, uploadId, reader))
  if (!upload) return fail({ code: 'not-found' })
  return ok({ name: upload.fileName, mediaType: upload.mediaType, bytes: await fileStore.read(upload.id) })
}
