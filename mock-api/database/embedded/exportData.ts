import { getTableName } from 'drizzle-orm'
import type { PoolClient } from 'pg'
import { listApplied } from '../migrate.ts'
import type { Database } from '../openDatabase.ts'
import { tablesInOrder } from '../schema.ts'

const batchSize = 500
const tables: string[] = tablesInOrder.map(getTableName)

/**
 * All rows as lines of JSON, as of one moment: first `{"migrations": […]}`, then `{"table": …, "row": {…}}`.
 * The embedded engine's files do not survive its major versions; these lines do. Uploaded files are not among them.
 */
export async function* exportData(db: Database['db']): AsyncGenerator<string> {
  const client = await db.$client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    yield JSON.stringify({ migrations: await listApplied(client) })
    for (const table of tables) yield* exportTable(client, table)
    await client.query('COMMIT')
  } finally {
    client.release(true)
  }
}

async function* exportTable(client: PoolClient, table: string): AsyncGenerator<string> {
  await client.query(`DECLARE exported CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} t`)
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${batchSize} FROM exported`)
    for (const { row } of rows) yield `{"table":${JSON.stringify(table)},"row":${row}}`
    if (rows.length < batchSize) break
  }
  await client.query('CLOSE exported')
}

/**
 * Fills a migrated, empty database with the lines of `exportData`, all or nothing.
 *
 * @returns how many rows came in
 * @throws Error when the lines come from another set of migrations or the database is not empty
 */
export async function importData(db: Database['db'], lines: AsyncIterable<string>): Promise<number> {
  const client = await db.$client.connect()
  try {
    await client.query('BEGIN')
    const count = await importLines(client, lines)
    await client.query('COMMIT')
    return count
  } finally {
    client.release(true)
  }
}

async function importLines(client: PoolClient, lines: AsyncIterable<string>): Promise<number> {
  let count = 0
  let checked = false
  for await (const line of lines) {
    const entry = JSON.parse(line) as { migrations?: unknown, table: string }
    if (!checked) {
      await checkTarget(client, entry.migrations)
      checked = true
      continue
    }
    if (!tables.includes(entry.table)) throw new Error(`Unknown table ${entry.table} in the export`)
    // The database reads the line itself: numbers pass through no JavaScript number.
    await client.query(
      `INSERT INTO ${entry.table} SELECT * FROM json_populate_record(NULL::${entry.table}, $1::json -> 'row')`,
      [line],
    )
    count++
  }
  if (!checked) throw new Error('The export is empty')
  return count
}

async function checkTarget(client: PoolClient, exported: unknown): Promise<void> {
  if (JSON.stringify(exported) !== JSON.stringify(await listApplied(client))) {
    throw new Error('The export was made with other migrations than this release has: use the release that made it')
  }
  for (const table of tables) {
    const { rows } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`)
    if (rows.length > 0) throw new Error(`Table ${table} is not empty: import into an empty DATA_DIR`)
  }
}
