import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { PoolConfig } from 'pg'
import { openEmbedded } from './embedded/openEmbedded.ts'
import { AppClient, appTypes } from './typeParsers.ts'

export interface Database {
  engine: 'embedded' | 'postgres'
  db: NodePgDatabase & { $client: pg.Pool }
  close(): Promise<void>
  /** How many times the embedded engine flushed a file to disk. */
  fsyncCount?(): Promise<number>
}

interface Options {
  /** A PostgreSQL connection string; without it the embedded engine runs on `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** How long a query waits for a free connection before it fails. */
  connectionTimeoutMillis?: number
  /** How often the embedded engine vacuums and writes a checkpoint. */
  maintenanceMillis?: number
}

/**
 * Opens the database that the settings ask for; it is not migrated yet.
 * Dates come back as `YYYY-MM-DD`, instants as ISO strings with Z, bigint as a number, on both engines.
 *
 * @throws Error when the embedded engine's directory is in use or unreadable
 */
export async function openDatabase(options: Options): Promise<Database> {
  const { databaseUrl, dataDir, connectionTimeoutMillis = 10_000, maintenanceMillis = 600_000 } = options
  const poolConfig: PoolConfig = { Client: AppClient, types: appTypes, connectionTimeoutMillis }
  if (databaseUrl === undefined) {
    const { pool, fsyncCount, close } = await openEmbedded(join(dataDir, 'postgres'), poolConfig, maintenanceMillis)
    return { engine: 'embedded', db: connect(pool), close, fsyncCount: async () => fsyncCount() }
  }
  const pool = new pg.Pool({ ...poolConfig, connectionString: databaseUrl })
  return { engine: 'postgres', db: connect(pool), close: () => pool.end() }
}

function connect(pool: pg.Pool) {
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => process.emitWarning(error))
  return drizzle(pool)
}
