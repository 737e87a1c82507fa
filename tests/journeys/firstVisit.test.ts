import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { atFirstStep, beginFiling, codes, licenceSteps, readReceipt, readyForOffline, takeSteps } from '../support/journeySteps.ts'

describeJourney('the first visit', (journey) => {
  it('asks for the page, its parts and two answers; for axios and, when idle, every guide only afterwards', async () => {
    const { page, open } = await journey.openPhone()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url().slice(journey.server.url.length)))
    await open('/')
    await page.getByRole('link', { name: /驾驶证到期换证/ }).waitFor()
    await page.waitForRequest((request) => request.url().includes('/assets/axios'))
    await expect.poll(() => askedGuides(asked), { timeout: 60_000 }).toHaveLength(85)

    expect(new Set(askedGuides(asked)).size).toBe(85)
    const answers = asked.filter((path) => path.startsWith('/api'))
    expect(answers.filter((path) => !path.startsWith('/api/items?')).sort()).toEqual(['/api/catalogue', '/api/session'])
    expect(answers.findLastIndex((path) => !path.startsWith('/api/items?'))).toBe(1)
    const first = asked.slice(0, asked.findIndex((path) => path.startsWith('/api')))
    expect(first.filter((path) => !/^\/$|^\/assets\/|^\/icons\/|^\/manifest\.webmanifest$/.test(path))).toEqual([])
    expect(first.filter((path) => path.includes('axios'))).toEqual([])

    await open('/me')
    await page.getByText('全部 85 份指南都在这台手机上了').waitFor()
    const before = asked.length
    const [unchanged] = await Promise.all([
      page.waitForResponse((reply) => reply.url().endsWith('/api/catalogue')), page.reload(),
    ])
    expect(unchanged.status()).toBe(304)
    await page.getByText('全部 85 份指南都在这台手机上了').waitFor()
    expect(askedGuides(asked.slice(before))).toEqual([])
  })

  it('leaves a phone that works offline', async () => {
    const { page, open } = await journey.openPhone()
    await open('/')
    await readyForOffline(page)
  })

  it('leaves nothing about the person in Cache Storage, and nothing readable in the database', async () => {
    const { page, open } = await journey.openPhone()
    await open('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()))
    await readReceipt(page)
    await open('/cases')
    await page.getByRole('link', { name: /驾驶证到期换证/ }).waitFor()
    await open(`/items/${codes.household}/file`)
    await atFirstStep(page)

    const cached = await cachedTexts(page)
    expect(cached.length).toBeGreaterThan(10)
    expect(cached.filter(({ url }) => new URL(url).pathname.startsWith('/api'))).toEqual([])
    const personal = /陈永福|449999195801080017|15400000001|榕荫街/
    expect(cached.filter(({ text }) => personal.test(text))).toEqual([])
    const rows = await databaseRows(page)
    expect(rows.filter((row) => row.includes('驾驶证到期换证'))).not.toEqual([])
    expect(rows.filter((row) => personal.test(row))).toEqual([])
  })
})

/** The codes of all guides that were asked for. */
function askedGuides(asked: string[]): string[] {
  return asked.filter((path) => path.startsWith('/api/items?'))
    .flatMap((path) => new URLSearchParams(path.split('?')[1]).get('codes')?.split(',') ?? [])
}

function cachedTexts(page: Page): Promise<{ url: string, text: string }[]> {
  return page.evaluate(async () => {
    const found: { url: string, text: string }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        found.push({ url: request.url, text: await (await cache.match(request))?.text() ?? '' })
      }
    }
    return found
  })
}

/** Every row of every database of the page, as text; buffers as if they were text. */
function databaseRows(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const rows: string[] = []
    const asText = (_key: string, value: unknown) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder().decode(value as ArrayBuffer)
        : value
    const settle = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('unreadable'))
    })
    for (const { name } of await indexedDB.databases()) {
      const database = await settle(indexedDB.open(name!))
      for (const store of database.objectStoreNames) {
        for (const row of await settle(database.transaction(store).objectStore(store).getAll())) {
          rows.push(`${store} ${JSON.stringify(row, asText)}`)
        }
      }
      database.close()
    }
    return rows
  })
}
