import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { migrate } from '../../../mock-api/database/migrate.ts'
import type { Database } from '../../../mock-api/database/openDatabase.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'

describeOnEachEngine('migrate', (engine) => {
  let database: Database
  let directory: string
  beforeAll(async () => { database = await engine.open() })
  beforeEach(async () => {
    await database.db.$client.query('DROP TABLE IF EXISTS a, migrations')
    directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-migrations-'))
    write('0001_a.sql', 'CREATE TABLE a (n int); INSERT INTO a VALUES (1);')
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
  const rows = async (query: string) => (await database.db.$client.query(query)).rows

  it('applies each file once, in order', async () => {
    await migrate(database.db, directory)
    write('0003_c.sql', 'UPDATE a SET n = n * 10;')
    write('0002_b.sql', 'UPDATE a SET n = n + 1;')
    write('notes.txt', 'not SQL')
    await migrate(database.db, directory)
    await migrate(database.db, directory)
    expect(await rows('SELECT n FROM a')).toEqual([{ n: 20 }])
    expect(await rows('SELECT name FROM migrations ORDER BY name'))
      .toEqual([{ name: '0001_a.sql' }, { name: '0002_b.sql' }, { name: '0003_c.sql' }])
  })

  it('lets two servers that start at once apply it once', async () => {
    write('0001_a.sql', 'SELECT pg_sleep(0.1); CREATE TABLE a (n int); INSERT INTO a VALUES (1);')
    await Promise.all([1, 2, 3].map(() => migrate(database.db, directory)))
    expect(await rows('SELECT n FROM a')).toEqual([{ n: 1 }])
  })

  it('leaves nothing of a file that fails, and applies it when it is mended', async () => {
    write('0002_b.sql', 'UPDATE a SET n = 7; SELECT 1 / 0;')
    await expect(migrate(database.db, directory)).rejects.toThrow('division by zero')
    expect(await rows('SELECT n FROM a')).toEqual([{ n: 1 }])
    write('0002_b.sql', 'UPDATE a SET n = 7;')
    await migrate(database.db, directory)
    expect(await rows('SELECT n FROM a')).toEqual([{ n: 7 }])
  })

  it('refuses when an applied file has changed', async () => {
    await migrate(database.db, directory)
    write('0001_a.sql', 'CREATE TABLE a (n int);')
    await expect(migrate(database.db, directory)).rejects.toThrow('Migration 0001_a.sql has changed')
  })

  it('refuses when the database is ahead of the files', async () => {
    write('0002_b.sql', 'UPDATE a SET n = 7;')
    await migrate(database.db, directory)
    rmSync(join(directory, '0002_b.sql'))
    await expect(migrate(database.db, directory)).rejects.toThrow('0002_b.sql, which this release does not know')
  })

  it('refuses a file that was slipped in before an applied one', async () => {
    await migrate(database.db, directory)
    write('0000_before.sql', 'SELECT 1;')
    await expect(migrate(database.db, directory)).rejects.toThrow('0001_a.sql')
  })
})
