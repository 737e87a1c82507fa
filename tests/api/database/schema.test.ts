import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../mock-api/database/openDatabase.ts'
import { tablesInOrder } from '../../../mock-api/database/schema.ts'
import { inTransaction } from '../../../mock-api/database/transaction.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { addAccount, addCase, addLasting } from './addRows.ts'

describeOnEachEngine('schema', (engine) => {
  let database: Database
  beforeAll(async () => { database = await engine.open() })

  it('has the columns, types and nullability that the migrations make', async () => {
    const { rows } = await database.db.execute<{ column: string }>(sql`
      SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END AS column
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND c.relname <> 'migrations'`)
    const declared = tablesInOrder.flatMap((table) => Object.values(getTableColumns(table)).map((column) =>
      `${getTableName(table)}.${column.name} ${canonicalType(column.getSQLType())}${column.notNull ? ' not null' : ''}`))
    expect(declared.toSorted()).toEqual(rows.map(({ column }) => column).toSorted())
  })

  it('has the primary keys that the migrations make', async () => {
    const { rows } = await database.db.execute<{ name: string, columns: string[] }>(sql`
      SELECT c.relname AS name, array_agg(a.attname::text ORDER BY array_position(i.indkey, a.attnum)) AS columns
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'migrations'
      GROUP BY c.relname`)
    const declared = tablesInOrder.map((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table)
      const single = columns.filter((column) => column.primary)
      return { name, columns: (primaryKeys[0]?.columns ?? single).map((column) => column.name) }
    })
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
    expect(declared.toSorted(byName)).toEqual(rows.toSorted(byName))
  })

  it('has an index for every foreign key that grows with the cases', async () => {
    const { rows } = await database.db.execute(sql`
      SELECT conrelid::regclass::text AS name, conkey FROM pg_constraint f
      WHERE contype = 'f' AND confrelid IN ('cases'::regclass, 'uploads'::regclass) AND NOT EXISTS (
        SELECT 1 FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1])`)
    expect(rows).toEqual([])
  })

  it.each(['case_events', 'signatures', 'receipts', 'notices', 'ratings'])('lets nobody change %s', async (table) => {
    const caseId = await inTransaction(database.db, async (tx) => {
      const accountId = await addAccount(tx)
      const id = await addCase(tx, accountId)
      await addLasting(tx, accountId, id)
      return id
    })
    const refusal = { cause: { code: '23001', message: `${table} is append-only` } }
    const target = sql.identifier(table)
    await expect(database.db.execute(sql`UPDATE ${target} SET id = id WHERE case_id = ${caseId}`))
      .rejects.toMatchObject(refusal)
    await expect(database.db.execute(sql`DELETE FROM ${target} WHERE case_id = ${caseId}`))
      .rejects.toMatchObject(refusal)
    await expect(database.db.execute(sql`TRUNCATE ${target}`)).rejects.toMatchObject(refusal)
  })

  it('lets no second row follow the same one in a hash chain', async () => {
    await expect(inTransaction(database.db, async (tx) => {
      const accountId = await addAccount(tx)
      const caseId = await addCase(tx, accountId)
      await addLasting(tx, accountId, caseId)
      await addLasting(tx, accountId, caseId)
    })).rejects.toMatchObject({ cause: { constraint: 'signatures_chain' } })
  })

  it('lets no case number occur twice', async () => {
    await expect(inTransaction(database.db, async (tx) => {
      const accountId = await addAccount(tx)
      await addCase(tx, accountId)
      await addCase(tx, accountId)
      await tx.execute(sql`UPDATE cases SET case_no = 'same'`)
    })).rejects.toMatchObject({ cause: { constraint: 'cases_case_no' } })
  })
})

/** Drizzle's name of a type as PostgreSQL spells it. */
function canonicalType(type: string): string {
  return type.replace(/^timestamp\((\d)\) with/, 'timestamp($1) with').replace('int8', 'bigint')
}
