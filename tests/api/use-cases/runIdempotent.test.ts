import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { inTransaction } from '../../../mock-api/database/transaction.ts'
import type { Transaction } from '../../../mock-api/database/transaction.ts'
import { claimKey } from '../../../mock-api/repositories/idempotencyKeys.ts'
import { forgetExpired } from '../../../mock-api/use-cases/forgetExpired.ts'
import { runIdempotent } from '../../../mock-api/use-cases/runIdempotent.ts'
import { fail, ok } from '../../../src/domain/result.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'

describeOnEachEngine('a write under an idempotency key', (engine) => {
  let server: TestApp
  let chen: string
  let li: string

  const idOf = async (person: string) =>
    (await (await server.signInAs(person)).get('/api/session')).json().account.id as string

  beforeAll(async () => {
    server = await startTestApp(await engine.open())
    chen = await idOf('chen')
    li = await idOf('li')
    await server.deps.database.db.execute(sql`CREATE TABLE notes (text text NOT NULL)`)
  })
  afterAll(() => server.close())

  const write = (tx: Transaction, text: string) => tx.execute(sql`INSERT INTO notes VALUES (${text})`)
  const countNotes = async (text: string) => {
    const { rows } = await server.deps.database.db.execute(sql`SELECT count(*)::int AS n FROM notes WHERE text = ${text}`)
    return rows[0]?.['n']
  }
  const run = (account: string, request: { key: string, hash: string }, text: string, answer: unknown = { text }) =>
    runIdempotent(server.deps, account, request, async (tx) => {
      await write(tx, text)
      return ok(answer)
    })

  it('happens once, and a replay gets the first answer', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    const first = await run(chen, request, 'once', { n: 1, at: '2026-03-10T02:00:00.000Z' })
    const replay = await run(chen, request, 'once', { n: 2 })
    expect(first).toEqual(ok({ n: 1, at: '2026-03-10T02:00:00.000Z' }))
    expect(replay).toEqual(first)
    expect(await countNotes('once')).toBe(1)
  })

  it('happens once however many twins arrive together', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => run(chen, request, 'twins', { n })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await countNotes('twins')).toBe(1)
  })

  it('is refused when the key came with another request before', async () => {
    const key = randomUUID()
    await run(chen, { key, hash: 'a' }, 'reused')
    expect(await run(chen, { key, hash: 'b' }, 'reused')).toEqual(fail({ code: 'idempotency-key-reused' }))
    expect(await countNotes('reused')).toBe(1)
  })

  it('knows nothing of another account that uses the same key', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    await run(chen, request, 'hers', { secret: 'of chen' })
    expect(await run(li, request, 'hers', { own: 'of li' })).toEqual(ok({ own: 'of li' }))
    expect(await countNotes('hers')).toBe(2)
  })

  it('leaves nothing behind when it is refused, and is judged afresh', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    const refused = await runIdempotent(server.deps, chen, request, async (tx) => {
      await write(tx, 'refused')
      return fail({ code: 'filing-invalid' as const })
    })
    expect(refused).toEqual(fail({ code: 'filing-invalid' }))
    expect(await countNotes('refused')).toBe(0)
    expect(await run(chen, request, 'refused', 'now it works')).toEqual(ok('now it works'))
    expect(await run(chen, request, 'refused', 'again')).toEqual(ok('now it works'))
  })

  it('leaves nothing behind when it breaks', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    const broken = runIdempotent(server.deps, chen, request, async (tx) => {
      await write(tx, 'broken')
      throw new Error('a bug')
    })
    await expect(broken).rejects.toThrow('a bug')
    expect(await countNotes('broken')).toBe(0)
    expect(await run(chen, request, 'broken')).toEqual(ok({ text: 'broken' }))
  })

  it('answers nothing with nothing', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    const first = await runIdempotent(server.deps, chen, request, async () => ok(undefined))
    expect(first).toEqual(ok(undefined))
    const replay = await run(chen, request, 'empty', 'other')
    expect(replay.ok && replay.value).toBeNull()
  })

  it('remembers its answer for 90 days', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    const before = server.clock.now()
    await run(chen, request, 'old', 1)
    server.clock.advance(90 * 24 * 3_600_000)
    await forgetExpired(server.deps)
    expect(await run(chen, request, 'old', 2)).toEqual(ok(1))
    server.clock.advance(1)
    await forgetExpired(server.deps)
    expect(await run(chen, request, 'old', 3)).toEqual(ok(3))
    server.clock.set(before)
  })

  // One connection is all the embedded engine has: there a twin waits for the connection, not for the key.
  if (engine.name === 'postgres') it('does not wait for its twin for ever', async () => {
    const request = { key: randomUUID(), hash: 'a' }
    let release = () => {}
    const held = new Promise<void>((resolve) => { release = resolve })
    let claimed = () => {}
    const isClaimed = new Promise<void>((resolve) => { claimed = resolve })
    const twin = inTransaction(server.deps.database.db, async (tx) => {
      await claimKey(tx, { accountId: chen, ...request, at: server.clock.now() })
      claimed()
      await held
    })
    await isClaimed
    expect(await run(chen, request, 'slow')).toEqual(fail({ code: 'request-in-flight' }))
    release()
    await twin
  })
})
