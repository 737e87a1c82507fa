import { asc, count, eq } from 'drizzle-orm'
import { notices } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type NoticeRow = typeof notices.$inferSelect

export async function insertNotice(tx: Transaction, row: NoticeRow): Promise<void> {
  await tx.insert(notices).values(row)
}

/** In the order they were issued. */
export async function listNotices(tx: Transaction, caseId: string): Promise<NoticeRow[]> {
  return tx.select().from(notices).where(eq(notices.caseId, caseId)).orderBy(asc(notices.id))
}

export async function countNotices(tx: Transaction, caseId: string): Promise<number> {
  const rows = await tx.select({ total: count() }).from(notices).where(eq(notices.caseId, caseId))
  return rows[0]?.total ?? 0
}
