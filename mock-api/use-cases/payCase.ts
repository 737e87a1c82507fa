import { endpoints } from '../../src/contract/endpoints.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { PaymentPageView } from '../../src/contract/caseViews.ts'
import { mayResident } from '../../src/domain/caseActions.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findPendingAttempt, insertAttempt, nameAttempt } from '../repositories/paymentAttempts.ts'
import { findOrder } from '../repositories/paymentOrders.ts'
import { lockOwnCase, openOwnCase } from './openCaseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import { settleCase } from './settlePayment.ts'

/** What the provider is asked to open; stored as the write's answer, so that a replay opens the same. */
interface Begun {
  paymentId: string
  orderNo: string
  amountFen: number
}

/**
 * Leads a resident to where the fee is paid. A try under way is gone on with: two taps, two tabs, two phones are one
 * payment. Problems: `case-not-found`; `payment-closed` (nothing to pay, its last day is over, or the try is);
 * `payment-unavailable` (no provider here, or it does not answer; the window takes the fee).
 */
export async function payCase(
  deps: AppDependencies, account: Account, write: WriteRequest, caseNo: string,
): Promise<Result<PaymentPageView, ProblemValue>> {
  const own = await inTransaction(deps.database.db, (tx) => openOwnCase(tx, deps, account, caseNo))
  if (!own.ok) return own
  if (!deps.payment.online) return fail({ code: 'payment-unavailable' })
  // What ended at the provider meanwhile is no try to go on with.
  await settleCase(deps, own.value.row.id)
  const begun = await runIdempotent(deps, account.id, write, async (tx): Promise<Result<Begun, ProblemValue>> => {
    const opened = await lockOwnCase(tx, deps, account, caseNo)
    return opened.ok ? begin(tx, deps, opened.value) : opened
  })
  return begun.ok ? openPage(deps, begun.value) : begun
}

async function begin(
  tx: Transaction, { clock }: Pick<AppDependencies, 'clock'>, { row, state }: CaseFile,
): Promise<Result<Begun, ProblemValue>> {
  const at = clock.now()
  const order = await findOrder(tx, row.id)
  if (order?.state !== 'open' || !mayResident(state, 'payCase')) {
    return fail({ code: 'payment-closed', facts: { state: order?.state ?? 'none' } })
  }
  const { id: orderId, orderNo, amountFen, until } = order
  const pending = await findPendingAttempt(tx, orderId)
  if (pending) return ok({ paymentId: pending.id, orderNo, amountFen })
  if (plainDateAt(at) > until) return fail({ code: 'payment-closed', facts: { state: 'expired' } })
  const id = uuidV7(Date.parse(at))
  await insertAttempt(tx, {
    id, orderId, caseId: row.id, amountFen, state: 'pending', reference: null, startedAt: at, askAfter: at, asked: 0,
  })
  return ok({ paymentId: id, orderNo, amountFen })
}

/**
 * Where the provider leads back to is named by the order, since a case's number says what the permit is, and by nothing
 * a request could name.
 */
async function openPage(
  deps: AppDependencies, { paymentId, orderNo, amountFen }: Begun,
): Promise<Result<PaymentPageView, ProblemValue>> {
  const returnUrl = deps.settings.publicUrl + endpoints.returnFromPayment.path.replace(':orderNo', orderNo)
  const opened = await deps.payment.openPayment({ paymentId, orderNo, amountFen, returnUrl })
  if (!opened.ok) return fail({ code: 'payment-unavailable' })
  const { reference, url } = opened.value
  // Given up meanwhile it would be asked about no more, and what is paid for it would be lost.
  const isPending = await inTransaction(deps.database.db, (tx) => nameAttempt(tx, paymentId, reference))
  return isPending ? ok({ url }) : fail({ code: 'payment-closed', facts: { state: 'expired' } })
}
