import { problems } from './problems.ts'
import type { Problem, ProblemCode } from './problems.ts'

/**
 * What to say when something between phone and server (a proxy, a captive portal) answered instead of the API, and
 * when the answer to a HEAD has no body to say it.
 */
const codeByStatus: Record<number, ProblemCode> = {
  400: 'bad-request', 401: 'signed-out', 403: 'forbidden', 404: 'not-found', 405: 'method-not-allowed',
  413: 'too-large', 415: 'media-type-unsupported', 425: 'scan-unavailable', 429: 'rate-limited', 503: 'overloaded',
}

/** The problem a reply with this status and body stands for; never throws, whatever the body is. */
export function readProblem(status: number, body: unknown): Problem {
  if (isProblem(body)) return body
  const code = codeByStatus[status] ?? (status >= 500 ? 'internal' : 'bad-request')
  return { ...makeProblem(code), status }
}

/** A problem found on the phone, in the shape the server would give it. */
export function makeProblem(code: ProblemCode): Problem {
  return { type: `urn:zhenghaoban:problem:${code}`, status: problems[code], code }
}

function isProblem(body: unknown): body is Problem {
  const { code, status } = (body ?? {}) as Partial<Problem>
  return typeof code === 'string' && code in problems && typeof status === 'number'
}
