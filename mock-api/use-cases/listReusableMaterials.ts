import type { ReusableMaterialView } from '../../src/contract/accountViews.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findReusable } from './findReusable.ts'

/** What the account handed in before, for itself or others, and may hand in again; what has run out says so. */
export async function listReusableMaterials(
  deps: Pick<AppDependencies, 'database' | 'catalogue' | 'clock'>, account: Account,
): Promise<ReusableMaterialView[]> {
  const today = plainDateAt(deps.clock.now())
  return inTransaction(deps.database.db, (tx) => findReusable(tx, deps, account, today))
}
