import { beforeEach, expect, it } from 'vitest'
import type { CatalogueView, ItemView } from '../../src/contract/catalogueViews.ts'
import type { Item } from '../../src/domain/item.ts'
import {
  cacheCatalogue, cacheItems, cacheItemVersion, confirmCatalogue, findCachedItem, findCachedVersion, listStale,
  readCachedCatalogue,
} from '../../src/offline/cachedCatalogue.ts'
import { freshDevice, morning, restartPage } from './support/device.ts'

beforeEach(freshDevice)

const view = (code: string, version: number, hash = `${code}${version}`): ItemView =>
  ({ item: { code, version, name: `${code} ${version}` } as Item, hash })
const index = (...items: ItemView[]) => ({
  version: '1', locale: 'zh-Hans', items: items.map(({ item: { code, version }, hash }) => ({ code, version, hash })),
}) as unknown as CatalogueView
const fetched = (fetchedAt: string, ...items: ItemView[]) => ({ catalogue: index(...items), etag: `"${fetchedAt}"`, fetchedAt })

it('is there after a restart', async () => {
  expect(await readCachedCatalogue()).toBeUndefined()
  await cacheCatalogue(fetched(morning.toISOString(), view('A', 1)))
  await restartPage()
  expect(await readCachedCatalogue()).toMatchObject(fetched(morning.toISOString(), view('A', 1)))
})

it('keeps a replaced version for the drafts that pin it, for as long as a draft lives', async () => {
  await cacheItems([view('A', 1), view('B', 1)], 'zh-Hans', '2026-05-01T00:00:00.000Z')
  await cacheItems([view('A', 2)], 'zh-Hans', '2026-05-02T00:00:00.000Z')
  expect((await findCachedVersion('A', 1))?.version).toBe(1)
  expect((await findCachedItem('A'))?.version).toBe(2)
  expect((await findCachedItem('B'))?.version).toBe(1)
  expect(await findCachedVersion('B', 2)).toBeUndefined()

  await cacheItems([view('A', 2)], 'zh-Hans', '2026-06-01T00:00:00.000Z')
  expect(await findCachedVersion('A', 1)).toBeDefined()
  await cacheItems([view('A', 2)], 'zh-Hans', '2026-06-02T00:00:01.000Z')
  expect(await findCachedVersion('A', 1)).toBeUndefined()
})

it('tells which items are missing, changed or in another language, and only those', async () => {
  const now = morning.toISOString()
  expect(await listStale(index(view('A', 1), view('B', 1)))).toEqual(['A', 'B'])
  await cacheItems([view('A', 1), view('B', 1)], 'zh-Hans', now)
  expect(await listStale(index(view('A', 1), view('B', 1)))).toEqual([])
  expect(await listStale(index(view('A', 1), view('B', 1, 'other words')))).toEqual(['B'])
  expect(await listStale(index(view('A', 2), view('B', 1)))).toEqual(['A'])
  expect(await listStale({ ...index(view('A', 1)), locale: 'en' })).toEqual(['A'])
  await cacheItems([{ ...view('A', 1), texts: { '/name': 'A' } }], 'en', now)
  expect(await listStale({ ...index(view('A', 1)), locale: 'en' })).toEqual([])
})

it('notes when the server last said it is still right', async () => {
  await cacheCatalogue(fetched('2026-05-01T00:00:00.000Z', view('A', 1)))
  await confirmCatalogue('2026-05-03T00:00:00.000Z')
  expect((await readCachedCatalogue())?.fetchedAt).toBe('2026-05-03T00:00:00.000Z')
})

it('keeps an older version that was fetched for a draft, and does not take it for the item', async () => {
  await cacheItemVersion(view('A', 1).item, morning)
  expect((await findCachedVersion('A', 1))?.name).toBe('A 1')
  expect(await findCachedItem('A')).toBeUndefined()
})
