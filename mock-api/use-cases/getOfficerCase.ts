import type { OfficerCaseView } from '../../src/contract/officerAction.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { findCase } from '../repositories/cases.ts'
import { loadCaseFile } from './caseFile.ts'
import { viewCaseForOfficer } from './viewCase.ts'

/** One case for an officer. Problems: `case-not-found`. */
export async function getOfficerCase(
  deps: AppDependencies, caseNo: string,
): Promise<Result<OfficerCaseView, ProblemValue>> {
  return inTransaction(deps.database.db, async (tx): Promise<Result<OfficerCaseView, ProblemValue>> => {
    const found = await findCase(tx, caseNo)
    if (!found) return fail({ code: 'case-not-found' })
    return ok(await viewCaseForOfficer(tx, deps, await loadCaseFile(tx, deps, found)))
  })
}
