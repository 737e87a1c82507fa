import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemCode, ProblemValue } from '../../src/contract/problems.ts'
import { describeError } from './describeError.ts'
import { sendProblem } from './problemReply.ts'
import { schemaErrors } from './schemaErrors.ts'

/** What Fastify and its plugins throw, by their code or status. */
const codeOf: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_UNDER_PRESSURE: 'overloaded',
  413: 'too-large',
  415: 'media-type-unsupported',
  429: 'rate-limited',
}

/** The one place where an exception becomes an answer. Bugs are logged without anything a resident typed. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (problem.code === 'internal') {
    request.log.error({ error: describeError(error), route: request.routeOptions.url }, 'unexpected error')
  }
  return sendProblem(reply, problem)
}

function problemOf(error: FastifyError): ProblemValue {
  if (error.validation) return { code: 'schema-invalid', errors: schemaErrors(error.validation) }
  const code = codeOf[error.code] ?? codeOf[error.statusCode ?? '']
  if (code) return { code }
  const isClientError = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return { code: isClientError ? 'bad-request' : 'internal' }
}
