import type { ProblemValue } from '../../src/contract/problems.ts'
import type { Provision } from '../../src/domain/facts.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { Transaction } from '../database/transaction.ts'
import { listUploads } from '../repositories/caseUploads.ts'
import { checkUpload, listAsked } from './takeUploads.ts'

/**
 * What the files of these provisions are, as they arrived: SHA-256 by upload id. A file that hangs on a case already
 * is read too: whether it may be handed in again is `takeUploads`'s to say.
 * Problems, all places at once: `upload-not-yours`, `upload-incomplete`.
 */
export async function readFileHashes(
  tx: Transaction, accountId: string, provisions: Record<string, Provision>,
): Promise<Result<ReadonlyMap<string, string>, ProblemValue>> {
  const asked = listAsked(provisions)
  const rows = await listUploads(tx, [...new Set(asked.map(({ id }) => id))])
  const problems = asked.flatMap(({ id, pointer }) => {
    const code = checkUpload(rows.find((row) => row.id === id), accountId)
    return code && code !== 'upload-in-use' ? [{ pointer, code }] : []
  })
  if (problems[0]) return fail({ code: problems[0].code, errors: problems })
  return ok(new Map(rows.map(({ id, sha256 }) => [id, sha256 ?? ''])))
}
