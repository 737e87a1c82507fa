import type { ProblemCode, ProblemError, ProblemValue } from '../../src/contract/problems.ts'
import type { Provision } from '../../src/domain/facts.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { Transaction } from '../database/transaction.ts'
import { attachUploads, lockUploads } from '../repositories/caseUploads.ts'
import type { Upload } from '../repositories/uploads.ts'

/**
 * Attaches the uploads of these provisions to a case, once and for all.
 * Problems, all places at once: `upload-not-yours` (or not there: nobody learns of somebody else's files),
 * `upload-incomplete`, `upload-in-use`.
 */
export async function takeUploads(
  tx: Transaction, accountId: string, caseId: string, provisions: Record<string, Provision>,
): Promise<Result<undefined, ProblemValue>> {
  const asked = listAsked(provisions)
  const ids = [...new Set(asked.map(({ id }) => id))]
  const rows = new Map((await lockUploads(tx, ids)).map((row) => [row.id, row]))
  const seen = new Set<string>()
  const problems = asked.flatMap(({ id, pointer }) => {
    const code = checkUpload(rows.get(id), accountId) ?? (seen.has(id) ? 'upload-in-use' : undefined)
    seen.add(id)
    return code ? [{ pointer, code }] : []
  })
  if (problems[0]) return fail({ code: problems[0].code, errors: problems satisfies ProblemError[] })
  await attachUploads(tx, ids, caseId)
  return ok(undefined)
}

export interface AskedUpload {
  id: string
  pointer: string
}

/** Every file of these provisions and where it stands. */
export function listAsked(provisions: Record<string, Provision>): AskedUpload[] {
  return Object.entries(provisions).flatMap(([materialId, given]) => given.way === 'file'
    ? given.uploadIds.map((id, index) => ({ id, pointer: `/provisions/${materialId}/uploadIds/${index}` })) : [])
}

export function checkUpload(row: Upload | undefined, accountId: string): ProblemCode | undefined {
  if (row?.accountId !== accountId) return 'upload-not-yours'
  if (row.state === 'attached') return 'upload-in-use'
  return row.state === 'ready' ? undefined : 'upload-incomplete'
}
