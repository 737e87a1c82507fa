import type { FastifyInstance } from 'fastify'
import type { Result } from '../../../src/domain/result.ts'

/** What is to be paid. Nothing of the person goes to the provider, nor what the permit is. */
export interface PaymentRequest {
  /** Our name for it: asked twice under one name, it is one payment. */
  paymentId: string
  orderNo: string
  /** Integer 分. */
  amountFen: number
  /** Absolute; made by the server, never taken from a request. */
  returnUrl: string
}

/** Where the resident pays. */
export interface OpenedPayment {
  /** The provider's own name for it. */
  reference: string
  url: string
}

/** A payment as the provider knows it. Every state but `pending` is its last word. */
export interface FoundPayment {
  reference: string
  amountFen: number
  state: 'pending' | 'paid' | 'failed' | 'expired'
  /** When it was paid. */
  paidAt?: string
}

/** The provider cannot be reached, or gives no answer that can be read: nothing is known then. */
export type PaymentFailure = 'unavailable'

/** Whoever takes money for the bureau. Each call ends by itself within seconds: a resident waits for it. */
export interface PaymentProvider {
  /** False: residents pay at the window only. */
  online: boolean
  openPayment(request: PaymentRequest): Promise<Result<OpenedPayment, PaymentFailure>>
  /** Undefined: the provider has never heard of it. */
  findPayment(paymentId: string): Promise<Result<FoundPayment | undefined, PaymentFailure>>
  /** Gives back the whole of a paid payment; asked twice, it gives back once. False: not yet, ask again. */
  refund(paymentId: string): Promise<Result<boolean, PaymentFailure>>
  /** The stand-in brings its own page. */
  mount?(app: FastifyInstance): Promise<void>
}
