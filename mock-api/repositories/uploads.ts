import { and, eq, gte, inArray, lt, ne, or, sql } from 'drizzle-orm'
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

/** How many uploads, and of how many bytes, an account has announced since an instant; those thrown away count too. */
export async function totalUploads(
  tx: Transaction, accountId: string, since: string,
): Promise<{ count: number, bytes: number }> {
  const rows = await tx
    .select({ count: sql<number>`count(*)`, bytes: sql<number>`coalesce(sum(${uploads.size}), 0)::int8` }).from(uploads)
    .where(and(eq(uploads.accountId, accountId), gte(uploads.createdAt, since)))
  return rows[0] ?? { count: 0, bytes: 0 }
}

/**
 * The end of a transfer: `ready` with its true type and hash, or `refused` with the problem.
 * @returns false when it had ended before
 */
export async function finishUpload(
  tx: Transaction, id: string, end: Partial<NewUpload>,
): Promise<boolean> {
  const rows = await tx.update(uploads).set(end).where(and(eq(uploads.id, id), eq(uploads.state, 'receiving')))
    .returning({ id: uploads.id })
  return rows.length > 0
}

/** Whether an upload has ended well, with these bytes. */
export async function isKept(tx: Transaction, id: string, sha256: string): Promise<boolean> {
  const rows = await tx.select({ id: uploads.id }).from(uploads)
    .where(and(eq(uploads.id, id), inArray(uploads.state, ['ready', 'attached']), eq(uploads.sha256, sha256)))
  return rows.length > 0
}

/**
 * Gives up an upload that no case holds. Its row stays for the rest of its day, without what its owner called it: a
 * quota that deleting restores would be none.
 * @returns whether there was one
 */
export async function discardUnattached(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.update(uploads).set({ state: 'refused', problem: 'cancelled', fileName: '', meta: {} })
    .where(and(eq(uploads.id, id), ne(uploads.state, 'attached')))
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

/** PostgreSQL takes 65,535 parameters in one statement; more files than that may be stored. */
const idsAtOnce = 1_000

/** Which of these ids, however many, have a row. */
export async function listKnownIds(tx: Transaction, ids: string[]): Promise<string[]> {
  const known: string[] = []
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await tx.select({ id: uploads.id }).from(uploads)
      .where(inArray(uploads.id, ids.slice(from, from + idsAtOnce)))
    known.push(...rows.map(({ id }) => id))
  }
  return known
}
