import type { OutboxEntry } from '../../offline/outboxEntry.ts'
import type { DrainReport } from '../../offline/drainOutbox.ts'
import type { UploadHold } from '../../offline/uploadGate.ts'

export type ReceiptState = 'waiting' | 'waitingWifi' | 'paused' | 'sending' | 'needsSignIn' | 'needsYou' | 'done'

/**
 * How a filing stands, in the resident's terms; only `done` is filed (电子签名法 第十一条). `hold`: why its files may not
 * go at the moment, while there are some to go.
 */
export function receiptState(
  entry: OutboxEntry, stopped: DrainReport['stopped'], expired: boolean, hold: UploadHold | undefined,
): ReceiptState {
  if (entry.state !== 'waiting') return entry.state
  if (stopped === 'signedOut' || expired) return 'needsSignIn'
  if (hold) return hold === 'paused' ? 'paused' : 'waitingWifi'
  return 'waiting'
}
