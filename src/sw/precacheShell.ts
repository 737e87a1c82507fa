import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import type { WorkerScope } from './workerScope.ts'

declare const self: WorkerScope

/** The files of this build, fetched at install; `/` is its index.html. Nothing is cached while the app runs. */
export function precacheShell(): void {
  cleanupOutdatedCaches()
  precacheAndRoute(self.__WB_MANIFEST)
}
