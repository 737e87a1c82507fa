import { asc, inArray } from 'drizzle-orm'
import { ratings } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type RatingRow = typeof ratings.$inferSelect

/** (case, stage, sequence) is taken once. */
export async function insertRating(tx: Transaction, row: RatingRow): Promise<void> {
  await tx.insert(ratings).values(row)
}

/** In the order they were chained. */
export async function listRatings(tx: Transaction, caseIds: readonly string[]): Promise<RatingRow[]> {
  if (caseIds.length === 0) return []
  return tx.select().from(ratings).where(inArray(ratings.caseId, [...caseIds])).orderBy(asc(ratings.id))
}
