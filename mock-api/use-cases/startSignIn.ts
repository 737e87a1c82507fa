import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { insertAttempt } from '../repositories/signInAttempts.ts'

/**
 * Begins a sign-in that will lead back to `returnTo`.
 * @returns where to send the browser, and the state it must bring back
 */
export async function startSignIn(
  { identity, database, clock }: AppDependencies, returnTo: string,
): Promise<Result<{ url: string, state: string }, ProblemValue>> {
  const begun = await identity.begin()
  if (!begun.ok) return fail({ code: 'identity-provider-unavailable' })
  const { url, ...attempt } = begun.value
  await inTransaction(database.db, (tx) => insertAttempt(tx, { ...attempt, returnTo, createdAt: clock.now() }))
  return ok({ url, state: attempt.state })
}
