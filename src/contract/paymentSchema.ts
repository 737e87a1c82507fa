/** Paying on the wire; the shapes are those of `caseViews.ts` (a test holds them equal). */
import { Type } from 'typebox'
import { attemptStates } from '../domain/paymentAttempt.ts'
import { paymentStates } from '../domain/casePayment.ts'

const closed = { additionalProperties: false } as const
const text = Type.String()
const fen = Type.Integer({ description: '分' })
const Instant = Type.String({ description: 'ISO instant with Z' })

export const PaymentSchema = Type.Object({
  orderNo: Type.String({ description: 'Number of the 缴款单' }),
  amountFen: fen,
  lines: Type.Array(Type.Object({ project: text, unit: text, amountFen: fen, basis: text }, closed)),
  state: Type.Enum([...paymentStates]),
  issuedAt: Instant,
  until: Type.String({ description: 'YYYY-MM-DD: the last day to pay online; the window takes it afterwards too' }),
  channel: Type.Optional(Type.Enum(['online', 'window'])),
  paidAt: Type.Optional(Instant),
  receiptNo: Type.Optional(Type.String({ description: 'The window\'s paper receipt' })),
  attempt: Type.Optional(Type.Enum([...attemptStates], { description: 'What became of the last try to pay online' })),
  online: Type.Boolean({ description: 'Online payment is connected here' }),
}, closed)

/** Nothing is chosen by the payer: order, amount and the way back are the server's. */
export const PaymentBody = Type.Object({}, closed)

export const PaymentPageSchema = Type.Object({
  url: Type.String({ description: 'Where the resident pays; it leads back to the case' }),
}, closed)
