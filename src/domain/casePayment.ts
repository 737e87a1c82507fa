/**
 * What a case owes, folded from its events: an order is issued, paid, and given back where the case ends without a
 * result.
 */
import type { CaseEvent, PaymentChannel } from './caseEvents.ts'
import { addDays } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'
import type { Fen } from './money.ts'

/** void: the case ended before it was paid, or another order took its place. */
export const paymentStates = ['open', 'paid', 'refunding', 'refunded', 'void'] as const
export type PaymentState = (typeof paymentStates)[number]

export interface CasePayment {
  orderNo: string
  amountFen: Fen
  until: PlainDate
  state: PaymentState
  /** How it was paid. */
  channel?: PaymentChannel
}

/** No law says how long; proposed (拟定): as long as for a correction. */
const paymentDays = 30

/** The last day on which an order issued today can be paid online; the window takes it afterwards too. */
export function paymentUntil(today: PlainDate): PlainDate {
  return addDays(today, paymentDays)
}

/**
 * What an event makes of the fee. Proposed (拟定), the law being silent: whoever gets no result owes nothing and gets
 * back what was paid.
 */
export function foldPayment(payment: CasePayment | undefined, event: CaseEvent): CasePayment | undefined {
  switch (event.type) {
    case 'paymentOrdered': {
      const { orderNo, amountFen, until } = event
      return { orderNo, amountFen, until, state: 'open' }
    }
    case 'paymentReceived': return payment && { ...payment, state: 'paid', channel: event.channel }
    case 'paymentRefunded': return payment && !event.surplus ? { ...payment, state: 'refunded' } : payment
    case 'paymentVoided': case 'notAccepted': case 'notRequired': case 'denied': case 'withdrawn': case 'terminated':
      return payment && close(payment)
    default: return payment
  }
}

function close(payment: CasePayment): CasePayment {
  if (payment.state === 'open') return { ...payment, state: 'void' }
  return payment.state === 'paid' ? { ...payment, state: 'refunding' } : payment
}
