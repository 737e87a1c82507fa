import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../mock-api/database/openDatabase.ts'
import { uploads } from '../../../mock-api/database/schema.ts'
import { sqlState } from '../../../mock-api/database/sqlState.ts'
import { inTransaction } from '../../../mock-api/database/transaction.ts'
import { uuidV7 } from '../../../mock-api/database/uuidV7.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { addAccount } from './addRows.ts'

describeOnEachEngine('openDatabase', (engine) => {
  let database: Database
  beforeAll(async () => { database = await engine.open() })

  it('gives dates, instants and bigint the same form in raw SQL', async () => {
    const { rows } = await database.db.execute(sql`SELECT date '2026-03-01' AS day,
      timestamptz '2026-03-01 08:30:00.123456+08' AS instant, timestamptz '2026-03-01 00:00Z' AS whole,
      int8 '3' AS small, int8 '9007199254740991' AS large, count(*) AS count, NULL::date AS nothing`)
    expect(rows).toEqual([{
      day: '2026-03-01', instant: '2026-03-01T00:30:00.123Z', whole: '2026-03-01T00:00:00.000Z',
      small: 3, large: 9007199254740991, count: 1, nothing: null,
    }])
  })

  it('refuses a bigint that JavaScript cannot hold', async () => {
    await expect(database.db.execute(sql`SELECT int8 '9007199254740993'`)).rejects.toThrow()
  })

  it('gives back through a table what went in', async () => {
    const accountId = await inTransaction(database.db, addAccount)
    const row = {
      id: uuidV7(0), accountId, meta: { purpose: '身份证', pages: [1, 2] }, fileName: '身份证 正面.jpg', mediaType: 'image/jpeg',
      size: 10_485_760, sha256: null, state: 'receiving' as const, problem: null, caseId: null, storageKey: 'a/b',
      createdAt: '2026-03-01T00:30:00.123Z', finishedAt: null,
    }
    await database.db.insert(uploads).values(row)
    expect(await database.db.select().from(uploads)).toEqual([row])
  })

  it('goes on after a failed query', async () => {
    const failure = await database.db.execute(sql`SELECT 1 / 0`).catch((error: unknown) => error)
    expect(sqlState(failure)).toBe('22012')
    await expect(database.db.execute(sql`SELECT no_such_column`)).rejects.toThrow()
    await expect(database.db.$client.query('nonsense')).rejects.toThrow('syntax error')
    const { rows } = await database.db.execute(sql`SELECT 1 AS one`)
    expect(rows).toEqual([{ one: 1 }])
  })

  it('carries values and answers of several megabytes', async () => {
    const long = '证'.repeat(2_000_000)
    const { rows } = await database.db.execute(sql`SELECT ${long}::text AS long`)
    expect(rows[0]?.long).toBe(long)
  })

  it('answers queries that were sent at once, each with its own rows', async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index)
    const answers = await Promise.all(numbers.map((n) => database.db.execute(sql`SELECT ${n}::int AS n`)))
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(numbers)
  })
})

describeOnEachEngine('pool', (engine) => {
  it('fails a query that finds no free connection in time, and recovers', async () => {
    const database = await openDatabase({ ...await engine.place(), connectionTimeoutMillis: 2000 })
    const size = database.engine === 'embedded' ? 1 : 10
    const held = await Promise.all(Array.from({ length: size }, () => database.db.$client.connect()))
    await expect(database.db.execute(sql`SELECT 1`)).rejects.toMatchObject({ cause: { message: /timeout/ } })
    for (const client of held) client.release()
    const { rows } = await database.db.execute(sql`SELECT 1 AS one`)
    expect(rows).toEqual([{ one: 1 }])
    await database.close()
  })
})

describe('openDatabase with an unreachable server', () => {
  it('fails the query and not the process', async () => {
    const database = await openDatabase({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', dataDir: '/nowhere' })
    await expect(inTransaction(database.db, (tx) => tx.execute(sql`SELECT 1`))).rejects.toThrow('ECONNREFUSED')
    await database.close()
  })
})
