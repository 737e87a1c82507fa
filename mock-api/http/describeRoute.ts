import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import type { Endpoint } from '../../src/contract/endpoints.ts'
import { problems } from '../../src/contract/problems.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { problemMediaType } from './problemReply.ts'

/** A successful answer; without a schema it has no body. */
interface Answer {
  status: number
  description: string
  schema?: TSchema | undefined
  mediaTypes?: readonly string[] | undefined
}

/**
 * What an endpoint answers, for the API's description only: nothing is serialised by it.
 * @param own the problems it has besides those every endpoint of its kind has
 */
export function describeReplies(
  endpoint: Endpoint, answers: readonly Answer[], own: readonly ProblemCode[],
): Record<number, TSchema> {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of new Set([...commonProblems(endpoint), ...own])) {
    byStatus.set(problems[code], [...byStatus.get(problems[code]) ?? [], code])
  }
  return {
    ...Object.fromEntries(answers.map((answer) => [answer.status, describeAnswer(answer)])),
    ...Object.fromEntries([...byStatus].map(([status, codes]) => [status, describeProblems(codes)])),
  }
}

/** What the plumbing before the handler may say. */
function commonProblems({ method, access }: Endpoint): ProblemCode[] {
  const isWrite = method !== 'GET' && method !== 'HEAD'
  return [
    'bad-request',
    ...(access === 'public' ? [] : ['signed-out'] as const),
    ...(access === 'resident' || access === 'officer' ? ['forbidden'] as const : []),
    ...(isWrite ? ['not-same-origin'] as const : []),
    'rate-limited', 'internal', 'overloaded',
  ]
}

/** What a JSON write may be refused for, whatever it says. Its answer is kept for its account, where it has one. */
export function jsonWriteProblems({ access }: Endpoint): ProblemCode[] {
  return [
    'idempotency-key-missing', 'too-large', 'media-type-unsupported',
    ...(access === 'public' ? [] : ['idempotency-key-reused', 'request-in-flight'] as const),
  ]
}

function describeAnswer({ description, schema, mediaTypes = ['application/json'] }: Answer): TSchema {
  if (!schema) return Type.Unsafe({ type: 'null', description })
  return Type.Unsafe({ description, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema }])) })
}

function describeProblems(codes: ProblemCode[]): TSchema {
  const schema = { allOf: [{ $ref: 'urn:zhenghaoban:schema:problem#' }, { properties: { code: { enum: codes } } }] }
  return Type.Unsafe({ description: codes.join(', '), content: { [problemMediaType]: { schema } } })
}
