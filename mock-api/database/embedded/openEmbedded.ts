import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import pg from 'pg'
import type { PoolConfig } from 'pg'
import { lockDirectory } from './directoryLock.ts'
import { Engine } from './engine.ts'
import { PortStream } from './portStream.ts'

export interface EmbeddedDatabase {
  pool: pg.Pool
  /** Flushes to disk since it was opened. */
  fsyncCount(): number
  close(): Promise<void>
}

/**
 * PostgreSQL inside this process, behind an ordinary pool.
 * The engine has one session, so the pool has one connection: a query on the pool while a transaction is open waits
 * until `connectionTimeoutMillis` and fails. Pass the transaction.
 *
 * @param directory the data directory; made on the first start
 * @param poolConfig what the pool is to know besides the stream: timeouts, type parsers
 * @param maintenanceMillis how often to vacuum and write a checkpoint
 * @throws Error when another process uses the directory or another release wrote it
 */
export async function openEmbedded(
  directory: string,
  poolConfig: PoolConfig,
  maintenanceMillis: number,
): Promise<EmbeddedDatabase> {
  mkdirSync(dirname(directory), { recursive: true })
  const unlock = lockDirectory(directory)
  const engine = new Engine(directory)
  try {
    await engine.start()
  } catch (error) {
    await engine.stop()
    unlock()
    throw error
  }
  const stream = () => new PortStream(() => engine.connect())
  const pool = new pg.Pool({
    ...poolConfig, max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'postgres', stream,
  })
  const maintenance = setInterval(() => void maintain(pool), maintenanceMillis).unref()
  return {
    pool,
    fsyncCount: () => engine.fsyncCount(),
    async close() {
      clearInterval(maintenance)
      await pool.end()
      await engine.stop()
      unlock()
    },
  }
}

/**
 * There are no background processes in the embedded engine: nothing vacuums, and without checkpoints the log grows
 * for ever and every start replays all of it.
 */
export async function maintain(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('VACUUM (ANALYZE)')
    await pool.query('CHECKPOINT')
  } catch (error) {
    process.emitWarning(error as Error)
  }
}
