import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseView } from '../../src/contract/views.ts'
import { ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { openOwnCase } from './openCaseFile.ts'
import { viewCase } from './viewCase.ts'

/** One case for its applicant or filer. Problems: `case-not-found`. */
export async function getCase(
  deps: AppDependencies, account: Account, caseNo: string,
): Promise<Result<CaseView, ProblemValue>> {
  return inTransaction(deps.database.db, async (tx): Promise<Result<CaseView, ProblemValue>> => {
    const file = await openOwnCase(tx, deps, account, caseNo)
    return file.ok ? ok(await viewCase(tx, deps, file.value)) : file
  })
}
