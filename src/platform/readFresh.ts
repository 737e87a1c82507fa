import { endpointPath } from '../contract/endpoints.ts'
import type { EndpointName } from '../contract/endpoints.ts'
import { readProblem } from '../contract/readProblem.ts'
import { unchangedStatus } from '../contract/replyOutcome.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { noteReachable } from './connectivity.ts'
import { timeoutMilliseconds } from './http.ts'
import type { HttpFailure } from './http.ts'

export interface FreshOptions {
  params?: Record<string, string>
  query?: Record<string, string | number>
  /** The entity tag of the copy at hand; an unchanged resource then comes without a body. */
  etag?: string
}

/** `body` is undefined when the copy under `etag` is still right. */
export interface Fresh<T> {
  body: T | undefined
  etag: string
}

/**
 * Reads what the first route needs (session, catalogue) by fetch: the first screen must not wait for axios.
 * Never rejects.
 */
export async function readFresh<T>(
  name: EndpointName, options: FreshOptions = {},
): Promise<Result<Fresh<T>, HttpFailure>> {
  const query = new URLSearchParams(Object.entries(options.query ?? {}).map(([key, value]) => [key, String(value)]))
  const path = endpointPath(name, options.params) + (query.size > 0 ? `?${query}` : '')
  try {
    const reply = await fetch(path, {
      headers: { accept: 'application/json', ...(options.etag && { 'if-none-match': options.etag }) },
      // With the copy in our own database the browser's cache must not answer for the server.
      cache: 'no-store', signal: AbortSignal.timeout(timeoutMilliseconds),
    })
    noteReachable(true)
    if (options.etag && reply.status === unchangedStatus) return ok({ body: undefined, etag: options.etag })
    if (reply.ok) return ok({ body: await reply.json() as T, etag: reply.headers.get('etag') ?? '' })
    return fail({ kind: 'problem', problem: readProblem(reply.status, await reply.json().catch(() => undefined)) })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return fail({ kind: 'timeout' })
    noteReachable(false)
    return fail({ kind: 'offline' })
  }
}
