import { ref } from 'vue'
import type { Ref } from 'vue'

/** False as soon as the browser says so, or a request found no server although the browser thinks it is online. */
const online = ref(typeof navigator === 'undefined' || navigator.onLine !== false)
const listeners = new Set<() => void>()
let watching = false

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
  online.value = reachable
  if (back) for (const listener of listeners) listener()
}

function watchBrowser(): void {
  if (watching || typeof window === 'undefined') return
  watching = true
  window.addEventListener('online', () => noteReachable(true))
  window.addEventListener('offline', () => noteReachable(false))
}
