import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findOrderCaseNo } from '../repositories/paymentOrders.ts'
import { openOwnCase } from './openCaseFile.ts'

/** The number of the case an order belongs to; undefined when there is none that this account may read. */
export async function findPaidCase(
  deps: Pick<AppDependencies, 'database' | 'catalogue'>, account: Account, orderNo: string,
): Promise<string | undefined> {
  return inTransaction(deps.database.db, async (tx) => {
    const caseNo = await findOrderCaseNo(tx, orderNo)
    return caseNo !== undefined && (await openOwnCase(tx, deps, account, caseNo)).ok ? caseNo : undefined
  })
}
