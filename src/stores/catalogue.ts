import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CatalogueView } from '../contract/views.ts'
import type { Item } from '../domain/item.ts'
import {
  cacheCatalogue, cacheItemVersion, confirmCatalogue, findCachedItem, readCachedCatalogue,
} from '../offline/cachedCatalogue.ts'
import type { CachedCatalogue } from '../offline/cachedCatalogue.ts'
import { now, nowInstant } from '../platform/clock.ts'
import { readFresh } from '../platform/readFresh.ts'

export type CatalogueStatus = 'unknown' | 'loading' | 'ready' | 'unavailable'

/** The permit items and what goes with them: from this device at once, then checked with the server. */
export const useCatalogue = defineStore('catalogue', () => {
  const catalogue = shallowRef<CatalogueView>()
  const fetchedAt = ref<string>()
  const status = ref<CatalogueStatus>('unknown')
  let etag = ''
  let loading: Promise<void> | undefined

  /** Shows the cached catalogue, then asks the server for a newer one. Calls while one runs share it. */
  function load(): Promise<void> {
    loading ??= loadOnce().finally(() => { loading = undefined })
    return loading
  }

  async function loadOnce(): Promise<void> {
    if (!catalogue.value) await showCached()
    const reply = await readFresh<CatalogueView>('getCatalogue', etag ? { etag } : {})
    if (!reply.ok) {
      if (!catalogue.value) status.value = 'unavailable'
    } else if (reply.value.body) {
      show({ catalogue: reply.value.body, etag: reply.value.etag, fetchedAt: nowInstant() })
      await keep(cacheCatalogue({ catalogue: reply.value.body, etag, fetchedAt: nowInstant() }))
    } else {
      fetchedAt.value = nowInstant()
      await keep(confirmCatalogue(fetchedAt.value))
    }
  }

  async function showCached(): Promise<void> {
    status.value = 'loading'
    const cached = await readCachedCatalogue().catch(() => undefined)
    if (cached) show(cached)
  }

  function show(cached: CachedCatalogue): void {
    catalogue.value = cached.catalogue
    etag = cached.etag
    fetchedAt.value = cached.fetchedAt
    status.value = 'ready'
  }

  function findItem(code: string): Item | undefined {
    return catalogue.value?.items.find((item) => item.code === code)
  }

  /** An item in the version a draft or case pins: from the catalogue, this device, or the server. */
  async function loadItemVersion(code: string, version: number): Promise<Item | undefined> {
    const item = findItem(code)
    if (item?.version === version) return item
    const cached = await findCachedItem(code, version).catch(() => undefined)
    if (cached) return cached
    const reply = await readFresh<Item>('getItem', { params: { code }, query: { version } })
    if (!reply.ok || !reply.value.body) return undefined
    await keep(cacheItemVersion(reply.value.body, now()))
    return reply.value.body
  }

  return {
    items: computed(() => catalogue.value?.items ?? []),
    calendar: computed(() => catalogue.value?.calendar),
    ratingTags: computed(() => catalogue.value?.ratingTags),
    documents: computed(() => catalogue.value?.documents ?? []),
    documentWords: computed(() => catalogue.value?.documentWords),
    bureau: computed(() => catalogue.value?.bureau),
    version: computed(() => catalogue.value?.version),
    fetchedAt, status, load, findItem, loadItemVersion,
  }
})

/** A browser without storage (private mode, full disk) still shows the catalogue; it only has to fetch it each time. */
async function keep(saving: Promise<void>): Promise<void> {
  await saving.catch(() => undefined)
}
