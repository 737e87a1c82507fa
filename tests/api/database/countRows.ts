import { sql } from 'drizzle-orm'
import type { Database } from '../../../mock-api/database/openDatabase.ts'
import { tablesInOrder } from '../../../mock-api/database/schema.ts'

/** How many rows each table has, by its name: what a refused request leaves as it was. */
export async function countRows({ db }: Database): Promise<Record<string, number>> {
  const names = tablesInOrder.map((table) => (table as unknown as Record<symbol, string>)[Symbol.for('drizzle:Name')])
  const counts = names.map((name) => `(SELECT count(*)::int FROM ${name}) AS ${name}`)
  const { rows } = await db.execute<Record<string, number>>(sql.raw(`SELECT ${counts.join(', ')}`))
  return { ...rows[0] }
}
