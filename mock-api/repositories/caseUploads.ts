import { asc, inArray } from 'drizzle-orm'
import { uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Upload } from './uploads.ts'

/** Waits for whoever else attaches or sweeps them; always in the order of ids, so that two filings never deadlock. */
export async function lockUploads(tx: Transaction, ids: readonly string[]): Promise<Upload[]> {
  if (ids.length === 0) return []
  return tx.select().from(uploads).where(inArray(uploads.id, [...ids])).orderBy(asc(uploads.id)).for('update')
}

/** The same without waiting, to look at them only. */
export async function listUploads(tx: Transaction, ids: readonly string[]): Promise<Upload[]> {
  return ids.length === 0 ? [] : tx.select().from(uploads).where(inArray(uploads.id, [...ids]))
}

export async function attachUploads(tx: Transaction, ids: readonly string[], caseId: string): Promise<void> {
  if (ids.length === 0) return
  await tx.update(uploads).set({ state: 'attached', caseId }).where(inArray(uploads.id, [...ids]))
}
