import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../mock-api/database/openDatabase.ts'
import { accounts } from '../../../mock-api/database/schema.ts'
import { inTransaction, type Transaction } from '../../../mock-api/database/transaction.ts'
import { fail, ok } from '../../../src/domain/result.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { addAccount } from './addRows.ts'

describeOnEachEngine('inTransaction', (engine) => {
  let database: Database
  beforeAll(async () => { database = await engine.open() })

  const exists = async (id: string) =>
    (await database.db.select().from(accounts).where(eq(accounts.id, id))).length === 1
  const raise = (tx: Transaction, code: string) =>
    tx.execute(sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '${code}'; END $$`))

  it('commits and returns what the work returned', async () => {
    const result = await inTransaction(database.db, async (tx) => ok(await addAccount(tx)))
    expect(await exists(result.value)).toBe(true)
  })

  it('rolls back when the work throws', async () => {
    let id = ''
    const failing = inTransaction(database.db, async (tx) => {
      id = await addAccount(tx)
      throw new Error('planted')
    })
    await expect(failing).rejects.toThrow('planted')
    expect(await exists(id)).toBe(false)
  })

  it('rolls back and returns a failed result', async () => {
    const result = await inTransaction(database.db, async (tx) => fail(await addAccount(tx)))
    expect(result.ok).toBe(false)
    expect(await exists(result.error)).toBe(false)
  })

  it('rolls back after a failed statement and keeps the connection', async () => {
    let id = ''
    await expect(inTransaction(database.db, async (tx) => {
      id = await addAccount(tx)
      await tx.execute(sql`SELECT 1 / 0`)
    })).rejects.toMatchObject({ cause: { code: '22012' } })
    expect(await exists(id)).toBe(false)
  })

  it('sees its own rows and runs its queries one after another', async () => {
    const found = await inTransaction(database.db, async (tx) => {
      const ids = await Promise.all([addAccount(tx), addAccount(tx), addAccount(tx)])
      const rows = await Promise.all(ids.map((id) => tx.select().from(accounts).where(eq(accounts.id, id))))
      return rows.flat().length
    })
    expect(found).toBe(3)
  })

  it.each(['40001', '40P01'])('runs the work again after %s, with nothing left of the first try', async (code) => {
    const ids: string[] = []
    await inTransaction(database.db, async (tx) => {
      ids.push(await addAccount(tx))
      if (ids.length < 3) await raise(tx, code)
    })
    expect(await Promise.all(ids.map(exists))).toEqual([false, false, true])
  })

  it('gives up after five tries', async () => {
    let tries = 0
    await expect(inTransaction(database.db, async (tx) => {
      tries++
      await raise(tx, '40001')
    })).rejects.toMatchObject({ cause: { code: '40001' } })
    expect(tries).toBe(5)
  })

  it('does not repeat other failures', async () => {
    let tries = 0
    await expect(inTransaction(database.db, async (tx) => {
      tries++
      await raise(tx, '23505')
    })).rejects.toThrow()
    expect(tries).toBe(1)
  })

  it('finishes many transactions that were started at once', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => inTransaction(database.db, addAccount)))
    expect((await Promise.all(ids.map(exists))).every(Boolean)).toBe(true)
  })
})
