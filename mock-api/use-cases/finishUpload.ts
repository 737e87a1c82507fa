import { createHash } from 'node:crypto'
import { inspectFile } from '../adapters/file-store/inspectFile.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import * as uploads from '../repositories/uploads.ts'

/**
 * Looks at a file whose last byte has arrived, makes it durable and ready to be handed in. Again is harmless.
 * Problems: those of `inspectFile`; the file is thrown away then, and its upload stays refused.
 */
export async function finishUpload(
  { database, clock, fileStore }: Pick<AppDependencies, 'database' | 'clock' | 'fileStore'>, id: string,
): Promise<Result<void, ProblemValue>> {
  const bytes = await fileStore.read(id)
  const inspected = await inspectFile(bytes)
  const finishedAt = clock.now()
  if (!inspected.ok) {
    await inTransaction(database.db, (tx) =>
      uploads.finishUpload(tx, id, { state: 'refused', problem: inspected.error, finishedAt }))
    await fileStore.remove(id)
    return fail({ code: inspected.error })
  }
  // On the disk before the database says so.
  await fileStore.flush(id)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await inTransaction(database.db, (tx) =>
    uploads.finishUpload(tx, id, { state: 'ready', mediaType: inspected.value, sha256, finishedAt }))
  return ok(undefined)
}
