import { retryableStatuses } from './problems.ts'
import type { ProblemCode } from './problems.ts'

/**
 * done: the server has it · signedOut: wait for the same person · later: the same request may succeed ·
 * refused: it never will.
 */
export type ReplyOutcome = 'done' | 'signedOut' | 'later' | 'refused'

/**
 * What a reply means for a queued write (design: offline first): every 4xx is final except 401, 408, 425 and 429.
 * `request-in-flight` is a 409 that says the first try is still being answered, so it is no refusal.
 */
export function replyOutcome(status: number, code?: ProblemCode): ReplyOutcome {
  if (status >= 200 && status < 300) return 'done'
  if (status === 401) return 'signedOut'
  if (status >= 400 && status < 500 && !retryableStatuses.includes(status) && code !== 'request-in-flight') {
    return 'refused'
  }
  return 'later'
}

/** The copy under the entity tag sent along is still right. */
export const unchangedStatus = 304

/** tus: the upload is not there any more, or never was ours; it starts anew. */
export const uploadGoneStatuses: readonly number[] = [403, 404, 410]

/** tus: the server has another offset than the one we sent from. */
export const offsetConflictStatus = 409
