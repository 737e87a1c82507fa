/** The catalogue as last fetched: its index, the items that came with it or later, and the versions they replaced. */
import type { CatalogueView, ItemView, Locale } from '../contract/catalogueViews.ts'
import type { Item } from '../domain/item.ts'
import { draftDays } from './drafts.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { ItemRow } from './deviceSchema.ts'

export interface CachedCatalogue {
  catalogue: CatalogueView
  etag: string
  fetchedAt: string
}

/** Public data, so in clear. */
const current = 'current'

export async function readCachedCatalogue(): Promise<CachedCatalogue | undefined> {
  return (await openDeviceDatabase()).get('catalogue', current)
}

/** Replaces the index; the items stay until newer ones come. */
export async function cacheCatalogue(fresh: CachedCatalogue): Promise<void> {
  await (await openDeviceDatabase()).put('catalogue', { id: current, ...fresh })
}

/** Notes that the server confirmed the cached index at `fetchedAt`. */
export async function confirmCatalogue(fetchedAt: string): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('catalogue', 'readwrite')
  const row = await transaction.store.get(current)
  if (row) await transaction.store.put({ ...row, fetchedAt })
  await transaction.done
}

/**
 * Keeps items as fetched. A version that is replaced is kept as long as a draft can live: a draft stays readable with
 * the questions it was begun with, and a resident who has prepared by it is told what changed.
 */
export async function cacheItems(views: ItemView[], locale: Locale, fetchedAt: string): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('items', 'readwrite')
  const { store } = transaction
  const oldest = new Date(Date.parse(fetchedAt) - draftDays * 86_400_000).toISOString()
  for (const { item, hash, texts } of views) {
    const { code, version } = item
    for (const row of await store.index('code').getAll(code)) {
      if (row.version === version) continue
      if (row.replacedAt !== undefined && row.replacedAt < oldest) await store.delete(row.key)
      else if (row.replacedAt === undefined) await store.put(replaced(row, fetchedAt))
    }
    await store.put({
      key: `${code}@${version}`, code, version, hash, locale, stamp: stampOf(code, hash, locale), item, fetchedAt,
      ...(texts && { texts }),
    })
  }
  await transaction.done
}

/** Keeps an older version that was fetched for a draft. */
export async function cacheItemVersion(item: Item, now: Date): Promise<void> {
  const { code, version } = item
  const fetchedAt = now.toISOString()
  const row: ItemRow = { key: `${code}@${version}`, code, version, hash: '', locale: 'zh-Hans', stamp: '', item, fetchedAt }
  await (await openDeviceDatabase()).put('items', replaced(row, fetchedAt))
}

/** The item as last fetched, in whatever version it then had. */
export async function findCachedItem(code: string): Promise<ItemRow | undefined> {
  const rows = await (await openDeviceDatabase()).getAllFromIndex('items', 'code', code)
  return rows.find(({ replacedAt }) => replacedAt === undefined)
}

/** An item as it stood in a version, if this device ever had it. */
export async function findCachedVersion(code: string, version: number): Promise<Item | undefined> {
  return (await (await openDeviceDatabase()).get('items', `${code}@${version}`))?.item
}

/** Codes of the index whose item is not on the device in this content and language. */
export async function listStale({ items, locale }: CatalogueView): Promise<string[]> {
  const stamps = new Set<string>()
  const { store } = (await openDeviceDatabase()).transaction('items')
  // The stamps alone: to read every item would take the very time that is to be saved.
  for (let cursor = await store.index('stamp').openKeyCursor(); cursor; cursor = await cursor.continue()) stamps.add(cursor.key)
  return items.filter(({ code, hash }) => !stamps.has(stampOf(code, hash, locale))).map(({ code }) => code)
}

function stampOf(code: string, hash: string, locale: Locale): string {
  return `${code} ${hash} ${locale}`
}

/** Without its stamp, as it is nothing anybody asks for as new. */
function replaced(row: ItemRow, at: string): ItemRow {
  return { ...row, stamp: '', replacedAt: at }
}
