import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, it } from 'vitest'
import { migrate } from '../../mock-api/database/migrate.ts'
import { openDatabase, type Database } from '../../mock-api/database/openDatabase.ts'
import { templateDirectory } from './templateDirectory.ts'

/** Where a server may keep its data. */
export interface Place {
  dataDir: string
  databaseUrl?: string
}

export interface TestEngine {
  name: Database['engine']
  /** A fresh database without a table, which nobody has open. */
  emptyPlace(): Promise<Place>
  /** A fresh, migrated database, which nobody has open: for tests that start a server on it. */
  place(): Promise<Place>
  /** A fresh, migrated database, open. */
  open(): Promise<Database>
}

/**
 * Declares the same tests for the embedded engine and for the PostgreSQL at TEST_DATABASE_URL. What `open` opened is
 * closed, and every place removed, after the last of them. Without TEST_DATABASE_URL the second half is skipped by
 * name, and fails in CI.
 */
export function describeOnEachEngine(name: string, declare: (engine: TestEngine) => void): void {
  describe(`${name} (embedded)`, () => declare(embeddedEngine()))
  const server = process.env.TEST_DATABASE_URL
  if (server) {
    describe(`${name} (postgres)`, () => declare(postgresEngine(server)))
  } else if (process.env.CI === 'true') {
    it(`${name} (postgres)`, () => { throw new Error('TEST_DATABASE_URL is not set') })
  } else {
    it.skip(`${name} (postgres: TEST_DATABASE_URL is not set)`, () => {})
  }
}

/** The embedded engine alone, for what only it has to promise. Call it inside a `describe` or at the top of a file. */
export function embeddedEngine(): TestEngine {
  const later = cleanUpAfterAll()
  const emptyPlace = async () => ({ dataDir: temporaryDirectory(later) })
  const place = async () => {
    const empty = await emptyPlace()
    cpSync(await templateDirectory(), empty.dataDir, { recursive: true })
    return empty
  }
  return { name: 'embedded', emptyPlace, place, open: async () => openAt(await place(), later) }
}

function postgresEngine(server: string): TestEngine {
  const later = cleanUpAfterAll()
  const emptyPlace = async () => ({
    dataDir: temporaryDirectory(later), databaseUrl: await createPostgresDatabase(server, later),
  })
  const place = async () => {
    const empty = await emptyPlace()
    const database = await openDatabase(empty)
    await migrate(database.db)
    await database.close()
    return empty
  }
  return { name: 'postgres', emptyPlace, place, open: async () => openAt(await place(), later) }
}

type CleanUps = Array<() => unknown>

/** A list that is worked off, last entry first, when the enclosing tests are done. */
function cleanUpAfterAll(): CleanUps {
  const cleanUps: CleanUps = []
  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
  })
  return cleanUps
}

async function openAt(place: Place, later: CleanUps): Promise<Database> {
  const database = await openDatabase(place)
  later.push(() => database.close())
  return database
}

function temporaryDirectory(later: CleanUps): string {
  const directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-'))
  later.push(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

async function createPostgresDatabase(server: string, later: CleanUps): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `CREATE DATABASE ${name}`)
  later.push(() => administer(server, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
