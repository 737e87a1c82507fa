import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findCase, lockCase } from '../repositories/cases.ts'
import { mayRead, loadCaseFile } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'

type Deps = Pick<AppDependencies, 'catalogue'>

/** A resident's case for reading. Somebody else's is not found either: `case-not-found`. */
export async function openOwnCase(
  tx: Transaction, deps: Deps, account: Account, caseNo: string,
): Promise<Result<CaseFile, ProblemValue>> {
  const found = await findCase(tx, caseNo)
  return found && mayRead(found.row, account) ? ok(await loadCaseFile(tx, deps, found)) : fail({ code: 'case-not-found' })
}

/** The same for writing: nobody else acts on it until the transaction ends. */
export async function lockOwnCase(
  tx: Transaction, deps: Deps, account: Account, caseNo: string,
): Promise<Result<CaseFile, ProblemValue>> {
  const found = await lockCase(tx, { caseNo })
  return found && mayRead(found.row, account) ? ok(await loadCaseFile(tx, deps, found)) : fail({ code: 'case-not-found' })
}
