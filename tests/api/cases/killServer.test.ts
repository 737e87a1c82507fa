import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../mock-api/database/openDatabase.ts'
import { inTransaction } from '../../../mock-api/database/transaction.ts'
import type { FilingInput } from '../../../src/contract/filing.ts'
import type { AccountView } from '../../../src/contract/accountViews.ts'
import type { ReceiptView } from '../../../src/contract/caseViews.ts'
import { makeFiling, newSigningKey, planFiling, present } from '../../support/filingFixture.ts'
import type { Filer } from '../../support/filingFixture.ts'
import { randomFrom } from '../../support/randomFrom.ts'
import { copyCatalogue } from '../../support/journeyCatalogue.ts'
import { freePort } from '../../support/freePort.ts'
import { buildServerInto, runServer, untilHealthy } from '../../support/serverProcess.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'

const shiftClock = new URL('../../support/shiftClock.mjs', import.meta.url).href
const kills = 20
const senders = 3
/** A kill comes so long after the first filing of its round left, at most. */
const longestMillis = 400
const start = '2026-03-10T02:00:00.000Z'

interface Sent {
  key: string
  filing: FilingInput
  receipt?: ReceiptView
}

describe('kill -9 of the real server during filings', () => {
  const engine = embeddedEngine()

  it(`loses no acknowledged filing and doubles none, ${kills} times`, async () => {
    // The seed names the moments; what the server was doing then is chance.
    const seed = Number(process.env['KILL_SEED'] ?? randomInt(1_000_000))
    process.stdout.write(`kill seed ${seed}\n`)
    const random = randomFrom(seed)
    const main = buildServerInto('server-to-kill')
    const catalogueDir = copyCatalogue(['P1103'])
    const { dataDir } = await engine.place()
    const { cookie, filer } = await signInOn(dataDir)
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const sent: Sent[] = []
    const begun = Date.now()
    const now = () => new Date(Date.parse(start) + Date.now() - begun).toISOString()

    const send = async (one: Sent): Promise<void> => {
      const reply = await fetch(`${origin}/api/filings`, {
        method: 'POST', body: JSON.stringify(one.filing),
        headers: { origin, cookie, 'content-type': 'application/json', 'idempotency-key': one.key },
      })
      if (reply.status !== 201) throw new Error(`${reply.status} ${await reply.text()}`)
      const receipt = await reply.json() as ReceiptView
      if (one.receipt) expect(receipt).toEqual(one.receipt)
      one.receipt = receipt
    }

    for (let round = 0; round < kills; round++) {
      const server = runServer(main, {
        DEMO: '1', PORT: String(port), DATA_DIR: dataDir, SHIFT_CLOCK_MILLIS: String(Date.parse(now()) - Date.now()),
        // The one item that is filed: the server is started again faster.
        CATALOGUE_DIR: catalogueDir,
        // One person files all of them.
        QUOTA_FILINGS: '100000',
      }, [shiftClock])
      await untilHealthy(server, origin)
      // As the outbox does: what has no answer goes out again under its old key, and now and then what has one.
      for (const one of sent.filter((each) => !each.receipt || random() < 0.05)) await send(one)
      let running = true
      const work = Array.from({ length: senders }, async () => {
        while (running) {
          const one: Sent = { key: randomUUID(), filing: await makeLicenceFiling(filer, now()) }
          sent.push(one)
          await send(one).catch((error: unknown) => {
            // A cut connection is what a phone sees; any answer but a receipt is a failure.
            if (!(error instanceof TypeError)) throw error
          })
        }
      })
      await delay(random() * longestMillis)
      running = false
      server.signal('SIGKILL')
      await server.ended
      await Promise.all(work)
    }

    const acknowledged = sent.filter((one) => one.receipt)
    expect(acknowledged.length).toBeGreaterThan(kills)
    const stored = await readCases(dataDir)
    const caseNos = (filingId: string) => stored.filter((row) => row.filing_id === filingId).map((row) => row.case_no)
    for (const one of acknowledged) expect(caseNos(one.filing.filingId)).toEqual([one.receipt?.caseNo])
    for (const one of sent) expect(caseNos(one.filing.filingId).length).toBeLessThanOrEqual(1)
    const sentIds = new Set(sent.map((one) => one.filing.filingId))
    for (const row of stored) {
      expect(sentIds).toContain(row.filing_id)
      // Whole or not at all: event, signature, receipt and stored answer came with the case.
      expect(row).toMatchObject({ submitted: 1, signed: 1, receipts: 1 })
    }
    process.stdout.write(`${sent.length} sent, ${acknowledged.length} acknowledged, ${stored.length} stored\n`)
  }, 900_000)
})

/** Everything by licence: a filing without uploads. */
function makeLicenceFiling(filer: Filer, at: string): Promise<FilingInput> {
  const ways = { identity: 'library', physicalExam: 'library', standardPhoto: 'library' } as const
  return makeFiling(filer, { ...planFiling('P1103', '2026-03-10'), ways }, { at })
}

/** Signs the older resident in on the directory that the server will be started on, and registers a key. */
async function signInOn(dataDir: string): Promise<{ cookie: string, filer: Filer }> {
  const database = await openDatabase({ dataDir })
  const app = await startTestApp(database)
  const client = await app.signInAs('chen')
  const key = await newSigningKey()
  const { keyId } = (await client.post('/api/keys', { publicKey: key.publicKey })).json<{ keyId: string }>()
  const { account } = (await client.get('/api/session')).json<{ account: AccountView }>()
  const catalogue = app.deps.catalogue.view
  const findItem = async (code: string) => present(app.deps.catalogue.findItem(code))
  await app.close()
  await database.close()
  const none = () => Promise.reject(new Error('this filing needs no upload'))
  return { cookie: client.cookie ?? '', filer: { account, catalogue, findItem, key, keyId, upload: none, sha256Of: none } }
}

interface StoredCase {
  case_no: string
  filing_id: string
  submitted: number
  signed: number
  receipts: number
}

async function readCases(dataDir: string): Promise<StoredCase[]> {
  const database = await openDatabase({ dataDir })
  const { rows } = await inTransaction(database.db, (tx) => tx.execute(sql`
    SELECT c.case_no, c.filing_id,
      (SELECT count(*)::int FROM case_events e WHERE e.case_id = c.id AND e.type = 'submitted') AS submitted,
      (SELECT count(*)::int FROM signatures s WHERE s.case_id = c.id) AS signed,
      (SELECT count(*)::int FROM notices n WHERE n.case_id = c.id AND n.kind = 'receipt') AS receipts
    FROM cases c`))
  await database.close()
  return rows as unknown as StoredCase[]
}
