import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { EndpointName } from '../../src/contract/endpoints.ts'
import type { ProblemCode, ProblemValue } from '../../src/contract/problems.ts'
import type { Result } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import type { WriteRequest } from '../use-cases/runIdempotent.ts'
import { refuseAccess } from './access.ts'
import { describeReplies, jsonWriteProblems } from './describeRoute.ts'
import { sendProblem } from './problemReply.ts'
import { isSameOrigin } from './sameOrigin.ts'
import { successStatus } from './statuses.ts'
import type { Success } from './statuses.ts'
import { readWriteRequest } from './writeRequest.ts'

type Endpoint<N extends EndpointName> = (typeof endpoints)[N]

/** What a handler gets: validated parts, and the account and idempotency key its endpoint demands. */
export interface RouteInput<N extends EndpointName, B, P, Q> {
  body: B
  params: P
  query: Q
  account: Endpoint<N>['access'] extends 'public' ? Account | undefined : Account
  write: Endpoint<N>['method'] extends 'POST' ? WriteRequest : undefined
  deps: AppDependencies
}

interface Description<B extends TSchema, P extends TSchema, Q extends TSchema, A extends TSchema> {
  /** One line for the API's readable page. */
  summary: string
  body?: B
  params?: P
  query?: Q
  /** The successful answer; none with `noContent`. */
  answer?: A
  /** What it comes as, when it is not JSON. */
  mediaTypes?: readonly string[]
  success?: Success
  /** What the handler may refuse, besides what every endpoint of its kind may be refused for. */
  problems?: readonly ProblemCode[]
}

interface Definition<
  N extends EndpointName, B extends TSchema, P extends TSchema, Q extends TSchema, A extends TSchema,
> extends Description<B, P, Q, A> {
  handle(
    input: RouteInput<N, Static<B>, Static<P>, Static<Q>>, reply: FastifyReply, request: FastifyRequest,
  ): Promise<Result<Static<A>, ProblemValue>>
}

/**
 * Registers one endpoint of the contract. Access, same origin and the `Idempotency-Key` of a write are enforced here;
 * the handler only decides what to do and returns the answer's body or a problem.
 */
export function defineRoute<
  N extends EndpointName, B extends TSchema = TSchema, P extends TSchema = TSchema, Q extends TSchema = TSchema,
  A extends TSchema = TSchema,
>(app: FastifyInstance, deps: AppDependencies, name: N, definition: Definition<N, B, P, Q, A>): void {
  const { method, path, access } = endpoints[name]
  const { success = 'ok', handle } = definition
  const isWrite = method === 'POST'
  app.route({
    method,
    url: path,
    schema: describeRoute(name, definition),
    onRequest: async (request, reply) => {
      const refusal = refuseAccess(access, request.account)
        ?? (isWrite && !isSameOrigin(request, deps.settings.publicUrl) ? 'not-same-origin' : undefined)
      if (refusal) return sendProblem(reply, { code: refusal })
    },
    handler: async (request, reply) => {
      const write = isWrite ? readWriteRequest(request) : undefined
      if (isWrite && !write) return sendProblem(reply, { code: 'idempotency-key-missing' })
      // `refuseAccess` and the line above have made sure of what the endpoint's type promises.
      const { account } = request
      const input = { body: request.body, params: request.params, query: request.query, account, write, deps }
      const result = await handle(input as RouteInput<N, Static<B>, Static<P>, Static<Q>>, reply, request)
      if (!result.ok) return sendProblem(reply, result.error)
      return reply.code(successStatus[success]).send(result.value)
    },
  })
}

/** What Fastify validates by, and what the API's description is made from. */
function describeRoute(
  name: EndpointName, description: Description<TSchema, TSchema, TSchema, TSchema>,
): FastifySchema {
  const endpoint = endpoints[name]
  const { summary, body, params, query, answer, mediaTypes, success = 'ok', problems = [] } = description
  const own: ProblemCode[] = [
    ...(body ?? params ?? query ? ['schema-invalid'] as const : []),
    ...(endpoint.method === 'POST' ? jsonWriteProblems(endpoint) : []),
    ...problems,
  ]
  return {
    operationId: name,
    summary,
    tags: [endpoint.access],
    ...(body && { body }),
    ...(params && { params }),
    ...(query && { querystring: query }),
    response: describeReplies(
      endpoint, [{ status: successStatus[success], description: summary, schema: answer, mediaTypes }], own),
  }
}
