import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../../mock-api/database/openDatabase.ts'
import { runInProcess } from '../../../support/runInProcess.ts'
import { embeddedEngine } from '../../../support/testDatabase.ts'

const engine = embeddedEngine()

it('keeps every acknowledged row when the process is killed while it commits, five times over', async () => {
  const { dataDir } = await engine.place()
  const acknowledged: number[] = []
  for (let round = 1; round <= 5; round++) {
    const { kept, written } = await writeAndKill(dataDir, 10 + Math.floor(Math.random() * 50))
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([])
    acknowledged.push(...written)
  }
  const database = await openDatabase({ dataDir })
  const { rows } = await database.db.execute<{ n: number }>(sql`SELECT n FROM acknowledged`)
  await database.close()
  const kept = new Set(rows.map(({ n }) => n))
  expect(acknowledged.filter((n) => !kept.has(n))).toEqual([])
  expect(rows.length).toBeLessThanOrEqual(acknowledged.length + 5)
}, 300_000)

it('acknowledges nothing that could not be flushed, and recovers', async () => {
  const { dataDir } = await engine.place()
  const child = runInProcess(new URL('writeWhileFsyncFails.ts', import.meta.url), [dataDir], {
    nodeArgs: ['--import', fileURLToPath(new URL('plantFailingFsync.mjs', import.meta.url))],
    env: { FAIL_FSYNC: join(dataDir, 'fail') },
  })
  const { second, kept } = JSON.parse(await text(child.stdout!)) as { second: string, kept: number[] }
  expect(second).toBe('refused')
  // Its log record may have reached the disk all the same: after a failed commit the client cannot know.
  expect(kept.filter((n) => n !== 2)).toEqual([1, 3])
}, 120_000)

/** Lets a process say which rows it finds, then which it has written; kills it after `count` of those. */
async function writeAndKill(dataDir: string, count: number): Promise<{ kept: Set<number>, written: number[] }> {
  const child = runInProcess(new URL('writeUntilKilled.ts', import.meta.url), [dataDir])
  const lines: string[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => {
    lines.push(line)
    if (lines.length === count + 1) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  const [found = '', ...written] = lines
  return { kept: new Set(JSON.parse(found) as number[]), written: written.map(Number) }
}
