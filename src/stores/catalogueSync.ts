import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { listStale } from '../offline/cachedCatalogue.ts'
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
  let stop: (() => void) | undefined

  /** Compares with what is here and fetches the rest, unless the phone saves data and nobody asked (`asked`). */
  async function sync(asked = false): Promise<void> {
    stop ??= onReconnect(() => void sync())
    if (status.value === 'running') return
    const { index } = catalogue
    if (!index) return
    try {
      missing.value = await listStale(index)
    } catch {
      // A browser without storage has nowhere to put them.
      return
    }
    if (missing.value.length === 0) status.value = 'complete'
    else if (savesData() && !asked) status.value = 'waiting'
    else await runAlone()
  }

  /** One tab fetches; another finds them on the device. */
  async function runAlone(): Promise<void> {
    // Absent outside a secure context.
    const { locks } = navigator as { locks?: LockManager }
    if (!locks) return run()
    await locks.request(lockName, { ifAvailable: true }, async (lock) => { if (lock) await run() })
  }

  async function run(): Promise<void> {
    status.value = 'running'
    while (missing.value.length > 0) {
      await whenIdle()
      const codes = missing.value.slice(0, batch)
      if (!await catalogue.fetchItems(codes)) {
        status.value = 'failed'
        return
      }
      missing.value = missing.value.slice(codes.length)
    }
    status.value = 'complete'
  }

  return { status, count, done, bytes, missing, sync }
})
