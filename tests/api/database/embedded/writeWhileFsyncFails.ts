// Runs in a process of its own: <directory of the data>. Says what became of three rows; the second one's flush fails.
import { rmSync, writeFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { openDatabase } from '../../../../mock-api/database/openDatabase.ts'

const failing = process.env.FAIL_FSYNC ?? ''
const database = await openDatabase({ dataDir: process.argv[3] ?? '' })
await database.db.execute(sql`CREATE TABLE written (n int)`)
await database.db.execute(sql`INSERT INTO written VALUES (1)`)
writeFileSync(failing, '')
const second = await database.db.execute(sql`INSERT INTO written VALUES (2)`).then(() => 'acknowledged', () => 'refused')
rmSync(failing)
await database.db.execute(sql`INSERT INTO written VALUES (3)`)
const { rows } = await database.db.execute(sql`SELECT n FROM written ORDER BY n`)
await database.close()
process.stdout.write(JSON.stringify({ second, kept: rows.map(({ n }) => n) }))
