import type { FastifyInstance } from 'fastify'
import { PaymentBody, PaymentPageSchema } from '../../src/contract/paymentSchema.ts'
import type { AppDependencies } from '../dependencies.ts'
import { endpoints } from '../../src/contract/endpoints.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { describeNavigation, navigate } from '../http/navigation.ts'
import { findPaidCase } from '../use-cases/findPaidCase.ts'
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

  app.get<{ Params: { orderNo: string } }>(endpoints.returnFromPayment.path, { schema: describeNavigation(
    'returnFromPayment', 'Where the payment provider leads back to', 'Location is the case, or the list of cases when it is not one\'s own') }, async (request, reply) => {
    const caseNo = request.account && await findPaidCase(deps, request.account, request.params.orderNo)
    return navigate(reply, caseNo === undefined ? '/cases' : `/cases/${encodeURIComponent(caseNo)}`)
  })
}
