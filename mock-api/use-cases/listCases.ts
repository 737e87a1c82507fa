import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseSummaryView } from '../../src/contract/caseViews.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findCase, listCasesOf } from '../repositories/cases.ts'
import { listRatings } from '../repositories/ratings.ts'
import { mayRead, loadCaseFiles, readerOf } from './caseFile.ts'
import { summariseCase } from './viewCase.ts'

export interface PageQuery {
  limit?: number
  /** Number of the last case of the page before. */
  after?: string
}

/** At most so many cases come at once. */
export const longestPage = 50

/** The account's cases, newest first. Problems: `case-not-found` (`after` is no case of theirs). */
export async function listCases(
  deps: AppDependencies, account: Account, { limit = longestPage, after }: PageQuery,
): Promise<Result<CaseSummaryView[], ProblemValue>> {
  return inTransaction(deps.database.db, async (tx): Promise<Result<CaseSummaryView[], ProblemValue>> => {
    const last = after === undefined ? undefined : await findCase(tx, after)
    if (after !== undefined && !(last && mayRead(last.row, account))) return fail({ code: 'case-not-found' })
    const found = await listCasesOf(tx, readerOf(account), { limit, after: last?.row })
    const files = await loadCaseFiles(tx, deps, found)
    const ratings = await listRatings(tx, files.map((file) => file.row.id))
    const at = deps.clock.now()
    return ok(files.map((file) => summariseCase(file, ratings, at)))
  })
}
