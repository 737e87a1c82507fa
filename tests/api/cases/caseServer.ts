/** The whole server with people who can file, and an officer. */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { LightMyRequestResponse } from 'fastify'
import { standInOfficer } from '../../../mock-api/adapters/officer/standInOfficer.ts'
import { inTransaction } from '../../../mock-api/database/transaction.ts'
import { insertUpload } from '../../../mock-api/repositories/uploads.ts'
import { runOfficerJobs } from '../../../mock-api/use-cases/runOfficerJobs.ts'
import type { FilingInput } from '../../../src/contract/filing.ts'
import type { OfficerActionInput, OfficerCaseView } from '../../../src/contract/officerAction.ts'
import type { AccountView } from '../../../src/contract/accountViews.ts'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { makeFiling, newSigningKey, planFiling, present } from '../../support/filingFixture.ts'
import type { Filer, FilingPlan } from '../../support/filingFixture.ts'
import type { TestEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp, TestClient } from '../../support/testServer.ts'

export interface TestFiler extends Filer {
  client: TestClient
}

export interface CaseServer extends TestApp {
  /** Today in Shanghai by the server's clock. */
  today(): string
  filer(person: string): Promise<TestFiler>
  /** A file this account has handed over, in the state given. */
  addUpload(filer: Filer, state?: 'receiving' | 'ready' | 'attached' | 'refused'): Promise<string>
  plan(item: FilingPlan['item'], change?: Partial<FilingPlan>): FilingPlan
  make(filer: TestFiler, item: FilingPlan['item'], change?: Partial<FilingPlan>): Promise<FilingInput>
  /** Files and gives the case's number. */
  file(filer: TestFiler, item: FilingPlan['item'], change?: Partial<FilingPlan>): Promise<string>
  view(filer: TestFiler, caseNo: string): Promise<CaseView>
  viewAsOfficer(caseNo: string): Promise<OfficerCaseView>
  /** Acts as an officer who has seen the case's last event. */
  act(caseNo: string, order: Omit<OfficerActionInput, 'afterSeq'>): Promise<LightMyRequestResponse>
  /** The same, and it has to work. */
  mustAct(caseNo: string, order: Omit<OfficerActionInput, 'afterSeq'>): Promise<OfficerCaseView>
  /** Lets the stand-in do all it can without anybody else. */
  runStandIn(): Promise<number>
  /** Moves the clock to an instant; everybody signed in stays so. */
  setTo(instant: string): Promise<void>
  rows<Row extends object>(query: string): Promise<Row[]>
}

export async function startCaseServer(
  engine: TestEngine, officer: 'manual' | 'standIn' = 'manual', options: Parameters<typeof startTestApp>[1] = {},
): Promise<CaseServer> {
  const database = await engine.open()
  const server = await startTestApp(database, { ...options, settings: { officer, ...options.settings } })
  const officerClient = await server.signInAs('officer-lin')
  const today = () => new Date(Date.parse(server.clock.now()) + 8 * 3_600_000).toISOString().slice(0, 10)
  const plan: CaseServer['plan'] = (item, change = {}) => ({ ...planFiling(item, today()), ...change })
  const addUpload: CaseServer['addUpload'] = async ({ account }, state = 'ready') => {
    const id = randomUUID()
    await inTransaction(database.db, (tx) => insertUpload(tx, {
      id, accountId: account.id, meta: {}, fileName: '材料.jpg', mediaType: 'image/jpeg', size: 1000, state,
      // A content of its own for each.
      sha256: state === 'receiving' ? null : createHash('sha256').update(id).digest('hex'), storageKey: id,
      createdAt: server.clock.now(),
    }))
    return id
  }
  const make: CaseServer['make'] = (filer, item, change) =>
    makeFiling(filer, plan(item, change), { at: server.clock.now() })
  const view: CaseServer['view'] = async (filer, caseNo) => expectOk(await filer.client.get(`/api/cases/${caseNo}`)).json()
  const viewAsOfficer: CaseServer['viewAsOfficer'] = async (caseNo) =>
    expectOk(await officerClient.get(`/api/officer/cases/${caseNo}`)).json()
  const act: CaseServer['act'] = async (caseNo, order) => {
    const seen = await viewAsOfficer(caseNo)
    return officerClient.post(`/api/officer/cases/${caseNo}/actions`, { ...order, afterSeq: seen.events.length })
  }
  const rows: CaseServer['rows'] = async <Row extends object>(query: string) =>
    (await inTransaction(database.db, (tx) => tx.execute(sql.raw(query)))).rows as unknown as Row[]
  return {
    ...server, today, plan, addUpload, make, view, viewAsOfficer, act, rows,
    filer: async (person) => {
      const client = await server.signInAs(person)
      const key = await newSigningKey()
      const { keyId } = expectOk(await client.post('/api/keys', { publicKey: key.publicKey })).json<{ keyId: string }>()
      const { account } = expectOk(await client.get('/api/session')).json<{ account: AccountView }>()
      const filer: TestFiler = {
        client, account, key, keyId, catalogue: server.deps.catalogue.view, upload: () => addUpload(filer),
        sha256Of: async (id) =>
          (await rows<{ sha256: string | null }>(`SELECT sha256 FROM uploads WHERE id = '${id}'`))[0]?.sha256 ?? '',
        findItem: async (code) => present(server.deps.catalogue.findItem(code)),
      }
      return filer
    },
    file: async (filer, item, change) => {
      const filing = await make(filer, item, change)
      return expectOk(await filer.client.post('/api/filings', filing)).json<{ caseNo: string }>().caseNo
    },
    mustAct: async (caseNo, order) => expectOk(await act(caseNo, order)).json<OfficerCaseView>(),
    runStandIn: async () => {
      let total = 0
      for (;;) {
        const done = await runOfficerJobs(server.deps, { officer: standInOfficer, stepMillis: 0 })
        if (done === 0) return total
        total += done
      }
    },
    setTo: async (instant) => {
      server.clock.set(instant)
      await rows(`UPDATE sessions SET last_seen_at = '${instant}', expires_at = '2099-01-01'`)
    },
  }
}

export function expectOk(response: LightMyRequestResponse): LightMyRequestResponse {
  if (response.statusCode >= 300) throw new Error(`${response.statusCode} ${response.body}`)
  return response
}

/** What a refusal says, in brief. */
export function refusal(response: LightMyRequestResponse): [number, string, ...string[]] {
  const { code, errors = [] } = response.json<{ code: string, errors?: { pointer: string, code: string }[] }>()
  return [response.statusCode, code, ...errors.map((error) => `${error.pointer} ${error.code}`)]
}
