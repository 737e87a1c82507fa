import { drainOutbox } from '../offline/drainOutbox.ts'
import type { DrainReport } from '../offline/drainOutbox.ts'
import { findLastAccountId } from '../offline/lastAccount.ts'
import type { WorkerScope } from './workerScope.ts'

declare const self: WorkerScope

/** Background Sync, where the browser has it: the network is back and perhaps no page is open. */
export function sendOutboxOnSync(): void {
  self.addEventListener('sync', (event) => {
    if (event.tag === 'outbox') event.waitUntil(sendOutbox())
  })
}

/** Only a person ends these; the page sends once it is unlocked or signed in. */
const waitsForPerson: DrainReport['stopped'][] = ['signedOut', 'otherAccount', 'locked']

/** Sends for whoever signed in last; the outbox itself makes sure that it is still that person's session. */
async function sendOutbox(): Promise<void> {
  const accountId = await findLastAccountId()
  if (accountId === undefined) return
  const report = await drainOutbox({ accountId, now: () => new Date(), hurry: true })
  // A sync that fails is tried again by the browser.
  if (report.waiting > 0 && !waitsForPerson.includes(report.stopped)) {
    throw new Error('the outbox is not empty')
  }
}
