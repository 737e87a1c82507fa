export interface DrainContext {
  accountId: string
  now: () => Date
  fetch: typeof fetch
  /** True on reconnect and on a tap: tries also what waits for its next time. */
  hurry?: boolean
  /** 0 ≤ x < 1; spreads retries. */
  random?: () => number
}

/** Why a round ended early: nobody or somebody else signed in, no network, or another tab is sending. */
export type DrainStop = 'signedOut' | 'otherAccount' | 'offline' | 'busy'

export interface DrainReport {
  sent: number
  needsYou: number
  waiting: number
  stopped?: DrainStop
  /** When the next entry is due again; undefined when nothing waits. */
  nextTryAt?: string
}

export declare function drainOutbox(context: DrainContext): Promise<DrainReport>
