import type { WorkerScope } from './workerScope.ts'

declare const self: WorkerScope

/** The page of the very first visit is served offline too, without a reload. */
export function claimPages(): void {
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
}
