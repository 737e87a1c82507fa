import { fetchReceiptKeys } from '../offline/receiptKeys.ts'
import type { WorkerScope } from './workerScope.ts'

declare const self: WorkerScope

/** So that a receipt can be checked on this phone without a network, before the first one was looked at. */
export function keepReceiptKeys(): void {
  self.addEventListener('activate', (event) => event.waitUntil(fetchReceiptKeys()))
}
