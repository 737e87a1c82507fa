import { and, asc, eq, inArray } from 'drizzle-orm'
import { uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type UploadRow = typeof uploads.$inferSelect

/** Waits for whoever else attaches or sweeps them; always in the order of ids, so that two filings never deadlock. */
export async function lockUploads(tx: Transaction, ids: readonly string[]): Promise<UploadRow[]> {
  if (ids.length === 0) return []
  return tx.select().from(uploads).where(inArray(uploads.id, [...ids])).orderBy(asc(uploads.id)).for('update')
}

export async function attachUploads(tx: Transaction, ids: readonly string[], caseId: string): Promise<void> {
  if (ids.length === 0) return
  await tx.update(uploads).set({ state: 'attached', caseId }).where(inArray(uploads.id, [...ids]))
}

export async function findCaseUpload(tx: Transaction, caseId: string, id: string): Promise<UploadRow | undefined> {
  const rows = await tx.select().from(uploads).where(and(eq(uploads.id, id), eq(uploads.caseId, caseId)))
  return rows[0]
}
