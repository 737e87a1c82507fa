import { and, eq, or } from 'drizzle-orm'
import { cases, uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Upload } from './uploads.ts'

/**
 * A file handed in with a case.
 * @param readerId the account that must be its applicant or filer; undefined for an officer
 */
export async function findCaseFile(
  tx: Transaction, caseNo: string, uploadId: string, readerId: string | undefined,
): Promise<Upload | undefined> {
  const isReader = readerId === undefined
    ? undefined
    : or(eq(cases.applicantAccountId, readerId), eq(cases.filerAccountId, readerId))
  const rows = await tx.select({ upload: uploads }).from(uploads)
    .innerJoin(cases, eq(cases.id, uploads.caseId))
    .where(and(eq(uploads.id, uploadId), eq(uploads.state, 'attached'), eq(cases.caseNo, caseNo), isReader))
  return rows[0]?.upload
}
