import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/transaction.ts'

/** The smallest query there is, to see whether the database answers. */
export async function readOne(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT 1`)
}
