import { maxFileBytes } from '../../src/contract/endpoints.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import { plainDateAt, startOfDay } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { lockAccount } from '../repositories/accounts.ts'
import type { Account } from '../repositories/accounts.ts'
import { insertUpload, totalUploads } from '../repositories/uploads.ts'
import { quotaExceeded } from './quotaExceeded.ts'

interface Announced {
  id: string
  size: number
  /** tus metadata: `filename`, `filetype`, and where the file is meant to go. */
  meta: Record<string, string | null>
}

/**
 * Makes an upload its account's own before the first byte arrives.
 * Problems: `file-empty`, `file-too-large`, `quota-exceeded`.
 */
export async function createUpload(
  { database, clock, settings: { quotas } }: Pick<AppDependencies, 'database' | 'clock' | 'settings'>,
  account: Account, { id, size, meta }: Announced,
): Promise<Result<void, ProblemValue>> {
  if (size === 0) return fail({ code: 'file-empty' })
  if (size > maxFileBytes) return fail({ code: 'file-too-large', facts: { maxBytes: maxFileBytes } })
  const createdAt = clock.now()
  return inTransaction(database.db, async (tx) => {
    await lockAccount(tx, account.id)
    const used = await totalUploads(tx, account.id, startOfDay(plainDateAt(createdAt)))
    if (used.count >= quotas.uploads) return fail(quotaExceeded('uploads', quotas, createdAt))
    if (used.bytes + size > quotas.uploadBytes) return fail(quotaExceeded('uploadBytes', quotas, createdAt))
    await insertUpload(tx, {
      id,
      accountId: account.id,
      meta: { filingId: clean(meta['filingId'], 64), materialId: clean(meta['materialId'], 64) },
      fileName: clean(meta['filename'], 255),
      mediaType: clean(meta['filetype'], 100),
      size,
      state: 'receiving',
      storageKey: id,
      createdAt,
    })
    return ok(undefined)
  })
}

/** A text from outside without control characters, cut to a length. */
function clean(text: string | null | undefined, length: number): string {
  return (text ?? '').replace(/\p{Cc}/gu, '').slice(0, length).replace(/\p{Cs}/gu, '')
}
