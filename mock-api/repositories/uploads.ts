import { and, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm'
import { uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type Upload = typeof uploads.$inferSelect
export type NewUpload = typeof uploads.$inferInsert

export async function insertUpload(tx: Transaction, upload: NewUpload): Promise<void> {
  await tx.insert(uploads).values(upload)
}

/** Only the account's own: somebody else's upload is as good as none. */
export async function findUpload(tx: Transaction, accountId: string, id: string): Promise<Upload | undefined> {
  const rows = await tx.select().from(uploads).where(and(eq(uploads.id, id), eq(uploads.accountId, accountId)))
  return rows[0]
}

/** Bytes that an account has announced since an instant. */
export async function sumSizes(tx: Transaction, accountId: string, since: string): Promise<number> {
  const rows = await tx.select({ bytes: sql<number>`coalesce(sum(${uploads.size}), 0)::int8` }).from(uploads)
    .where(and(eq(uploads.accountId, accountId), gt(uploads.createdAt, since)))
  return rows[0]?.bytes ?? 0
}

/** The end of a transfer: `ready` with its true type and hash, or `refused` with the problem. */
export async function finishUpload(
  tx: Transaction, id: string, end: Partial<NewUpload>,
): Promise<void> {
  await tx.update(uploads).set(end).where(and(eq(uploads.id, id), eq(uploads.state, 'receiving')))
}

/** Takes out an upload that no case holds. @returns whether there was one */
export async function deleteUnattached(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.delete(uploads).where(and(eq(uploads.id, id), ne(uploads.state, 'attached')))
    .returning({ id: uploads.id })
  return rows.length > 0
}

/** Takes out what was not finished since one instant, and not attached since another. @returns the ids */
export async function deleteOrphans(
  tx: Transaction, unfinishedSince: string, unattachedSince: string,
): Promise<string[]> {
  const rows = await tx.delete(uploads)
    .where(or(
      and(inArray(uploads.state, ['receiving', 'refused']), lt(uploads.createdAt, unfinishedSince)),
      and(eq(uploads.state, 'ready'), lt(uploads.createdAt, unattachedSince)),
    ))
    .returning({ id: uploads.id })
  return rows.map(({ id }) => id)
}

/** Which of these ids have a row. */
export async function listKnownIds(tx: Transaction, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.select({ id: uploads.id }).from(uploads).where(inArray(uploads.id, ids))
  return rows.map(({ id }) => id)
}
