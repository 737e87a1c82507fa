// Runs in a process of its own: <directory of the data>. Says which rows it finds, then each row it has committed.
import { writeSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { openDatabase } from '../../../../mock-api/database/openDatabase.ts'
import { inTransaction } from '../../../../mock-api/database/transaction.ts'

const { db } = await openDatabase({ dataDir: process.argv[3] ?? '' })
await db.execute(sql`CREATE TABLE IF NOT EXISTS acknowledged (n int8 PRIMARY KEY)`)
const { rows } = await db.execute<{ n: number }>(sql`SELECT n FROM acknowledged`)
const found = rows.map(({ n }) => n)
writeSync(1, `${JSON.stringify(found)}\n`)

for (let n = Math.max(0, ...found) + 1; ; n++) {
  await inTransaction(db, (tx) => tx.execute(sql`INSERT INTO acknowledged VALUES (${n})`))
  writeSync(1, `${n}\n`)
}
