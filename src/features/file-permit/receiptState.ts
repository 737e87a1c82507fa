import type { OutboxEntry } from '../../offline/outboxEntry.ts'
import type { DrainReport } from '../../offline/drainOutbox.ts'

export type ReceiptState = 'waiting' | 'sending' | 'needsSignIn' | 'needsYou' | 'done'

/** How a filing stands, in the resident's terms; only `done` is filed (电子签名法 第十一条). */
export function receiptState(entry: OutboxEntry, stopped: DrainReport['stopped'], expired: boolean): ReceiptState {
  if (entry.state === 'waiting' && (stopped === 'signedOut' || expired)) return 'needsSignIn'
  return entry.state
}
