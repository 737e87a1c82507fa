import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { filedItem, startFilingServer } from './filingServer.ts'
import type { FilingServer } from './filingServer.ts'
import { freshIds } from './pgbenchScript.ts'

/** Filings a second, a figure per round. */
type Rates = Record<'pgbench' | 'postgres' | 'embedded', number[]>

interface Options {
  /** An empty database. */
  databaseUrl: string
  /** The command. */
  pgbench: string
  /** Filings per measurement. */
  count: number
  rounds: number
}

/**
 * Files through the server on PostgreSQL, through the server on the embedded engine, and the bare statements of the
 * same filing through pgbench on that PostgreSQL: in turn, round by round, after one round that does not count.
 * @returns rates by how many filings are under way at a time, and the statements a filing takes
 */
export async function measureFilings({ databaseUrl, pgbench, count, rounds }: Options) {
  const home = mkdtempSync(join(tmpdir(), 'zhenghaoban-bench-'))
  const onPostgres = await startFilingServer({ dataDir: home, databaseUrl })
  const embedded = await startFilingServer({ dataDir: home })
  try {
    const bare = await preparePgbench(onPostgres, [pgbench, databaseUrl], join(home, 'filing.sql'))
    const perSecond: Record<number, Rates> = {}
    for (const atATime of [1, freshIds.mostClients]) {
      const rates: Rates = perSecond[atATime] = { pgbench: [], postgres: [], embedded: [] }
      for (let round = 0; round <= rounds; round++) {
        rates.pgbench[round] = await bare.file(count, atATime)
        rates.postgres[round] = await onPostgres.file(count, atATime)
        rates.embedded[round] = await embedded.file(count, atATime)
      }
      for (const all of Object.values(rates)) all.shift()
    }
    return { item: filedItem, statements: bare.statements, perSecond }
  } finally {
    await Promise.all([onPostgres.close(), embedded.close()])
    rmSync(home, { recursive: true })
  }
}

async function preparePgbench(server: FilingServer, [pgbench, url]: [string, string], script: string) {
  const recorded = await server.record()
  writeFileSync(script, recorded.script)
  const countCases = async () => (await server.query<{ n: number }>('SELECT count(*) AS n FROM cases'))[0]!.n
  let runs = 0
  const file = async (count: number, clients: number): Promise<number> => {
    const [each, offset] = [Math.ceil(count / clients), freshIds.perRun * runs++]
    const from = freshIds.first + offset * freshIds.mostClients
    for (const prefix of recorded.uploadPrefixes) {
      await server.query(`
        INSERT INTO uploads (id, account_id, meta, file_name, media_type, size, state, storage_key, created_at)
        SELECT $1 || n, account_id, meta, file_name, media_type, size, 'ready', storage_key, created_at
        FROM uploads, generate_series($2::int8, $3) n WHERE id = $4`,
      [prefix, from, from + (each + 1) * freshIds.mostClients, recorded.uploadIds[0]])
    }
    const before = await countCases()
    const { stdout } = await promisify(execFile)(pgbench, ['-n', '-M', 'simple', '-f', script, '-D', `n=${offset}`,
      '-c', String(clients), '-j', String(Math.min(clients, 2)), '-t', String(each), url])
    if (await countCases() !== before + each * clients) throw new Error('pgbench did not file what it was asked to')
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  }
  return { statements: recorded.statements, file }
}
