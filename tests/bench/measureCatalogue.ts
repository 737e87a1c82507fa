import { request } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import type { CatalogueView } from '../../src/contract/catalogueViews.ts'
import { withBuiltServer } from './withBuiltServer.ts'

interface CatalogueBytes {
  items: number
  /** As they travel, brotli as the server sends it. */
  index: number
  whole: number
  /** The same uncompressed: the baseline. */
  indexText: number
  wholeText: number
}

interface TapTimes {
  /** Milliseconds from the tap to the next frame after the heading is there, without a network. */
  item: number[]
  /** The baseline: to a page that reads nothing. */
  settings: number[]
}

const batch = 10

/** What the catalogue weighs, and how long an item takes to open without a network once everything is on the phone. */
export function measureCatalogue(
  browserPath: string, taps: number,
): Promise<{ bytes: CatalogueBytes, taps: TapTimes }> {
  return withBuiltServer(browserPath, async (browser, origin) => ({
    bytes: await weigh(origin), taps: await tap(browser, origin, taps),
  }))
}

async function weigh(origin: string): Promise<CatalogueBytes> {
  const catalogue = await (await fetch(`${origin}/api/catalogue`)).json() as CatalogueView
  const codes = catalogue.items.map(({ code }) => code)
  const paths = Array.from({ length: Math.ceil(codes.length / batch) }, (_, at) =>
    `/api/items?codes=${codes.slice(at * batch, (at + 1) * batch).join(',')}`)
  const sum = async (list: string[], encoding: string) => {
    const sizes = await Promise.all(list.map((path) => sizeOf(origin + path, encoding)))
    return sizes.reduce((total, size) => total + size, 0)
  }
  return {
    items: codes.length,
    index: await sum(['/api/catalogue'], 'br'), indexText: await sum(['/api/catalogue'], 'identity'),
    whole: await sum(paths, 'br'), wholeText: await sum(paths, 'identity'),
  }
}

/** Bytes of the body on the wire; not by fetch, which undoes the encoding. */
async function sizeOf(url: string, encoding: string): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(url, { headers: { 'accept-encoding': encoding } }, (reply) => {
      let size = 0
      reply.on('data', (part: Buffer) => { size += part.length }).on('end', () => done(size))
    })
    asked.on('error', failed).end()
  })
}

async function tap(browser: Browser, origin: string, taps: number): Promise<TapTimes> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${origin}/me`)
  await page.getByText('份指南都在这台手机上了').waitFor()
  await page.goto(`${origin}/`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  const times: TapTimes = { item: [], settings: [] }
  for (let round = 0; round < taps; round++) {
    // Loaded anew: nothing of the item is in memory.
    await page.goto(`${origin}/`)
    times.item.push(await timeTo(page, `a[href^="/items/"] >> nth=${round % 6}`))
    await page.goto(`${origin}/`)
    times.settings.push(await timeTo(page, 'a[href="/me"]'))
  }
  return times
}

async function timeTo(page: Page, link: string): Promise<number> {
  await page.locator(link).waitFor()
  await page.waitForTimeout(500)
  return page.locator(link).evaluate((anchor: HTMLElement) => new Promise<number>((done) => {
    const began = performance.now()
    const look = () => {
      const ready = location.pathname !== '/' && document.querySelector('main h1')
      if (ready) requestAnimationFrame(() => done(performance.now() - began))
      else requestAnimationFrame(look)
    }
    anchor.click()
    look()
  }))
}
