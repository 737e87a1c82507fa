import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { exportData, importData } from '../../../../mock-api/database/embedded/exportData.ts'
import type { Database } from '../../../../mock-api/database/openDatabase.ts'
import {
  caseMaterials, idempotencyKeys, officerJobs, paymentAttempts, paymentOrders, receiptKeys, sessions, signInAttempts,
  tablesInOrder, uploads,
} from '../../../../mock-api/database/schema.ts'
import { inTransaction, type Transaction } from '../../../../mock-api/database/transaction.ts'
import { describeOnEachEngine } from '../../../support/testDatabase.ts'
import { addAccount, addCase, addLasting } from '../addRows.ts'

const at = '2026-03-01T00:30:00.123Z'

describeOnEachEngine('exportData and importData', (engine) => {
  let source: Database
  beforeAll(async () => {
    source = await engine.open()
    await inTransaction(source.db, fillEveryTable)
  })

  it('carry every row of every table into an empty database, exactly', async () => {
    const target = await engine.open()
    const lines = await collect(exportData(source.db))
    expect(await importData(target.db, stream(lines))).toBe(lines.length - 1)
    const copied = await Promise.all([source, target].map(readEverything))
    expect(copied[1]).toEqual(copied[0])
    expect(Object.values(copied[0] ?? {}).map((rows) => rows.length > 0)).toEqual(tablesInOrder.map(() => true))
    expect(await collect(exportData(target.db))).toEqual(lines)
  })

  it('carry more rows than fit in one batch', async () => {
    const [many, target] = [await engine.open(), await engine.open()]
    await many.db.execute(sql`INSERT INTO sign_in_attempts
      SELECT g::text, '', '', '/', ${at} FROM generate_series(1, 1500) g`)
    expect(await importData(target.db, exportData(many.db))).toBe(1500)
  })

  it('refuse a database that is not empty', async () => {
    await expect(importData(source.db, stream(await collect(exportData(source.db)))))
      .rejects.toThrow('Table accounts is not empty')
  })

  it('refuse lines of another release, of an unknown table, or none, and leave nothing behind', async () => {
    const target = await engine.open()
    const lines = await collect(exportData(source.db))
    const wrong: Array<[string[], string]> = [
      [['{"migrations":[]}', ...lines.slice(1)], 'with other migrations'],
      [[...lines, '{"table":"migrations","row":{}}'], 'Unknown table migrations'],
      [[...lines, lines.at(-1) ?? ''], 'duplicate key'],
      [[], 'The export is empty'],
    ]
    for (const [broken, message] of wrong) {
      await expect(importData(target.db, stream(broken))).rejects.toThrow(message)
    }
    expect(Object.values(await readEverything(target)).flat()).toEqual([])
  })
})

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = []
  for await (const line of lines) collected.push(line)
  return collected
}

async function* stream(lines: string[]): AsyncGenerator<string> {
  yield* lines
}

async function readEverything({ db }: Database) {
  const names = (await db.execute<{ name: string }>(sql`SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations' ORDER BY 1`)).rows
  const tables = await Promise.all(names.map(async ({ name }) =>
    [name, (await db.execute(sql`SELECT * FROM ${sql.identifier(name)} t ORDER BY t::text`)).rows] as const))
  return Object.fromEntries(tables)
}

async function fillEveryTable(tx: Transaction): Promise<void> {
  const accountId = await addAccount(tx)
  const caseId = await addCase(tx, accountId)
  await addLasting(tx, accountId, caseId)
  await tx.insert(sessions).values({
    id: 's', accountId, auth: { level: 'L2', method: 'face', at }, createdAt: at, lastSeenAt: at, expiresAt: at,
  })
  await tx.insert(signInAttempts).values({ state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/', createdAt: at })
  await tx.insert(idempotencyKeys).values({
    accountId, key: 'k', requestHash: 'h', status: 'done', createdAt: at,
    responseBody: { text: '\\ " \n 证 😀', nothing: null, amount: 0.1, deep: [[], {}] },
  })
  await tx.insert(uploads).values({
    id: 'u', accountId, meta: {}, fileName: '照片\t1.jpg', mediaType: 'image/jpeg', size: 9_007_199_254_740_991,
    sha256: null, state: 'attached', problem: null, caseId, storageKey: 'u', createdAt: at, finishedAt: at,
  })
  await tx.insert(caseMaterials).values({
    id: caseId, caseId, materialId: 'm', way: 'upload', uploadId: 'u', due: '2026-02-28', state: 'given', createdAt: at,
  })
  await tx.insert(receiptKeys).values({
    id: 'r', publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }, createdAt: at,
  })
  await tx.insert(officerJobs).values({ id: caseId, caseId, kind: 'review', payload: {}, runAfter: at, attempts: 0 })
  await tx.insert(paymentOrders).values({
    id: caseId, caseId, orderNo: 'o', lines: [], amountFen: 1000, state: 'open', issuedAt: at, until: '2026-03-31',
  })
  await tx.insert(paymentAttempts).values({
    id: caseId, orderId: caseId, caseId, amountFen: 1000, state: 'pending', startedAt: at, askAfter: at, asked: 0,
  })
}
