import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseView } from '../../src/contract/caseViews.ts'
import { ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { openOwnCase } from './openCaseFile.ts'
import { settleCase } from './settlePayment.ts'
import { viewCase } from './viewCase.ts'

/** One case for its applicant or filer, who may just have come back from paying. Problems: `case-not-found`. */
export async function getCase(
  deps: AppDependencies, account: Account, caseNo: string,
): Promise<Result<CaseView, ProblemValue>> {
  const first = await readCase(deps, account, caseNo)
  const undecided = first.ok && isUndecided(first.value.view.payment)
  if (undecided) await settleCase(deps, first.value.id)
  const read = undecided ? await readCase(deps, account, caseNo) : first
  return read.ok ? ok(read.value.view) : read
}

function isUndecided(payment: CaseView['payment']): boolean {
  return payment?.attempt === 'pending' || payment?.attempt === 'refunding'
}

function readCase(
  deps: AppDependencies, account: Account, caseNo: string,
): Promise<Result<{ id: string, view: CaseView }, ProblemValue>> {
  return inTransaction(deps.database.db, async (tx): Promise<Result<{ id: string, view: CaseView }, ProblemValue>> => {
    const file = await openOwnCase(tx, deps, account, caseNo)
    return file.ok ? ok({ id: file.value.row.id, view: await viewCase(tx, deps, file.value) }) : file
  })
}
