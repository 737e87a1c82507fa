import type { PaymentView } from '../../src/contract/caseViews.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { findLastAttempt } from '../repositories/paymentAttempts.ts'
import { findOrder } from '../repositories/paymentOrders.ts'

/** The order of a case and how paying it stands; undefined without one. */
export async function viewPayment(
  tx: Transaction, { payment }: Pick<AppDependencies, 'payment'>, caseId: string,
): Promise<PaymentView | undefined> {
  const order = await findOrder(tx, caseId)
  if (!order) return undefined
  const { orderNo, amountFen, lines, state, issuedAt, until, channel, paidAt, receiptNo } = order
  const last = await findLastAttempt(tx, caseId)
  // A try at an order that gave way matters only for what comes back.
  const attempt = last && (last.orderId === order.id || isGivenBack(last.state)) ? last : undefined
  return {
    orderNo, amountFen, lines, state, issuedAt, until, online: payment.online,
    ...(channel && { channel }), ...(paidAt && { paidAt }), ...(receiptNo && { receiptNo }),
    // Until the provider has been reached there is nothing to confirm.
    ...(attempt && !(attempt.state === 'pending' && attempt.reference === null) && { attempt: attempt.state }),
  }
}

function isGivenBack(state: PaymentView['attempt']): boolean {
  return state === 'refunding' || state === 'refunded'
}
