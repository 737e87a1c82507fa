import type { AppDependencies } from './dependencies.ts'
import { startPolling } from './startPolling.ts'
import { settlePayments } from './use-cases/settlePayments.ts'

const pauseMillis = 2_000

/** Asks the payment provider about what is undecided, again and again. @returns how to stop */
export function startPaymentPoller(deps: AppDependencies): () => Promise<void> {
  return startPolling('payments', () => settlePayments(deps), pauseMillis)
}
