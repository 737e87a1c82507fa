import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { maintain } from '../../../../mock-api/database/embedded/openEmbedded.ts'
import { openDatabase, type Database } from '../../../../mock-api/database/openDatabase.ts'
import { inTransaction } from '../../../../mock-api/database/transaction.ts'
import { embeddedEngine } from '../../../support/testDatabase.ts'
import { addAccount } from '../addRows.ts'

const engine = embeddedEngine()
let database: Database
beforeAll(async () => { database = await engine.open() })
beforeEach(() => { vi.spyOn(process, 'emitWarning').mockReturnValue() })
afterEach(() => { vi.restoreAllMocks() })

const flushes = async () => (await database.fsyncCount?.()) ?? Number.NaN
const countAccounts = async () =>
  (await database.db.execute<{ n: number }>(sql`SELECT count(*) AS n FROM accounts`)).rows[0]?.n

/** The flushes that `work` causes. */
async function flushesDuring(work: () => Promise<unknown>): Promise<number> {
  const before = await flushes()
  await work()
  return await flushes() - before
}

describe('the embedded engine', () => {
  it('flushes once for each commit, and not for a read or a rollback', async () => {
    await inTransaction(database.db, addAccount)
    for (let commit = 0; commit < 10; commit++) {
      expect(await flushesDuring(() => inTransaction(database.db, addAccount))).toBe(1)
    }
    expect(await flushesDuring(countAccounts)).toBe(0)
    expect(await flushesDuring(() => inTransaction(database.db, async (tx) => {
      await addAccount(tx)
      return { ok: false }
    }))).toBe(0)
  })

  it('has no setting that would make a commit return early', async () => {
    const { rows } = await database.db.execute(sql`SELECT name, setting FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method') ORDER BY name`)
    expect(rows.map(({ name, setting }) => `${name}=${setting}`))
      .toEqual(['fsync=on', 'full_page_writes=on', 'synchronous_commit=on', 'wal_sync_method=fsync'])
  })

  it('starts again after a full disk, with what was committed', async () => {
    await inTransaction(database.db, addAccount)
    const before = await countAccounts()
    const full = database.db.execute(sql`DO $$ BEGIN RAISE 'planted' USING ERRCODE = '53100'; END $$`)
    await expect(full).rejects.toMatchObject({ cause: { code: '53100' } })
    await vi.waitFor(async () => expect(await countAccounts()).toBe(before), { timeout: 20_000 })
    expect(process.emitWarning).toHaveBeenCalledWith(expect.stringContaining('the next query starts it again'))
  })

  it('does not take the words of a resident for a full disk', async () => {
    const { rows } = await database.db.execute(sql`SELECT 'C53100' AS a, '' AS b, E'E\\nC53100' AS c`)
    expect(rows).toEqual([{ a: 'C53100', b: '', c: 'E\nC53100' }])
    await countAccounts()
    expect(process.emitWarning).not.toHaveBeenCalled()
  })

  it('gives the next client a clean session', async () => {
    const first = await database.db.$client.connect()
    await first.query('SET search_path = nowhere')
    await first.query('CREATE TEMP TABLE left_behind (n int)')
    await first.query('BEGIN')
    await first.query('SELECT pg_advisory_xact_lock(1)')
    first.release(true)
    const { rows } = await database.db.execute(sql`SELECT current_setting('search_path') AS path,
      to_regclass('left_behind') AS temporary, (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS locks`)
    expect(rows).toEqual([{ path: 'public', temporary: null, locks: 0 }])
  })

  it('vacuums and writes a checkpoint, which nothing else does', async () => {
    const state = async () => (await database.db.execute<{ redo: string, unseen: boolean }>(sql`
      SELECT redo_lsn::text AS redo, reltuples < 0 AS unseen
      FROM pg_control_checkpoint(), pg_class WHERE relname = 'accounts'`)).rows[0]
    await inTransaction(database.db, addAccount)
    const before = await state()
    expect(before).toMatchObject({ unseen: true })
    await maintain(database.db.$client)
    const after = await state()
    expect(after).toMatchObject({ unseen: false })
    expect(after?.redo).not.toBe(before?.redo)
  })

  it('refuses the files of another PostgreSQL, naming the way out', async () => {
    const { dataDir: other } = await engine.emptyPlace()
    mkdirSync(join(other, 'postgres'))
    writeFileSync(join(other, 'postgres/PG_VERSION'), '17\n')
    await expect(openDatabase({ dataDir: other })).rejects.toThrow('was written by PostgreSQL 17')
    expect(process.emitWarning).not.toHaveBeenCalled()
  })

  it('begins anew when the very first start was cut short', { timeout: 60_000 }, async () => {
    const { dataDir: fresh } = await engine.emptyPlace()
    mkdirSync(join(fresh, 'postgres.unfinished'))
    writeFileSync(join(fresh, 'postgres.unfinished/PG_VERSION'), '18\n')
    const first = await openDatabase({ dataDir: fresh })
    await first.db.execute(sql`SELECT 1`)
    await first.close()
    expect(existsSync(join(fresh, 'postgres.unfinished'))).toBe(false)
  })
})
