import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { CaseSchema, CaseSummarySchema } from '../../src/contract/caseSchemas.ts'
import { CommitmentWithdrawalBody, SupplementBody, WithdrawalBody } from '../../src/contract/filing.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { getCase } from '../use-cases/getCase.ts'
import { listCases, longestPage } from '../use-cases/listCases.ts'
import { supplementCase } from '../use-cases/supplementCase.ts'
import { withdrawCase } from '../use-cases/withdrawCase.ts'
import { withdrawCommitment } from '../use-cases/withdrawCommitment.ts'

/** Malformed numbers are simply not found. */
export const CaseParams = Type.Object({ caseNo: Type.String({ maxLength: 100 }) })

/** What may be wrong with files that are handed in, or in again. */
export const uploadProblems = ['upload-not-yours', 'upload-incomplete', 'upload-in-use', 'reuse-not-available'] as const

/** Query values are strings: nothing is coerced. */
export const PageParams = {
  limit: Type.Optional(Type.String({ pattern: '^([1-9]|[1-4][0-9]|50)$' })),
  after: Type.Optional(Type.String({ maxLength: 100 })),
}

/** @returns the page asked for, as numbers */
export function readPage({ limit, after }: { limit?: string, after?: string }) {
  return { limit: limit === undefined ? longestPage : Number(limit), ...(after !== undefined && { after }) }
}

export function caseRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'listCases', {
    summary: 'The account\'s cases, newest first, 50 at most; `after` is the number of the last one seen',
    query: Type.Object(PageParams, { additionalProperties: false }),
    answer: Type.Array(CaseSummarySchema),
    problems: ['case-not-found'],
    handle: ({ account, query }) => listCases(deps, account, readPage(query)),
  })
  defineRoute(app, deps, 'getCase', {
    summary: 'One case with its events, materials, papers and what may be done next',
    params: CaseParams,
    answer: CaseSchema,
    problems: ['case-not-found'],
    handle: ({ account, params }) => getCase(deps, account, params.caseNo),
  })
  defineRoute(app, deps, 'supplementCase', {
    summary: 'Hand in what is owed, or what a correction asks for',
    params: CaseParams,
    body: SupplementBody,
    answer: CaseSchema,
    problems: ['case-not-found', 'action-not-allowed', 'supplement-invalid', ...uploadProblems],
    handle: ({ account, write, params, body }) => supplementCase(deps, account, write, params.caseNo, body),
  })
  defineRoute(app, deps, 'withdrawCase', {
    summary: 'Take the application back, until the decision',
    params: CaseParams,
    body: WithdrawalBody,
    answer: CaseSchema,
    problems: ['case-not-found', 'action-not-allowed'],
    handle: ({ account, write, params, body }) => withdrawCase(deps, account, write, params.caseNo, body),
  })
  defineRoute(app, deps, 'withdrawCommitment', {
    summary: 'Take a declaration back: the proof itself is handed in instead',
    params: CaseParams,
    body: CommitmentWithdrawalBody,
    answer: CaseSchema,
    problems: ['case-not-found', 'action-not-allowed'],
    handle: ({ account, write, params, body }) => withdrawCommitment(deps, account, write, params.caseNo, body),
  })
}
