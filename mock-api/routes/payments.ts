import type { FastifyInstance } from 'fastify'
import { PaymentBody, PaymentPageSchema } from '../../src/contract/paymentSchema.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { payCase } from '../use-cases/payCase.ts'
import { CaseParams } from './cases.ts'

export function paymentRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'payCase', {
    summary: 'Where the fee of a case is paid online; asked again while a try is under way, the same page',
    params: CaseParams,
    body: PaymentBody,
    answer: PaymentPageSchema,
    problems: ['case-not-found', 'payment-closed', 'payment-unavailable'],
    handle: ({ account, write, params }) => payCase(deps, account, write, params.caseNo),
  })
}
