/**
 * How a try to pay online stands. pending: only the provider may say how it ended, so that nobody pays twice;
 * paid · failed · expired: it has said so; refunding · refunded: it was paid and is given back.
 */
export const attemptStates = ['pending', 'paid', 'failed', 'expired', 'refunding', 'refunded'] as const
export type AttemptState = (typeof attemptStates)[number]
