import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../openDatabase.ts'
import { exportData, importData } from './exportData.ts'

// `npm run data:export > file` and `npm run data:import < file`, with the server stopped.
const command = process.argv.at(-1)
if (command !== 'export' && command !== 'import') throw new Error('Say export or import')
const database = await openDatabase({
  databaseUrl: process.env.DATABASE_URL || undefined,
  dataDir: process.env.DATA_DIR || 'data',
})
try {
  await migrate(database.db)
  if (command === 'export') await writeLines()
  else await readLines()
} finally {
  await database.close()
}

async function writeLines(): Promise<void> {
  for await (const line of exportData(database.db)) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  }
}

async function readLines(): Promise<void> {
  const count = await importData(database.db, inputLines())
  process.stderr.write(`${count} rows imported\n`)
}

/** Begins to read only when the first line is asked for: what readline says before that is lost. */
async function* inputLines(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin })
}
