import type { ProblemValue } from '../../src/contract/problems.ts'
import type { DeviceKeyView } from '../../src/contract/accountViews.ts'
import { ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { listAccountKeys } from '../repositories/deviceKeys.ts'
import type { UsedKey } from '../repositories/deviceKeys.ts'

/** Those in use come first, so that none of them falls off the end. */
const longestList = 100

/** The account's signing keys: those in use first, then those that were revoked. */
export async function listKeys(
  { database }: Pick<AppDependencies, 'database'>, account: Account,
): Promise<Result<DeviceKeyView[], ProblemValue>> {
  return inTransaction(database.db, async (tx) =>
    ok((await listAccountKeys(tx, account.id, longestList)).map(viewKey)))
}

export function viewKey({ key, lastUsedAt }: UsedKey): DeviceKeyView {
  return {
    keyId: key.id, device: key.device, registeredAt: key.createdAt,
    ...(lastUsedAt !== null && { lastUsedAt }), ...(key.revokedAt !== null && { revokedAt: key.revokedAt }),
  }
}
