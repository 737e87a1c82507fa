import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cacheItems } from '../../../src/offline/cachedCatalogue.ts'
import { noteReachable } from '../../../src/platform/connectivity.ts'
import { setLocale } from '../../../src/platform/locale.ts'
import { useCatalogue } from '../../../src/stores/catalogue.ts'
import { useCatalogueSync } from '../../../src/stores/catalogueSync.ts'
import { freshDevice } from '../support/freshDevice.ts'
import { catalogueOf, otherItem } from '../support/sampleItem.ts'
import { serve } from '../support/serve.ts'
import { saveData } from '../support/saveData.ts'

const codes = Array.from({ length: 23 }, (_, index) => `A${index}`)
const served = catalogueOf(...codes.map((code) => ({ ...otherItem, code })))

let tabs: ReturnType<typeof useCatalogueSync>[] = []

beforeEach(async () => {
  await freshDevice()
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run))
})
afterEach(() => {
  // A closed tab does nothing when the network is back.
  for (const tab of tabs) tab.status = 'running'
  tabs = []
  saveData(false)
  setLocale('zh-Hans')
  noteReachable(true)
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The codes of each batch asked for. */
function batchesOf(network: ReturnType<typeof serve>): string[][] {
  return network.mock.calls.flatMap(([address]) => {
    const { pathname, searchParams } = new URL(String(address), 'http://localhost')
    return pathname === '/api/items' ? [searchParams.get('codes')?.split(',') ?? []] : []
  })
}

/** The index loaded, as when the background work of a page begins. */
async function openTab() {
  setActivePinia(createPinia())
  await useCatalogue().load()
  const tab = useCatalogueSync()
  tabs.push(tab)
  return tab
}

it('fetches what is not here, ten at a time', async () => {
  const network = serve(served)
  const sync = await openTab()
  await sync.sync()
  expect(batchesOf(network)).toEqual([codes.slice(0, 10), codes.slice(10, 20), codes.slice(20)])
  expect(sync).toMatchObject({ status: 'complete', count: 23, done: 23, bytes: 0 })
})

it('fetches only what changed', async () => {
  const [first, ...others] = served.items
  await cacheItems(others, 'zh-Hans', '2026-05-06T01:00:00.000Z')
  const network = serve(served)
  const sync = await openTab()
  await sync.sync()
  expect(batchesOf(network)).toEqual([[first?.item.code]])
})

it('brings the texts of another language as soon as it is chosen', async () => {
  const network = serve(served)
  const sync = await openTab()
  await sync.sync()
  setLocale('en')
  await useCatalogue().load()
  await vi.waitFor(() => expect(batchesOf(network)).toHaveLength(6))
  await vi.waitFor(() => expect(sync.status).toBe('complete'))
  expect(String(network.mock.lastCall?.[0])).toContain('locale=en')
})

it('asks for nothing when everything is here', async () => {
  await cacheItems(served.items, 'zh-Hans', '2026-05-06T01:00:00.000Z')
  const network = serve(served)
  const sync = await openTab()
  await sync.sync()
  expect(batchesOf(network)).toEqual([])
  expect(sync).toMatchObject({ status: 'complete', done: 23, missing: [] })
})

it('says nothing where there is no storage', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private mode', 'SecurityError') } })
  const network = serve(served)
  const sync = await openTab()
  await sync.sync()
  expect(batchesOf(network)).toEqual([])
  expect(sync.status).toBe('unknown')
})

it('does not call complete what a full phone did not take, and stops', async () => {
  const network = serve(served)
  const sync = await openTab()
  const { put } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (this.name === 'items') throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, key)
  })
  await sync.sync()
  expect(sync).toMatchObject({ status: 'failed', done: 0 })
  expect(batchesOf(network)).toHaveLength(1)
})

describe('a phone that saves data', () => {
  it('fetches nothing until it is asked to, and says how much that is', async () => {
    saveData(true)
    const network = serve(served)
    const sync = await openTab()
    await sync.sync()
    expect(batchesOf(network)).toEqual([])
    expect(sync).toMatchObject({ status: 'waiting', done: 0 })
    expect(sync.bytes).toBe(served.catalogue.items.reduce((sum, { bytes }) => sum + bytes, 0))
    await sync.sync(true)
    expect(sync.status).toBe('complete')
  })

  it('goes on after a break with what it was asked for', async () => {
    saveData(true)
    serve(served)
    const sync = await openTab()
    serve({})
    await sync.sync(true)
    expect(sync.status).toBe('failed')
    serve(served)
    noteReachable(true)
    await vi.waitFor(() => expect(sync.status).toBe('complete'))
  })
})

describe('a network that breaks off', () => {
  it('is gone on with where it stopped, by itself', async () => {
    const sync = await breakAfterFirstBatch()
    expect(sync).toMatchObject({ status: 'failed', done: 10 })
    const network = serve(served)
    noteReachable(true)
    await vi.waitFor(() => expect(sync.status).toBe('complete'))
    expect(batchesOf(network)).toEqual([codes.slice(10, 20), codes.slice(20)])
  })

  it('before the index came: fetches that first', async () => {
    serve({})
    const sync = await openTab()
    await sync.sync()
    expect(sync.status).toBe('unknown')
    serve(served)
    noteReachable(true)
    await vi.waitFor(() => expect(sync).toMatchObject({ status: 'complete', done: 23 }))
  })

  async function breakAfterFirstBatch() {
    const network = serve(served)
    const sync = await openTab()
    const answer = network.getMockImplementation()
    network.mockImplementation(async (address) => {
      if (batchesOf(network).length > 1 || !answer) throw new TypeError('network down')
      return answer(address)
    })
    await sync.sync()
    return sync
  }
})

it('one tab fetches, the other leaves it to that', async () => {
  const network = serve(served)
  const [one, other] = [await openTab(), await openTab()]
  await Promise.all([one.sync(), other.sync(), one.sync()])
  expect(batchesOf(network)).toHaveLength(3)
  await other.sync()
  expect(batchesOf(network)).toHaveLength(3)
  expect(other.status).toBe('complete')
})
