import type { OfficerCaseSummaryView } from '../../src/contract/officerAction.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseStatus } from '../../src/domain/caseStatus.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { findCase, listCasesIn } from '../repositories/cases.ts'
import { loadCaseFiles } from './caseFile.ts'
import { longestPage } from './listCases.ts'
import type { PageQuery } from './listCases.ts'
import { summariseForOfficer } from './viewCase.ts'

/** Everybody's cases, newest first; in one status when given. Problems: `case-not-found` (`after` is no case). */
export async function listOfficerCases(
  deps: AppDependencies, { status, limit = longestPage, after }: PageQuery & { status?: CaseStatus },
): Promise<Result<OfficerCaseSummaryView[], ProblemValue>> {
  return inTransaction(deps.database.db, async (tx): Promise<Result<OfficerCaseSummaryView[], ProblemValue>> => {
    const last = after === undefined ? undefined : await findCase(tx, after)
    if (after !== undefined && !last) return fail({ code: 'case-not-found' })
    const found = await listCasesIn(tx, status ? [status] : [], { limit, after: last?.row })
    return ok((await loadCaseFiles(tx, deps, found)).map(summariseForOfficer))
  })
}
