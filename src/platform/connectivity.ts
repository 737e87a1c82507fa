import { ref } from 'vue'
import type { Ref } from 'vue'
import { endpoints } from '../contract/endpoints.ts'

/** False as soon as the browser says so, or a request found no server although the browser thinks it is online. */
const online = ref(typeof navigator === 'undefined' || navigator.onLine !== false)
const listeners = new Set<() => void>()
let watching = false
/** Which search for the server is the last one begun; an earlier one ends. */
let search = 0

/** Whether the server can be reached, as far as is known. */
export function useOnline(): Readonly<Ref<boolean>> {
  watchBrowser()
  return online
}

/** Calls `listener` each time the server becomes reachable again. Gives the function that stops it. */
export function onReconnect(listener: () => void): () => void {
  watchBrowser()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Told by whoever reached the server, or did not: `navigator.onLine` is true on a network that leads nowhere. */
export function noteReachable(reachable: boolean): void {
  const back = reachable && !online.value
  const gone = !reachable && online.value
  online.value = reachable
  if (gone) void lookForServer()
  if (back) for (const listener of listeners) listener()
}

/** Seconds between two looks: at once for a tunnel, seldom for a day without a network. */
const looks = [2, 4, 8, 15, 30]

/**
 * The browser tells when a network is back that it knew was gone. Of one that leads nowhere (a portal, a hotel's Wi-Fi,
 * a server that is down) it knows nothing: only asking helps.
 */
async function lookForServer(): Promise<void> {
  search += 1
  const own = search
  for (let look = 0; ; look += 1) {
    await new Promise((resolve) => { setTimeout(resolve, (looks[look] ?? 30) * 1_000) })
    // Something else may have reached it meanwhile; and the browser says by itself when there is a network again.
    if (online.value || own !== search || navigator.onLine === false) return
    if (await answers()) return noteReachable(true)
  }
}

async function answers(): Promise<boolean> {
  const { method, path } = endpoints.getHealth
  try {
    return (await fetch(path, { method, cache: 'no-store', signal: AbortSignal.timeout(10_000) })).ok
  } catch {
    return false
  }
}

function watchBrowser(): void {
  if (watching || typeof window === 'undefined') return
  watching = true
  window.addEventListener('online', () => noteReachable(true))
  window.addEventListener('offline', () => noteReachable(false))
}
