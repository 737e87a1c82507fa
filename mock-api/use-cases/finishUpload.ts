import { createHash } from 'node:crypto'
import { inspectFile } from '../adapters/file-store/inspectFile.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import * as uploads from '../repositories/uploads.ts'

type Needs = Pick<AppDependencies, 'database' | 'clock' | 'fileStore' | 'malwareScan'>

/** Seconds until a phone asks again for a file that nobody could scan. */
const scanAgainAfter = 60

/**
 * Looks at a file whose last byte has arrived, has it scanned, makes it durable and ready to be handed in; nothing
 * takes it before. Again is harmless.
 * Problems: those of `inspectFile`, and `file-infected`: the file is thrown away then, and its upload stays refused.
 * `scan-unavailable`: the file stays, and waits to be finished. `upload-not-found` when it has been thrown away;
 * `upload-conflict` when another server finished it with other bytes.
 */
export async function finishUpload(deps: Needs, id: string): Promise<Result<void, ProblemValue>> {
  const { database, clock, fileStore, malwareScan } = deps
  const bytes = await whileThere(deps, id, () => fileStore.read(id))
  if (!bytes) return fail({ code: 'upload-not-found' })
  // At once: a file that is wrong is told so although the scanner is away.
  const [inspected, scanned] = await Promise.all([inspectFile(bytes), malwareScan.scan(bytes)])
  if (scanned === 'infected') return refuse(deps, id, { code: 'file-infected' })
  if (!inspected.ok) return refuse(deps, id, inspected.error)
  if (scanned === 'unavailable') return fail({ code: 'scan-unavailable', retryAfter: scanAgainAfter })
  // On the disk before the database says so.
  const flushed = await whileThere(deps, id, () => fileStore.flush(id, bytes))
  if (flushed === undefined) return fail({ code: 'upload-not-found' })
  if (!flushed) return fail({ code: 'upload-conflict' })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const end = { state: 'ready', mediaType: inspected.value, sha256, finishedAt: clock.now() } as const
  const isReady = await inTransaction(database.db, async (tx) =>
    await uploads.finishUpload(tx, id, end) || uploads.isKept(tx, id, sha256))
  return isReady ? ok(undefined) : fail({ code: 'upload-not-found' })
}

/** Only an upload that has not ended yet: the file of a case stays, whatever is asked of it later. */
async function refuse(
  { database, clock, fileStore }: Needs, id: string, problem: ProblemValue,
): Promise<Result<void, ProblemValue>> {
  const hasEnded = await inTransaction(database.db, (tx) =>
    uploads.finishUpload(tx, id, { state: 'refused', problem: problem.code, finishedAt: clock.now() }))
  if (hasEnded) await fileStore.remove(id)
  return fail(problem)
}

/** undefined when the file has been thrown away meanwhile: by its owner, or by a twin of the request. */
async function whileThere<T>({ fileStore }: Needs, id: string, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step()
  } catch (error) {
    if (await fileStore.findSize(id) === undefined) return undefined
    throw error
  }
}
