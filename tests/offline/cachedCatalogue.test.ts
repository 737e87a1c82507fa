import { beforeEach, expect, it } from 'vitest'
import type { CatalogueView } from '../../src/contract/views.ts'
import type { Item } from '../../src/domain/item.ts'
import {
  cacheCatalogue, cacheItemVersion, confirmCatalogue, findCachedItem, readCachedCatalogue,
} from '../../src/offline/cachedCatalogue.ts'
import { freshDevice, morning, restartPage } from './support/device.ts'

beforeEach(freshDevice)

const item = (code: string, version: number) => ({ code, version, name: `${code} ${version}` }) as Item
const catalogue = (...items: Item[]) => ({ version: '1', items }) as CatalogueView
const fetched = (fetchedAt: string, ...items: Item[]) => ({ catalogue: catalogue(...items), etag: `"${fetchedAt}"`, fetchedAt })

it('is there after a restart', async () => {
  expect(await readCachedCatalogue()).toBeUndefined()
  await cacheCatalogue(fetched(morning.toISOString(), item('A', 1)))
  await restartPage()
  expect(await readCachedCatalogue()).toMatchObject(fetched(morning.toISOString(), item('A', 1)))
})

it('keeps a replaced version for the drafts that pin it, for as long as a draft lives', async () => {
  await cacheCatalogue(fetched('2026-05-01T00:00:00.000Z', item('A', 1), item('B', 1)))
  await cacheCatalogue(fetched('2026-05-02T00:00:00.000Z', item('A', 2), item('B', 1)))
  expect((await findCachedItem('A', 1))?.version).toBe(1)
  expect((await findCachedItem('A', 2))?.version).toBe(2)
  expect((await findCachedItem('B', 1))?.version).toBe(1)
  expect(await findCachedItem('B', 2)).toBeUndefined()

  await cacheCatalogue(fetched('2026-06-01T00:00:00.000Z', item('A', 2)))
  expect(await findCachedItem('A', 1)).toBeDefined()
  await cacheCatalogue(fetched('2026-06-02T00:00:01.000Z', item('A', 2)))
  expect(await findCachedItem('A', 1)).toBeUndefined()
})

it('notes when the server last said it is still right', async () => {
  await cacheCatalogue(fetched('2026-05-01T00:00:00.000Z', item('A', 1)))
  await confirmCatalogue('2026-05-03T00:00:00.000Z')
  expect((await readCachedCatalogue())?.fetchedAt).toBe('2026-05-03T00:00:00.000Z')
})

it('keeps an older version that was fetched for a draft', async () => {
  await cacheItemVersion(item('A', 1), morning)
  expect((await findCachedItem('A', 1))?.name).toBe('A 1')
})
