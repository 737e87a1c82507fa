/** One request of the outbox. fetch, not axios: it must run in the service worker, which has no XMLHttpRequest. */
import { idempotencyHeader } from '../contract/endpoints.ts'
import type { Problem } from '../contract/problems.ts'
import { readProblem } from '../contract/readProblem.ts'
import { replyOutcome } from '../contract/replyOutcome.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'

/** The network as a parameter, for tests and for cutting it. */
export type Send = typeof fetch

/** The browser's own; called as a function of its global, or it refuses. */
export const sendByFetch: Send = (...request) => fetch(...request)

export type SendFailure =
  | { kind: 'offline' }
  | { kind: 'signedOut' }
  /** Somebody else is signed in at this phone. */
  | { kind: 'otherAccount' }
  /** Files may not leave now: paused, or no mobile data for them. */
  | { kind: 'held' }
  /** The account was locked meanwhile: it goes on once unlocked. */
  | { kind: 'locked' }
  /** `wait`: seconds the server asked for; `problem`: what it said, worth showing meanwhile. */
  | { kind: 'later', wait?: number, problem?: Problem }
  /** `replaced`: found on this phone, which has a new signing key already. */
  | { kind: 'refused', problem: Problem, replaced?: boolean }

const jsonTimeout = 60_000

/** Sends JSON under its idempotency key and gives the JSON that came back. Never rejects. */
export async function postJson<T>(
  send: Send, path: string, json: string, idempotencyKey: string,
): Promise<Result<T, SendFailure>> {
  const reply = await trySend(() => send(path, {
    method: 'POST', body: json, cache: 'no-store',
    headers: { 'accept': 'application/json', 'content-type': 'application/json', [idempotencyHeader]: idempotencyKey },
    // A redirect is a portal or a proxy, never our API: following it could take a login page for an answer.
    redirect: 'error', signal: AbortSignal.timeout(jsonTimeout),
  }))
  if (!reply.ok) return reply
  const failure = await readFailure(reply.value)
  if (failure) return fail(failure)
  const body = await reply.value.json().catch(() => undefined) as T | undefined
  // 2xx without JSON did not come from the API, or was cut on its way: the same key gets the same answer again.
  return body === undefined ? fail({ kind: 'later' }) : ok(body)
}

/** The reply, or offline when there was none. */
export async function trySend(request: () => Promise<Response>): Promise<Result<Response, SendFailure>> {
  try {
    return ok(await request())
  } catch {
    return fail({ kind: 'offline' })
  }
}

/** Why a reply is not the wished-for one; undefined when it is. */
export async function readFailure(reply: Response): Promise<SendFailure | undefined> {
  if (reply.ok) return undefined
  const problem = readProblem(reply.status, await reply.json().catch(() => undefined))
  const outcome = replyOutcome(reply.status, problem.code)
  if (outcome === 'refused') return { kind: 'refused', problem }
  if (outcome === 'signedOut') return { kind: 'signedOut' }
  const wait = Number(reply.headers.get('retry-after') ?? Number.NaN)
  return { kind: 'later', problem, ...(Number.isFinite(wait) && { wait }) }
}
