import type { FastifyReply } from 'fastify'
import { problems } from '../../src/contract/problems.ts'
import type { Problem, ProblemValue } from '../../src/contract/problems.ts'

export const problemMediaType = 'application/problem+json'

/** RFC 9457: the one place where a problem gets its type and its status. */
export function toProblem({ code, errors, facts }: ProblemValue): Problem {
  return {
    type: `urn:zhenghaoban:problem:${code}`,
    status: problems[code],
    code,
    ...(errors && { errors }),
    ...(facts && { facts }),
  }
}

export function sendProblem(reply: FastifyReply, value: ProblemValue): FastifyReply {
  const problem = toProblem(value)
  if (value.retryAfter !== undefined) reply.header('retry-after', value.retryAfter)
  return reply.code(problem.status).type(problemMediaType).header('cache-control', 'no-store').send(problem)
}
