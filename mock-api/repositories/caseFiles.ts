import { and, eq, exists, or, sql } from 'drizzle-orm'
import { caseMaterials, cases, uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { isReadableBy } from './cases.ts'
import type { Reader } from './cases.ts'
import type { Upload } from './uploads.ts'

/**
 * A file of a case: handed in with it, or taken over from an earlier one.
 * @param reader who must be its applicant or filer; undefined for an officer
 */
export async function findCaseFile(
  tx: Transaction, caseNo: string, uploadId: string, reader: Reader | undefined,
): Promise<Upload | undefined> {
  const rows = await tx.select({ upload: uploads }).from(uploads)
    .innerJoin(cases, or(eq(cases.id, uploads.caseId), exists(takenOver(tx))))
    .where(and(eq(uploads.id, uploadId), eq(uploads.state, 'attached'), eq(cases.caseNo, caseNo), reader && isReadableBy(reader)))
  return rows[0]?.upload
}

function takenOver(tx: Transaction) {
  return tx.select({ one: sql`1` }).from(caseMaterials)
    .where(and(eq(caseMaterials.uploadId, uploads.id), eq(caseMaterials.caseId, cases.id)))
}
