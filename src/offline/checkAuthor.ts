import { endpointPath } from '../contract/endpoints.ts'
import type { SessionView } from '../contract/accountViews.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { readFailure, trySend } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'

/** Only its author's session may send what lies here; a shared phone may have somebody else signed in. */
export async function checkAuthor(accountId: string, send: Send): Promise<Result<true, SendFailure>> {
  const reply = await trySend(() => send(endpointPath('getSession'), {
    headers: { accept: 'application/json' }, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(20_000),
  }))
  if (!reply.ok) return reply
  const failure = await readFailure(reply.value)
  if (failure) return fail(failure.kind === 'signedOut' ? failure : { kind: 'offline' })
  const session = await reply.value.json().catch(() => undefined) as SessionView | undefined
  if (!session) return fail({ kind: 'offline' })
  if (!session.account) return fail({ kind: 'signedOut' })
  return session.account.id === accountId ? ok(true) : fail({ kind: 'otherAccount' })
}
