import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../../mock-api/database/migrate.ts'
import { openDatabase } from '../../mock-api/database/openDatabase.ts'
import { projectRoot } from '../../mock-api/projectRoot.ts'

/**
 * A data directory with a migrated database, to be copied: initdb takes seconds, a copy a quarter of one.
 * Made once per set of migrations and engine version, and kept in node_modules/.cache.
 */
export async function templateDirectory(): Promise<string> {
  const cache = join(projectRoot(), 'node_modules/.cache/test-database')
  const directory = join(cache, fingerprint())
  if (existsSync(directory)) return directory
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(join(cache, 'unfinished-'))
  try {
    await fill(unfinished)
    renameSync(unfinished, directory)
  } catch (error) {
    rmSync(unfinished, { recursive: true })
    // Otherwise another test process was quicker.
    if (!existsSync(directory)) throw error
  }
  return directory
}

async function fill(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir })
  await migrate(database.db)
  await database.close()
}

function fingerprint(): string {
  const migrations = join(projectRoot(), 'mock-api/migrations')
  const hash = createHash('sha256')
  for (const name of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, name)))
  hash.update(readFileSync(join(projectRoot(), 'node_modules/@electric-sql/pglite/package.json')))
  return hash.digest('hex').slice(0, 16)
}
