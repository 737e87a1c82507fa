import type { FastifyInstance } from 'fastify'
import { FilingBody } from '../../src/contract/filing.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { submitFiling } from '../use-cases/submitFiling.ts'

export function filingRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'submitFiling', {
    summary: 'File: the answer is the receipt, with the legal time of arrival',
    body: FilingBody,
    success: 'created',
    handle: ({ account, write, body }, _reply, request) => submitFiling(deps, account, write, body, {
      ip: request.ip, userAgent: request.headers['user-agent'] ?? '',
    }),
  })
}
