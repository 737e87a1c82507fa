import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { listStale } from '../offline/cachedCatalogue.ts'
import { withLock } from '../offline/lock.ts'
import { onReconnect } from '../platform/connectivity.ts'
import { savesData, whenIdle } from '../platform/dataSaver.ts'
import { useCatalogue } from './catalogue.ts'

/** `waiting`: this phone saves data, so nothing comes without being asked for. */
export type SyncStatus = 'unknown' | 'waiting' | 'running' | 'complete' | 'failed'

const batch = 10
const lockName = 'catalogue-sync'

/** Brings every item to this phone while it is idle, and later only those that changed. */
export const useCatalogueSync = defineStore('catalogueSync', () => {
  const catalogue = useCatalogue()
  const status = ref<SyncStatus>('unknown')
  const missing = ref<string[]>([])
  const count = computed(() => catalogue.items.length)
  const done = computed(() => count.value - missing.value.length)
  const bytes = computed(() => catalogue.items.filter(({ code }) => missing.value.includes(code))
    .reduce((sum, item) => sum + item.bytes, 0))
  let started = false
  /** Somebody asked for it on a phone that saves data; holds until it is done. */
  let wanted = false

  // Another language, or newer items: what is here is no longer all.
  watch(() => catalogue.index, () => { if (started) void sync() })

  /** Compares with what is here and fetches the rest, unless the phone saves data and nobody asked (`asked`). */
  async function sync(asked = false): Promise<void> {
    if (!started) onReconnect(() => void catalogue.load().then(() => sync()))
    started = true
    wanted ||= asked
    if (status.value === 'running' || !await compare()) return
    if (missing.value.length === 0) finish()
    else if (savesData() && !wanted) status.value = 'waiting'
    // One tab fetches; another finds them on the device.
    else await withLock(lockName, false, run).catch(fail)
  }

  /** Finds out what is not here; false where there is no index, or no storage to put anything in. */
  async function compare(): Promise<boolean> {
    const { index } = catalogue
    const stale = index && await listStale(index).catch(() => undefined)
    if (stale) missing.value = stale
    return stale !== undefined
  }

  async function run(): Promise<void> {
    status.value = 'running'
    while (missing.value.length > 0) {
      await whenIdle()
      const { index } = catalogue
      const before = missing.value.length
      if (!await catalogue.fetchItems(missing.value.slice(0, batch)) || !await compare()) return fail()
      // A full phone takes what comes and keeps nothing.
      if (catalogue.index === index && missing.value.length >= before) return fail()
    }
    finish()
  }

  function fail(): void {
    status.value = 'failed'
  }

  function finish(): void {
    wanted = false
    status.value = 'complete'
  }

  return { status, count, done, bytes, missing, sync }
})
