import type { PaymentView } from '../../contract/caseViews.ts'
import type { PlainDate } from '../../domain/plainDate.ts'

interface PaymentShown {
  state: PaymentView['state'] | 'confirming' | 'failed' | 'expired'
  text: PaymentView['state'] | 'confirming' | 'failed' | 'expired' | 'timeout' | 'refundAtWindow'
  tone: 'green' | 'blue' | 'orange' | 'red' | 'grey'
}

/** How a payment stands, in the resident's terms. A try nobody has heard of is 正在确认, never failed. */
export function showPayment(payment: PaymentView, today: PlainDate): PaymentShown {
  const { state, channel } = payment
  switch (state) {
    case 'open': return showOpen(payment, today)
    case 'paid': return { state, text: state, tone: 'green' }
    case 'refunding': return { state, text: channel === 'window' ? 'refundAtWindow' : state, tone: 'blue' }
    case 'refunded': case 'void': return { state, text: state, tone: 'grey' }
  }
}

function showOpen({ attempt, online, until }: PaymentView, today: PlainDate): PaymentShown {
  if (attempt === 'pending') return { state: 'confirming', text: 'confirming', tone: 'blue' }
  // Only paying online ends with a day: the window takes the fee afterwards too.
  if (online && today > until) return { state: 'expired', text: 'expired', tone: 'red' }
  if (attempt === 'failed') return { state: 'failed', text: 'failed', tone: 'red' }
  if (attempt === 'expired') return { state: 'failed', text: 'timeout', tone: 'red' }
  return { state: 'open', text: 'open', tone: 'orange' }
}

/** What came in beside the fee (paid online and at the window, say) and goes back. */
export function surplusOf({ attempt, channel, state }: PaymentView): 'refunding' | 'refunded' | undefined {
  if (attempt !== 'refunding' && attempt !== 'refunded') return undefined
  const isTheFee = channel === 'online' && (state === 'refunding' || state === 'refunded')
  return isTheFee ? undefined : attempt
}

/** The provider has still to say something: worth looking again soon. */
export function isMoving(payment: PaymentView | undefined): boolean {
  return payment?.attempt === 'pending' || payment?.attempt === 'refunding'
}
