/**
 * The one wrapper around axios for everything after the first screen. axios is loaded when it is first needed, or
 * when the page is idle: 19 kB that the first route does not wait for.
 */
import type { AxiosError, AxiosInstance } from 'axios'
import { endpointPath, endpoints, idempotencyHeader } from '../contract/endpoints.ts'
import type { EndpointName } from '../contract/endpoints.ts'
import { readProblem } from '../contract/readProblem.ts'
import type { Problem } from '../contract/problems.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { noteReachable } from './connectivity.ts'

export type HttpFailure = { kind: 'problem', problem: Problem } | { kind: 'offline' } | { kind: 'timeout' }

export interface HttpOptions {
  params?: Record<string, string>
  query?: Record<string, string | number>
  body?: unknown
  /** Obligatory with a JSON write: minted before the first try. */
  idempotencyKey?: string
  signal?: AbortSignal
}

export const timeoutMilliseconds = 20_000

const signedOutListeners = new Set<() => void>()
let client: Promise<AxiosInstance> | undefined

/**
 * Calls an endpoint. Gives its JSON, or why there is none; an aborted call rejects with the signal's reason, since
 * nobody waits for it any more.
 */
export async function http<T>(name: EndpointName, options: HttpOptions = {}): Promise<Result<T, HttpFailure>> {
  const { params, query, body, idempotencyKey, signal } = options
  try {
    const axios = await loadAxios()
    const reply = await axios.request<T>({
      method: endpoints[name].method, url: endpointPath(name, params), params: query, data: body,
      ...(signal && { signal }), ...(idempotencyKey && { headers: { [idempotencyHeader]: idempotencyKey } }),
    })
    noteReachable(true)
    return ok(reply.data)
  } catch (error) {
    signal?.throwIfAborted()
    return fail(readFailure(error as AxiosError))
  }
}

/** Loads axios when the page has nothing better to do. */
export function warmHttp(): void {
  const warm = () => void loadAxios().catch(() => undefined)
  if (typeof requestIdleCallback === 'undefined') setTimeout(warm, 2_000)
  else requestIdleCallback(warm, { timeout: 10_000 })
}

/** Calls `listener` whenever the server answered that nobody is signed in. Gives the function that stops it. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

function loadAxios(): Promise<AxiosInstance> {
  client ??= import('axios').then(({ default: axios }) => axios.create({
    adapter: 'fetch', timeout: timeoutMilliseconds, headers: { accept: 'application/json' },
  })).catch((error: unknown) => {
    // The chunk did not come (offline before it was cached): the next call asks again.
    client = undefined
    throw error
  })
  return client
}

function readFailure(error: AxiosError): HttpFailure {
  if (error.response) {
    noteReachable(true)
    const problem = readProblem(error.response.status, error.response.data)
    if (problem.code === 'signed-out') for (const listener of signedOutListeners) listener()
    return { kind: 'problem', problem }
  }
  if (error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT') return { kind: 'timeout' }
  noteReachable(false)
  return { kind: 'offline' }
}
