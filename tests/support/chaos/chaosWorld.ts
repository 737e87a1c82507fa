/** The real server as a process that can be killed, a network that can be cut, and one phone. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { freePort } from '../freePort.ts'
import { photograph } from '../journey.ts'
import { openPhone } from '../journeyPhone.ts'
import { usualStart } from '../journeyServer.ts'
import { runServer, untilHealthy } from '../serverProcess.ts'
import { startCuttingProxy } from './cuttingProxy.ts'

const shiftClock = new URL('../shiftClock.mjs', import.meta.url).href
const dayMillis = 86_400_000
/** How long the resident waits for a control to react before looking again. */
const patience = 4_000

export type ChaosWorld = Awaited<ReturnType<typeof startChaosWorld>>

export interface ChaosPlace {
  /** The built server's main file, the folder of its database, and of the catalogue it shows. */
  main: string
  dataDir: string
  /** The cookie of somebody who is signed in there. */
  session: string
  catalogueDir: string
}

export async function startChaosWorld(browser: Browser, { main, dataDir, session, catalogueDir }: ChaosPlace) {
  const [outer, inner] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${outer}`
  const begun = Date.now()
  const now = () => new Date(Date.parse(usualStart) + Date.now() - begun).toISOString()
  const network = await startCuttingProxy(outer, inner)

  const startServer = async () => {
    const server = runServer(main, {
      DEMO: '1', OFFICER: 'manual', PORT: String(inner), PUBLIC_URL: url, DATA_DIR: dataDir, CATALOGUE_DIR: catalogueDir,
      SHIFT_CLOCK_MILLIS: String(Date.parse(now()) - Date.now()),
      // One person files all of them.
      QUOTA_FILINGS: '100000', QUOTA_UPLOADS: '100000', QUOTA_UPLOAD_MB: '1000000',
    }, [shiftClock])
    await untilHealthy(server, `http://127.0.0.1:${inner}`)
    return server
  }
  let server: Awaited<ReturnType<typeof startServer>> | undefined = await startServer()

  const phone = await openPhone(browser, { url, now })
  let page = phone.page
  phone.context.setDefaultTimeout(patience)
  // Put back, it is a sign-in without the provider's pages (whose own cookies would be long past: the browser's clock
  // is today's).
  const [name = '', value = ''] = session.split('=')
  const renewSession = () => phone.context.addCookies([{ url, name, value, httpOnly: true, sameSite: 'Lax' }])
  await renewSession()

  return {
    url,
    context: phone.context as BrowserContext,
    network,
    now,
    get page(): Page { return page },
    /** The app is closed, wherever it was, and opened again at an address. */
    async reopen(path: string): Promise<void> {
      const closed = page
      page = await phone.context.newPage()
      await closed.close()
      await this.open(path)
    },
    /** As a resident opens it; offline the service worker answers, or nobody. */
    async open(path: string): Promise<void> {
      await page.goto(path).catch(() => undefined)
    },
    /** The same page in another tab, which stays open behind this one. */
    async openSecondTab(path: string): Promise<void> {
      const behind = await phone.context.newPage()
      await behind.goto(path).catch(() => undefined)
      await page.bringToFront()
    },
    /** Only the tab in front is left. */
    async closeOtherTabs(): Promise<void> {
      for (const other of phone.context.pages()) if (other !== page) await other.close()
    },
    expireSession: () => phone.context.clearCookies(),
    async killServer(): Promise<void> {
      const killed = server
      server = undefined
      killed?.signal('SIGKILL')
      await killed?.ended
    },
    /** Everything works again, as it does after a while. */
    async heal(): Promise<void> {
      server ??= await startServer()
      network.mend()
      await phone.context.setOffline(false)
      await renewSession()
      await page.clock.setSystemTime(now())
    },
    photograph: () => photograph({ page }, 'chaos'),
    jumpClock: (days: number) => page.clock.setSystemTime(new Date(Date.parse(now()) + days * dayMillis)),
    async close(): Promise<void> {
      await phone.close()
      await network.close()
      server?.signal('SIGTERM')
      await server?.ended
    },
  }
}
