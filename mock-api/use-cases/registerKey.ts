import { createPublicKey } from 'node:crypto'
import type { KeyInput } from '../../src/contract/filing.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { KeyView } from '../../src/contract/accountViews.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { thumbprint } from '../adapters/thumbprint.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { upsertKey } from '../repositories/deviceKeys.ts'
import { deviceLabel } from './deviceLabel.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'

/**
 * Keeps the public half of a device's signing key; the same key again gives the same id.
 * Problems: `schema-invalid` (no point of the curve), `key-revoked`.
 */
export async function registerKey(
  deps: AppDependencies, account: Account, write: WriteRequest, { publicKey }: KeyInput, userAgent: string,
): Promise<Result<KeyView, ProblemValue>> {
  if (!isOnCurve(publicKey)) return fail({ code: 'schema-invalid', errors: [{ pointer: '/publicKey', code: 'key' }] })
  return runIdempotent(deps, account.id, write, async (tx) => {
    const at = deps.clock.now()
    const key = await upsertKey(tx, {
      id: uuidV7(Date.parse(at)), accountId: account.id, publicKey, thumbprint: thumbprint(publicKey), at,
      device: deviceLabel(userAgent),
    })
    return key.revokedAt === null ? ok({ keyId: key.id }) : fail({ code: 'key-revoked' })
  })
}

/** And written in its one form: another spelling of a revoked key would be another key. */
function isOnCurve(key: KeyInput['publicKey']): boolean {
  try {
    const { x, y } = createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' })
    return x === key.x && y === key.y
  } catch {
    return false
  }
}
