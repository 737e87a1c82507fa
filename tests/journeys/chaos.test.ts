import { randomInt } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskFileStore } from '../../mock-api/adapters/file-store/diskFileStore.ts'
import { openDatabase } from '../../mock-api/database/openDatabase.ts'
import { inTransaction } from '../../mock-api/database/transaction.ts'
import { sweepUploads } from '../../mock-api/use-cases/sweepUploads.ts'
import { builtClient } from '../support/builtClient.ts'
import { startChaosWorld } from '../support/chaos/chaosWorld.ts'
import type { ChaosWorld } from '../support/chaos/chaosWorld.ts'
import { fileThroughChaos, steps } from '../support/chaos/fileThroughChaos.ts'
import type { ChaosRun, Claim } from '../support/chaos/fileThroughChaos.ts'
import { planHazards } from '../support/chaos/hazards.ts'
import { findBrowser } from '../support/findBrowser.mjs'
import { copyCatalogue } from '../support/journeyCatalogue.ts'
import { photo } from '../support/journeyFiles.ts'
import type { GivenFile } from '../support/journeyFiles.ts'
import { launchBrowser } from '../support/journeyPhone.ts'
import { codes } from '../support/journeySteps.ts'
import { pick, randomFrom } from '../support/randomFrom.ts'
import { buildServerInto } from '../support/serverProcess.ts'
import { embeddedEngine } from '../support/testDatabase.ts'
import { startTestApp } from '../support/testServer.ts'

const browserPath = process.env.TEST_CHROME_PATH ?? findBrowser()
/** A few with every `npm test`, other ones each time; 200 with `npm run chaos`. */
const runs = Number(process.env['CHAOS_RUNS'] ?? 12)
/** CHAOS_SEED with CHAOS_RUNS=1 repeats one run: each has a seed of its own. */
const seed = Number(process.env['CHAOS_SEED'] ?? randomInt(1_000_000))
const screens = Object.keys(steps)
/** So many phones file at the same time, each against a server of its own. */
const phones = 2

type Claimed = Claim & { address: string }

function planRun(at: number, given: GivenFile): ChaosRun {
  const random = randomFrom(seed + at)
  return {
    random, hazards: planHazards(random, screens), address: `示例市示例区榕荫街 ${seed + at} 号`,
    photo: random() < 0.4 ? given : undefined, doubleTap: random() < 0.3,
    ...(random() < 0.1 && { givesUpAt: pick(random, screens.slice(4)) }),
  }
}

describe.skipIf(!browserPath && process.env.CI !== 'true')('chaos', () => {
  const engine = embeddedEngine()
  let browser: Browser
  let places: { world: ChaosWorld, dataDir: string }[]

  beforeAll(async () => {
    builtClient()
    browser = await launchBrowser(browserPath ?? '')
    const main = buildServerInto('server-in-chaos')
    const catalogueDir = copyCatalogue(['P1103'])
    places = await Promise.all(Array.from({ length: Math.min(runs, phones) }, async () => {
      const { dataDir } = await engine.place()
      const session = await signInOn(dataDir)
      return { dataDir, world: await startChaosWorld(browser, { main, dataDir, session, catalogueDir }) }
    }))
  }, 120_000)
  afterAll(async () => {
    for (const { world } of places) await world.close()
    await browser.close()
  })

  it(`leaves exactly one case or an honest draft, ${runs} times, with everything that was typed`, async () => {
    process.stdout.write(`chaos seed ${seed}\n`)
    const given = await photo()
    await Promise.all(places.map(async ({ world, dataDir }, place) => {
      const claims = await fileAgainAndAgain(world, given, place)
      await world.close()
      await compare(dataDir, claims)
    }))
  }, 1_800_000)
})

/** Every so many seeds are this phone's, one filing after the other on the same phone. */
async function fileAgainAndAgain(world: ChaosWorld, given: GivenFile, first: number): Promise<Claimed[]> {
  const claims: Claimed[] = []
  for (let at = first; at < runs; at += phones) {
    const run = planRun(at, given)
    const plan = `CHAOS_SEED=${seed + at} CHAOS_RUNS=1 ${JSON.stringify({ ...run, photo: run.photo?.name })}`
    const claim = await fileThroughChaos(world, run).catch(async (error: unknown) => {
      await world.photograph()
      throw new Error(plan, { cause: error })
    })
    claims.push({ ...claim, address: run.address })
    await world.heal()
    await world.closeOtherTabs()
    if (claim.kind === 'draft') {
      await world.open(`/items/${codes.licence}/file?draft=${claim.filingId}&step=form`)
      await world.page.getByText('尚未提交').first().waitFor({ timeout: 10_000 })
      expect(await world.page.getByLabel('收件地址').inputValue(), plan).toBe(run.address)
    }
  }
  return claims
}

/** A session of the older resident in the database that the server will be started on. */
async function signInOn(dataDir: string): Promise<string> {
  const database = await openDatabase({ dataDir })
  const app = await startTestApp(database)
  const { cookie = '' } = await app.signInAs('chen')
  await app.close()
  await database.close()
  return cookie
}

/** What the phones said against what the server has: cases, what was typed, and the files. */
async function compare(dataDir: string, claims: Claimed[]): Promise<void> {
  const database = await openDatabase({ dataDir })
  const read = async <Row>(query: string) =>
    (await inTransaction(database.db, (tx) => tx.execute(sql.raw(query)))).rows as unknown as Row[]
  const cases = await read<{ case_no: string, filing_id: string, address: string, signed: number }>(`
    SELECT case_no, filing_id, form->>'deliveryAddress' AS address,
      (SELECT count(*)::int FROM signatures s WHERE s.case_id = c.id) AS signed FROM cases c`)
  for (const claim of claims) {
    const found = cases.filter((row) => row.filing_id === claim.filingId)
    expect(found, JSON.stringify(claim)).toEqual(claim.kind === 'draft' ? [] : [
      { case_no: claim.caseNo, filing_id: claim.filingId, address: claim.address, signed: 1 },
    ])
  }
  expect(cases).toHaveLength(claims.filter(({ kind }) => kind === 'received').length)

  const uploads = join(dataDir, 'uploads')
  const muchLater = new Date(Date.now() + 400 * 86_400_000).toISOString()
  await sweepUploads({ database, fileStore: diskFileStore(uploads), clock: { now: () => muchLater } })
  const attached = await read<{ id: string }>("SELECT id FROM uploads WHERE case_id IS NOT NULL AND state = 'attached'")
  const stored = readdirSync(uploads).filter((name) => !name.endsWith('.json'))
  expect(stored.sort()).toEqual(attached.map(({ id }) => id).sort())
  expect(await read('SELECT id FROM uploads WHERE case_id IS NULL')).toEqual([])
  await database.close()
  process.stdout.write(`${claims.length} runs, ${cases.length} cases, ${stored.length} files\n`)
}
