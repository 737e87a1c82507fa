import { ref } from 'vue'
import type { Ref } from 'vue'
import type { Workbox } from 'workbox-window'

const waiting = ref(false)
/** A new version is there and waits for the resident's word: nothing reloads by itself, least of all over a form. */
export const waitingUpdate: Readonly<Ref<boolean>> = waiting

const checkMilliseconds = 3_600_000

let worker: Workbox | undefined
/** Another tab has let the new version in: a reload is all that is missing here. */
let activeElsewhere = false

/** Registers the service worker where the browser has one. Without it the app works, only not from a cold start. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { Workbox } = await import('workbox-window')
  const registering = new Workbox('/sw.js')
  worker = registering
  registering.addEventListener('waiting', () => { waiting.value = true })
  registering.addEventListener('controlling', ({ isUpdate }) => {
    if (!isUpdate) return
    activeElsewhere = true
    waiting.value = true
  })
  // Refused by the browser's settings: the page goes on without it.
  await registering.register().catch(() => undefined)
  checkWhenInFront(registering)
}

/** Reloads with the new version. Only ever called by a tap, and the caller asks hasDirtyForm first. */
export function applyUpdate(): void {
  if (!worker || activeElsewhere) {
    location.reload()
    return
  }
  worker.addEventListener('controlling', () => location.reload())
  worker.messageSkipWaiting()
}

/** An installed app stays open for days: it looks for a new version when it comes to the front, once an hour. */
function checkWhenInFront(registered: Workbox): void {
  let checkedAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checkedAt < checkMilliseconds) return
    checkedAt = Date.now()
    void registered.update().catch(() => undefined)
  })
}
