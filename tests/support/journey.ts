import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../mock-api/projectRoot.ts'
import { findBrowser } from './findBrowser.mjs'
import { launchBrowser, openLastingPhone, openPhone } from './journeyPhone.ts'
import type { Phone, PhoneOptions } from './journeyPhone.ts'
import { startJourneyServer } from './journeyServer.ts'
import type { JourneyServer, JourneyServerOptions } from './journeyServer.ts'
import { embeddedEngine } from './testDatabase.ts'

export interface Journey {
  readonly server: JourneyServer
  /** A phone that is put away after the test, which fails if anything went wrong on it. */
  openPhone(options?: PhoneOptions): Promise<Phone>
  /** The same with storage in `directory`, so that it can be closed and opened again. */
  openLastingPhone(directory: string, options?: PhoneOptions): Promise<Phone>
}

/** Set by `npm test`, empty where no browser was found; alone, a file looks for itself. */
const browserPath = process.env.TEST_CHROME_PATH ?? findBrowser()

/**
 * Declares tests that drive a real Chromium against a server of their own. Without a browser they are skipped by
 * name, and fail in CI.
 */
export function describeJourney(
  name: string, declare: (journey: Journey) => void, options: JourneyServerOptions = {},
): void {
  if (browserPath) describe(name, () => declare(prepare(browserPath, options)))
  else if (process.env.CI === 'true') it(name, () => { throw new Error('no browser was found') })
  else it.skip(`${name} (no browser was found)`, () => {})
}

function prepare(path: string, options: JourneyServerOptions): Journey {
  const engine = embeddedEngine()
  let server: JourneyServer | undefined
  let browser: Browser | undefined
  const phones: Phone[] = []

  beforeAll(async () => {
    const starting = engine.open().then((database) => startJourneyServer(database, options))
    ;[server, browser] = await Promise.all([starting, launchBrowser(path)])
  })
  afterEach(async ({ task }) => {
    const used = phones.splice(0)
    if (task.result?.state === 'fail') await Promise.all(used.map((phone) => photograph(phone, task.name)))
    await Promise.all(used.map((phone) => phone.close().catch(() => undefined)))
    expect(used.flatMap((phone) => phone.listFaults())).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const running = () => {
    if (!server || !browser) throw new Error('a journey begins in a test')
    return { server, browser }
  }
  const keep = (phone: Phone) => {
    phones.push(phone)
    return phone
  }
  return {
    get server() { return running().server },
    openPhone: async (options) => keep(await openPhone(running().browser, running().server, options)),
    openLastingPhone: async (directory, options) =>
      keep(await openLastingPhone(path, directory, running().server, options)),
  }
}

/** What the resident saw when a test failed. */
export async function photograph(phone: Pick<Phone, 'page'>, name: string): Promise<void> {
  const folder = join(projectRoot(), 'test-results/journeys')
  mkdirSync(folder, { recursive: true })
  const file = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`
  await phone.page.screenshot({ path: join(folder, file), fullPage: true }).catch(() => undefined)
}
