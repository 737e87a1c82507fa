import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { OfficerCaseSchema, OfficerCaseSummarySchema } from '../../src/contract/caseSchemas.ts'
import { OfficerActionBody } from '../../src/contract/officerAction.ts'
import { caseStatuses } from '../../src/domain/caseStatus.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { actOnCase } from '../use-cases/actOnCase.ts'
import { getOfficerCase } from '../use-cases/getOfficerCase.ts'
import { listOfficerCases } from '../use-cases/listOfficerCases.ts'
import { CaseParams, PageParams, readPage } from './cases.ts'

export function officerRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'listOfficerCases', {
    summary: 'All cases, newest first, in one status when given',
    query: Type.Object({ ...PageParams, status: Type.Optional(Type.Enum([...caseStatuses])) }, {
      additionalProperties: false,
    }),
    answer: Type.Array(OfficerCaseSummarySchema),
    problems: ['case-not-found'],
    handle: ({ query: { status, ...page } }) =>
      listOfficerCases(deps, { ...readPage(page), ...(status && { status }) }),
  })
  defineRoute(app, deps, 'getOfficerCase', {
    summary: 'One case as officers see it, with the actions open to them',
    params: CaseParams,
    answer: OfficerCaseSchema,
    problems: ['case-not-found'],
    handle: ({ params }) => getOfficerCase(deps, params.caseNo),
  })
  defineRoute(app, deps, 'actOnCase', {
    summary: 'Act on a case; `afterSeq` names the last event seen, so that nobody decides on an older state',
    params: CaseParams,
    body: OfficerActionBody,
    answer: OfficerCaseSchema,
    problems: ['case-not-found', 'action-not-allowed'],
    handle: ({ account, write, params, body }) => actOnCase(deps, account, write, params.caseNo, body),
  })
}
