import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { projectRoot } from '../projectRoot.ts'
import type { Database } from './openDatabase.ts'

export interface Migration {
  name: string
  checksum: string
}

/** Any number, as long as it stays the same: servers that start together queue here. */
const lock = 20_260_101

/**
 * Brings the database up to the files `NNNN_name.sql` of `directory`, each in its own transaction.
 *
 * @throws Error when an applied file has changed since, or the database knows a migration that is not here (an older
 * release must not write to a newer database)
 */
export async function migrate(db: Database['db'], directory = migrationsDirectory()): Promise<void> {
  const client = await db.$client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    const applied = await listApplied(client)
    for (const { name, checksum, sql } of pending(readMigrations(directory), applied)) {
      await apply(client, sql, { name, checksum })
    }
  } finally {
    // Ending the connection also gives the lock back, whatever state a failed migration has left.
    client.release(true)
  }
}

/** The migrations this database has had, first to last. */
export async function listApplied(client: Pick<PoolClient, 'query'>): Promise<Migration[]> {
  await client.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, checksum text NOT NULL)')
  const { rows } = await client.query<Migration>('SELECT name, checksum FROM migrations ORDER BY name')
  return rows
}

function migrationsDirectory(): string {
  return join(projectRoot(), 'mock-api/migrations')
}

function readMigrations(directory: string): Array<Migration & { sql: string }> {
  const names = readdirSync(directory).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return names.map((name) => {
    const sql = readFileSync(join(directory, name), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

function pending<M extends Migration>(known: M[], applied: Migration[]): M[] {
  for (const [index, { name, checksum }] of applied.entries()) {
    const file = known[index]
    if (file?.name !== name) throw new Error(`The database has migration ${name}, which this release does not know`)
    if (file.checksum !== checksum) throw new Error(`Migration ${name} has changed since it was applied`)
  }
  return known.slice(applied.length)
}

async function apply(client: PoolClient, sql: string, { name, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  await client.query(sql)
  await client.query('INSERT INTO migrations (name, checksum) VALUES ($1, $2)', [name, checksum])
  await client.query('COMMIT')
}
