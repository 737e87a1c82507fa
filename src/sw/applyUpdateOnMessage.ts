import type { WorkerScope } from './workerScope.ts'

declare const self: WorkerScope

/** A new version takes over only when the page says so (workbox-window's message), never under an open form. */
export function applyUpdateOnMessage(): void {
  self.addEventListener('message', ({ data }) => {
    if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
  })
}
