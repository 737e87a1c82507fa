import type { Access } from '../../src/contract/endpoints.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import type { Account } from '../repositories/accounts.ts'

/** Who may call: `undefined` when this account may, else why not. */
export function refuseAccess(access: Access, account: Account | undefined): ProblemCode | undefined {
  if (access === 'public') return undefined
  if (!account) return 'signed-out'
  return access === 'signedIn' || account.role === access ? undefined : 'forbidden'
}
