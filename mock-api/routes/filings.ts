import type { FastifyInstance } from 'fastify'
import { FilingBody } from '../../src/contract/filing.ts'
import { ReceiptSchema } from '../../src/contract/replies.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { submitFiling } from '../use-cases/submitFiling.ts'
import { uploadProblems } from './cases.ts'

export function filingRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'submitFiling', {
    summary: 'File: the answer is the receipt, with the legal time of arrival',
    body: FilingBody,
    answer: ReceiptSchema,
    success: 'created',
    problems: [
      'item-unknown', 'item-outdated', 'capacity-not-proven', 'filing-not-allowed', 'filing-invalid', 'notice-outdated',
      'signature-missing', 'document-mismatch', 'key-unknown', 'key-revoked', 'signature-invalid', 'already-filed',
      'quota-exceeded', ...uploadProblems,
    ],
    handle: ({ account, write, body }, _reply, request) => submitFiling(deps, account, write, body, {
      ip: request.ip, userAgent: request.headers['user-agent'] ?? '',
    }),
  })
}
