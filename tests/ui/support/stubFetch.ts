import { vi } from 'vitest'

export interface Seen {
  method: string
  path: string
  headers: Headers
  body: string
}

export type Answer = (seen: Seen) => Response | Promise<Response>

let answer: Answer = () => { throw new TypeError('no network') }
/** Every request since the last `answerWith`. */
export const seen: Seen[] = []

/** Puts a network of the test's own in place of the real one. Called once, before anything has used fetch. */
export function stubFetch(): void {
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const request = input instanceof Request ? input : undefined
    const url = new URL(request?.url ?? String(input), 'http://localhost')
    const one: Seen = {
      method: request?.method ?? init.method ?? 'GET', path: url.pathname + url.search,
      headers: new Headers(request?.headers ?? init.headers),
      body: request ? await request.text() : String(init.body ?? ''),
    }
    seen.push(one)
    const signal = request?.signal ?? init.signal
    return Promise.race([Promise.resolve(answer(one)), ...signal ? [aborted(signal)] : []])
  })
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

export function answerWith(next: Answer): void {
  seen.length = 0
  answer = next
}

export function cutNetwork(): void {
  answerWith(() => { throw new TypeError('no network') })
}
