import type { ProblemValue } from '../../src/contract/problems.ts'
import type { DeviceKeyView } from '../../src/contract/accountViews.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findKey, listAccountKeys, setRevoked } from '../repositories/deviceKeys.ts'
import { viewKey } from './listKeys.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'

/**
 * 挂失 (电子签名法 第十五条, ES-07): from now on nothing signed with this key is taken; what was signed until now stays
 * valid. A key that was revoked before stays revoked since then. Problems: `key-not-found`.
 */
export async function revokeKey(
  deps: AppDependencies, account: Account, write: WriteRequest, keyId: string,
): Promise<Result<DeviceKeyView, ProblemValue>> {
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<DeviceKeyView, ProblemValue>> => {
    const key = await findKey(tx, account.id, keyId, 'update')
    if (!key) return fail({ code: 'key-not-found' })
    // After the wait for whoever is filing with it: what they filed came before.
    if (key.revokedAt === null) await setRevoked(tx, keyId, deps.clock.now())
    const [revoked] = await listAccountKeys(tx, account.id, 1, keyId)
    return revoked ? ok(viewKey(revoked)) : fail({ code: 'key-not-found' })
  })
}
