import { inTransaction } from '../database/transaction.ts'
import type { Transaction } from '../database/transaction.ts'
import type { FoundPayment } from '../adapters/payment/port.ts'
import type { AppDependencies } from '../dependencies.ts'
import { lockCase } from '../repositories/cases.ts'
import { changeAttempt, listUnsettled, lockAttempt } from '../repositories/paymentAttempts.ts'
import type { PaymentAttempt } from '../repositories/paymentAttempts.ts'
import { findOrder } from '../repositories/paymentOrders.ts'
import { loadCaseFile, recordEvents, system } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { keepPayment } from './keepPayment.ts'

export type PaymentDeps = Pick<AppDependencies, 'database' | 'catalogue' | 'clock' | 'payment'>

/** An attempt the provider has never heard of cannot be paid any more: its page was never opened. */
const unheardMillis = 15 * 60_000

/** Settles whatever of a case's payments is undecided; a provider that does not answer leaves it so. */
export async function settleCase(deps: PaymentDeps, caseId: string): Promise<void> {
  const unsettled = await inTransaction(deps.database.db, (tx) => listUnsettled(tx, caseId))
  for (const attempt of unsettled) await settlePayment(deps, attempt)
}

/**
 * Asks the provider how an attempt stands and writes down what it says, once, however many ask at the same time. The
 * database waits for nobody: the provider is asked between two transactions.
 */
export async function settlePayment(deps: PaymentDeps, attempt: PaymentAttempt): Promise<void> {
  if (attempt.state === 'refunding') return settleRefund(deps, attempt)
  const found = await deps.payment.findPayment(attempt.id)
  // No answer is no "failed": it stays 正在确认.
  if (!found.ok) return
  await inTransaction(deps.database.db, (tx) => applyFound(tx, deps, attempt, found.value))
}

async function applyFound(
  tx: Transaction, deps: PaymentDeps, attempt: PaymentAttempt, found: FoundPayment | undefined,
): Promise<void> {
  const file = await lockPending(tx, deps, attempt, 'pending')
  if (!file) return
  const at = deps.clock.now()
  if (!found) {
    if (Date.parse(at) >= Date.parse(attempt.startedAt) + unheardMillis) await changeAttempt(tx, attempt.id, { state: 'expired' })
    return
  }
  if (found.state === 'failed' || found.state === 'expired') return changeAttempt(tx, attempt.id, { state: found.state })
  if (found.state === 'paid' && isTheSame(attempt, found)) await receive(tx, deps, file, attempt, found.paidAt ?? at)
}

/** Another sum, or another payment than the one that was opened, is not the fee: it stays for people to look into. */
function isTheSame({ id, amountFen, reference }: PaymentAttempt, found: FoundPayment): boolean {
  const same = found.amountFen === amountFen && (reference === null || found.reference === reference)
  if (!same) process.emitWarning(`payment ${id}: the provider names another amount or reference`)
  return same
}

/** The fee is paid; or, paid at the window or void meanwhile, it is given back at once. */
async function receive(
  tx: Transaction, deps: PaymentDeps, file: CaseFile, attempt: PaymentAttempt, paidAt: string,
): Promise<void> {
  const at = deps.clock.now()
  const order = await findOrder(tx, file.row.id)
  if (order?.id !== attempt.orderId || order.state !== 'open') {
    return changeAttempt(tx, attempt.id, { state: 'refunding', askAfter: at, asked: 0 })
  }
  await changeAttempt(tx, attempt.id, { state: 'paid' })
  const event = { type: 'paymentReceived', orderNo: order.orderNo, amountFen: order.amountFen, channel: 'online' } as const
  const after = await recordEvents(tx, deps, file, at, system, [event])
  await keepPayment(tx, deps, after, after.events.at(-1)!, paidAt)
}

async function settleRefund(deps: PaymentDeps, attempt: PaymentAttempt): Promise<void> {
  const done = await deps.payment.refund(attempt.id)
  if (!done.ok || !done.value) return
  await inTransaction(deps.database.db, async (tx) => {
    const file = await lockPending(tx, deps, attempt, 'refunding')
    if (!file) return
    await changeAttempt(tx, attempt.id, { state: 'refunded' })
    const order = await findOrder(tx, file.row.id)
    if (!order) return
    const surplus = order.id !== attempt.orderId || order.state !== 'refunding' || order.channel !== 'online'
    const event = {
      type: 'paymentRefunded', orderNo: order.orderNo, amountFen: attempt.amountFen, channel: 'online',
      ...(surplus && { surplus }),
    } as const
    const after = await recordEvents(tx, deps, file, deps.clock.now(), system, [event])
    await keepPayment(tx, deps, after, after.events.at(-1)!)
  })
}

/** The case of an attempt that is still as it was when the provider was asked; undefined when somebody was quicker. */
async function lockPending(
  tx: Transaction, deps: PaymentDeps, attempt: PaymentAttempt, state: PaymentAttempt['state'],
): Promise<CaseFile | undefined> {
  // The case first, as everybody locks: no two wait for each other.
  const found = await lockCase(tx, { id: attempt.caseId })
  const now = await lockAttempt(tx, attempt.id)
  return found && now?.state === state ? loadCaseFile(tx, deps, found) : undefined
}
