import type { FastifyInstance } from 'fastify'
import { CaseSchema } from '../../src/contract/caseSchemas.ts'
import { RatingBody } from '../../src/contract/filing.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { rateService } from '../use-cases/rateService.ts'
import { CaseParams } from './cases.ts'

export function ratingRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'rateService', {
    summary: 'Rate acceptance (1) or completion (2), once and once more',
    params: CaseParams,
    body: RatingBody,
    answer: CaseSchema,
    success: 'created',
    problems: ['case-not-found', 'rating-closed', 'already-rated', 'rating-invalid'],
    handle: ({ account, write, params, body }) => rateService(deps, account, write, params.caseNo, body),
  })
}
