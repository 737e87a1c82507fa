import { and, eq, exists, or, sql } from 'drizzle-orm'
import { caseMaterials, cases, uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Upload } from './uploads.ts'

/**
 * A file of a case: handed in with it, or taken over from an earlier one.
 * @param readerId the account that must be its applicant or filer; undefined for an officer
 */
export async function findCaseFile(
  tx: Transaction, caseNo: string, uploadId: string, readerId: string | undefined,
): Promise<Upload | undefined> {
  const isReader = readerId === undefined
    ? undefined
    : or(eq(cases.applicantAccountId, readerId), eq(cases.filerAccountId, readerId))
  const rows = await tx.select({ upload: uploads }).from(uploads)
    .innerJoin(cases, or(eq(cases.id, uploads.caseId), exists(takenOver(tx))))
    .where(and(eq(uploads.id, uploadId), eq(uploads.state, 'attached'), eq(cases.caseNo, caseNo), isReader))
  return rows[0]?.upload
}

function takenOver(tx: Transaction) {
  return tx.select({ one: sql`1` }).from(caseMaterials)
    .where(and(eq(caseMaterials.uploadId, uploads.id), eq(caseMaterials.caseId, cases.id)))
}
