import { inTransaction } from '../database/transaction.ts'
import { changeAttempt, takeDueAttempt } from '../repositories/paymentAttempts.ts'
import { shift } from './sessionTerms.ts'
import { settlePayment } from './settlePayment.ts'
import type { PaymentDeps } from './settlePayment.ts'

const firstPause = 5_000
const longestPause = 3_600_000

/**
 * Asks about every payment and refund that is due: whoever paid and never came back has paid all the same. Any number
 * of servers may run it at once; what stays undecided is asked about less and less often.
 * @returns how many it asked about
 * @throws AggregateError of those that failed, after the others were asked
 */
export async function settlePayments(deps: PaymentDeps, limit = 50): Promise<number> {
  const failures: unknown[] = []
  let asked = 0
  while (asked < limit) {
    const attempt = await inTransaction(deps.database.db, async (tx) => {
      const now = deps.clock.now()
      const due = await takeDueAttempt(tx, now)
      if (!due) return undefined
      const pause = Math.min(longestPause, firstPause * 2 ** Math.min(due.asked, 20))
      await changeAttempt(tx, due.id, { askAfter: shift(now, pause), asked: due.asked + 1 })
      return due
    })
    if (!attempt) break
    asked += 1
    await settlePayment(deps, attempt).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'payments failed to settle')
  return asked
}
