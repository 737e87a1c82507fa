/** The catalogue as last fetched, and the item versions it replaced: public data, so in clear. */
import type { CatalogueView } from '../contract/views.ts'
import type { Item } from '../domain/item.ts'
import { draftDays } from './drafts.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'

export interface CachedCatalogue {
  catalogue: CatalogueView
  etag: string
  fetchedAt: string
}

const current = 'current'

export async function readCachedCatalogue(): Promise<CachedCatalogue | undefined> {
  const row = await (await openDeviceDatabase()).get('catalogue', current)
  return row && 'catalogue' in row ? row : undefined
}

/**
 * Replaces the catalogue. Item versions that go are kept as long as a draft can live: a draft stays readable with
 * the questions it was begun with.
 */
export async function cacheCatalogue(fresh: CachedCatalogue): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('catalogue', 'readwrite')
  const { store } = transaction
  const before = await store.get(current)
  const kept = new Set(fresh.catalogue.items.map(versionKey))
  for (const item of before && 'catalogue' in before ? before.catalogue.items : []) {
    if (!kept.has(versionKey(item))) await store.put({ id: versionKey(item), item, replacedAt: fresh.fetchedAt })
  }
  const oldest = new Date(Date.parse(fresh.fetchedAt) - draftDays * 86_400_000).toISOString()
  for (const row of await store.getAll()) {
    if ('item' in row && row.replacedAt < oldest) await store.delete(row.id)
  }
  await store.put({ id: current, ...fresh })
  await transaction.done
}

/** Notes that the server confirmed the cached catalogue at `fetchedAt`. */
export async function confirmCatalogue(fetchedAt: string): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('catalogue', 'readwrite')
  const row = await transaction.store.get(current)
  if (row && 'catalogue' in row) await transaction.store.put({ ...row, fetchedAt })
  await transaction.done
}

/** An item as it stood in a version, if this device ever had it. */
export async function findCachedItem(code: string, version: number): Promise<Item | undefined> {
  const cached = await readCachedCatalogue()
  const item = cached?.catalogue.items.find((one) => one.code === code && one.version === version)
  if (item) return item
  const row = await (await openDeviceDatabase()).get('catalogue', `${code}@${version}`)
  return row && 'item' in row ? row.item : undefined
}

/** Keeps an older version that was fetched for a draft. */
export async function cacheItemVersion(item: Item, now: Date): Promise<void> {
  await (await openDeviceDatabase()).put('catalogue', { id: versionKey(item), item, replacedAt: now.toISOString() })
}

function versionKey(item: Item): string {
  return `${item.code}@${item.version}`
}
