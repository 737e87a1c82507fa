import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { CatalogueView, ItemView, Locale } from '../contract/catalogueViews.ts'
import type { Item } from '../domain/item.ts'
import { translate } from '../domain/itemTexts.ts'
import {
  cacheCatalogue, cacheItems, cacheItemVersion, confirmCatalogue, findCachedItem, findCachedVersion,
  readCachedCatalogue,
} from '../offline/cachedCatalogue.ts'
import type { CachedCatalogue } from '../offline/cachedCatalogue.ts'
import { now, nowInstant } from '../platform/clock.ts'
import { changeLanguage } from '../platform/i18n.ts'
import { locale } from '../platform/locale.ts'
import { readFresh } from '../platform/readFresh.ts'

export type CatalogueStatus = 'unknown' | 'loading' | 'ready' | 'unavailable'

/** An item as held: its content, and when the server last gave or confirmed it. */
interface HeldItem extends ItemView {
  fetchedAt: string
  language: string
  /** In its language. */
  shown: Item
}

/** The index is asked for again after this many milliseconds. */
const fresh = 60_000

/** The permit items and what goes with them: from this device at once, then checked with the server. */
export const useCatalogue = defineStore('catalogue', () => {
  const catalogue = shallowRef<CatalogueView>()
  const held = shallowReactive(new Map<string, HeldItem>())
  const fetchedAt = ref<string>()
  const status = ref<CatalogueStatus>('unknown')
  /** The items as the index lists them, by code. */
  const summaries = computed(() => new Map(catalogue.value?.items.map((item) => [item.code, item])))
  let etag = ''
  let askedAt = 0
  let loading: Promise<void> | undefined

  /** Shows the cached index, then asks the server for a newer one. Calls while one runs share it. */
  function load(): Promise<void> {
    loading ??= loadSpoken().finally(() => { loading = undefined })
    return loading
  }

  /** Once more when another language was chosen meanwhile. */
  async function loadSpoken(): Promise<void> {
    await showCached()
    let language
    do {
      language = locale.value
      await loadIn(language)
    } while (language !== locale.value)
  }

  async function loadIn(language: Locale): Promise<void> {
    const known = catalogue.value?.locale === language
    if (known && now().getTime() - askedAt < fresh) return
    const query: Record<string, string> = language === 'zh-Hans' ? {} : { locale: language }
    const reply = await readFresh<CatalogueView>('getCatalogue', { query, ...(etag && known && { etag }) })
    if (!reply.ok) {
      if (!catalogue.value) status.value = 'unavailable'
      return
    }
    askedAt = now().getTime()
    if (reply.value.body) {
      show({ catalogue: reply.value.body, etag: reply.value.etag, fetchedAt: nowInstant() })
      await keep(cacheCatalogue({ catalogue: reply.value.body, etag, fetchedAt: nowInstant() }))
    } else {
      fetchedAt.value = nowInstant()
      await keep(confirmCatalogue(fetchedAt.value))
    }
  }

  async function showCached(): Promise<void> {
    if (catalogue.value) return
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

  /** Speaks another language from now on, and shows the catalogue in it once it is there. */
  async function speak(language: Locale): Promise<void> {
    await changeLanguage(language)
    await load()
  }

  /** One item whole: from this device at once, then from the server where that has another. */
  async function loadItem(code: string): Promise<void> {
    await Promise.all([showCached(), showCachedItem(code)])
    await load()
    const summary = summaries.value.get(code)
    // Retired since it was kept here: nobody is to prepare by it. Drafts and cases have it by version.
    if (catalogue.value && !summary) held.delete(code)
    else if (summary && !isCurrent(code, summary.hash)) await fetchItems([code])
  }

  async function showCachedItem(code: string): Promise<void> {
    if (held.has(code)) return
    const row = await findCachedItem(code).catch(() => undefined)
    if (row) hold(row, row.fetchedAt, row.locale)
  }

  /** Fetches items and keeps them; false when the server did not give them. */
  async function fetchItems(codes: string[]): Promise<boolean> {
    const language = locale.value
    const query = { codes: codes.join(','), ...(language !== 'zh-Hans' && { locale: language }) }
    const reply = await readFresh<ItemView[]>('listItems', { query })
    if (!reply.ok || !reply.value.body) return false
    const at = nowInstant()
    for (const view of reply.value.body) if (codes.length === 1 || held.has(view.item.code)) hold(view, at, language)
    await keep(cacheItems(reply.value.body, language, at))
    return true
  }

  function hold(view: ItemView, at: string, language: string): void {
    const before = held.get(view.item.code)
    if (before?.hash === view.hash && before.language === language) {
      // The same objects: whoever is answering its questions keeps the answers.
      held.set(view.item.code, { ...before, fetchedAt: at })
      return
    }
    const shown = view.texts ? translate(view.item, view.texts) : view.item
    held.set(view.item.code, { ...view, shown, fetchedAt: at, language })
  }

  function isCurrent(code: string, hash: string): boolean {
    const one = held.get(code)
    return one?.hash === hash && one.language === locale.value
  }

  /** The item as the rules and the signed documents know it; `loadItem` first. */
  function findItem(code: string): Item | undefined {
    return held.get(code)?.item
  }

  /** The item in the language of the screens; in its own while only another translation is here. */
  function showItem(code: string): Item | undefined {
    const one = held.get(code)
    return one?.language === locale.value ? one.shown : one?.item
  }

  function isTranslated(code: string): boolean {
    const one = held.get(code)
    return one?.texts !== undefined && one.language === locale.value
  }

  /** When the server last said that this is the item: with the index while it names the same content. */
  function itemFetchedAt(code: string): string | undefined {
    const one = held.get(code)
    const summary = summaries.value.get(code)
    return one && summary?.hash === one.hash ? fetchedAt.value : one?.fetchedAt
  }

  /** An item in the version a draft or case pins: from what is held, this device, or the server. */
  async function loadItemVersion(code: string, version: number): Promise<Item | undefined> {
    const item = findItem(code)
    if (item?.version === version) return item
    const cached = await findCachedVersion(code, version).catch(() => undefined)
    if (cached) return cached
    const reply = await readFresh<Item>('getItem', { params: { code }, query: { version } })
    if (!reply.ok || !reply.value.body) return undefined
    await keep(cacheItemVersion(reply.value.body, now()))
    return reply.value.body
  }

  return {
    index: computed(() => catalogue.value),
    items: computed(() => catalogue.value?.items ?? []),
    calendar: computed(() => catalogue.value?.calendar),
    ratingTags: computed(() => catalogue.value?.ratingTags),
    documents: computed(() => catalogue.value?.documents ?? []),
    documentWords: computed(() => catalogue.value?.documentWords),
    bureau: computed(() => catalogue.value?.bureau),
    tags: computed(() => catalogue.value?.tags),
    searchWords: computed(() => catalogue.value?.searchWords),
    places: computed(() => catalogue.value?.places.places ?? []),
    photoRules: computed(() => catalogue.value?.photoRules.rules ?? []),
    version: computed(() => catalogue.value?.version),
    summaries, fetchedAt, status,
    load, speak, loadItem, fetchItems, findItem, showItem, isTranslated, itemFetchedAt, loadItemVersion,
  }
})

/** A browser without storage (private mode, full disk) still shows the catalogue; it only has to fetch it each time. */
async function keep(saving: Promise<void>): Promise<void> {
  await saving.catch(() => undefined)
}
