import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { takeAttempt } from '../repositories/signInAttempts.ts'
import { openSession } from './openSession.ts'
import { attemptMillis, shift } from './sessionTerms.ts'

/**
 * Ends a sign-in: the identity provider's answer, checked against what this browser began.
 * Problems: `bad-request` (not begun here, too old, used already), `forbidden` (the provider said no),
 * `identity-provider-unavailable`; the last two with `returnTo`, so that another try leads there.
 * @param search query of the provider's redirect
 * @param state what the browser's cookie says it began
 */
export async function finishSignIn(
  deps: AppDependencies, search: string, state: string | undefined,
): Promise<Result<{ token: string, returnTo: string }, ProblemValue>> {
  const answered = new URLSearchParams(search).get('state')
  if (state === undefined || answered !== state) return fail({ code: 'bad-request' })
  const createdAfter = shift(deps.clock.now(), -attemptMillis)
  const attempt = await inTransaction(deps.database.db, (tx) => takeAttempt(tx, state, createdAfter))
  if (!attempt) return fail({ code: 'bad-request' })
  const person = await deps.identity.complete(search, attempt)
  if (!person.ok) {
    const code = person.error === 'refused' ? 'forbidden' : 'identity-provider-unavailable'
    return fail({ code, facts: { returnTo: attempt.returnTo } })
  }
  return ok({ token: await openSession(deps, person.value), returnTo: attempt.returnTo })
}
