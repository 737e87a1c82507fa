import { migrate } from '../../mock-api/database/migrate.ts'
import { openDatabase } from '../../mock-api/database/openDatabase.ts'
import type { FilingInput } from '../../src/contract/filing.ts'
import { expectOk, startCaseServer } from '../api/cases/caseServer.ts'
import type { Place } from '../support/testDatabase.ts'
import { recordStatements, writeScript } from './pgbenchScript.ts'

/** The item that is filed: done online from beginning to end. */
export const filedItem = 'P0203'

export type FilingServer = Awaited<ReturnType<typeof startFilingServer>>

/** The whole server on an empty database, and a resident who files again and again. */
export async function startFilingServer(place: Place) {
  const database = await openDatabase(place)
  await migrate(database.db)
  const same = async () => place
  const server = await startCaseServer({
    name: database.engine, open: async () => database, place: same, emptyPlace: same,
  })
  const resident = await server.filer('li')
  const make = () => server.make(resident, filedItem)
  const send = async (filing: FilingInput) =>
    expectOk(await resident.client.post('/api/filings', filing)).json<{ caseNo: string }>().caseNo

  return {
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await database.db.$client.query<Row>(text, values)).rows,
    /** @returns filings a second; they are signed, and their files there, before it begins */
    async file(count: number, atATime: number): Promise<number> {
      const filings: FilingInput[] = []
      while (filings.length < count) filings.push(await make())
      const start = performance.now()
      await Promise.all(Array.from({ length: atATime }, async () => {
        for (let filing = filings.pop(); filing; filing = filings.pop()) await send(filing)
      }))
      return count / (performance.now() - start) * 1000
    },
    /** One filing's statements for pgbench, and its uploads as a pattern for more. */
    async record() {
      const [first, second] = [await make(), await make()]
      const earlier = await recordStatements(() => send(first))
      let caseNo = ''
      const filing = await recordStatements(async () => { caseNo = await send(second) })
      const uploadIds = Object.values(second.provisions).flatMap((given) => given.way === 'file' ? given.uploadIds : [])
      return { statements: filing.length, uploadIds, ...writeScript(earlier, filing, caseNo, uploadIds) }
    },
    async close() {
      await server.close()
      await database.close()
    },
  }
}
