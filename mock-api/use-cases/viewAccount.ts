import type { AccountView } from '../../src/contract/accountViews.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'

/** The signed-in person as their own phone sees them, with what is known of their credit. */
export async function viewAccount({ credit }: Pick<AppDependencies, 'credit'>, account: Account): Promise<AccountView> {
  const { id, role, profile, expiresAt } = account
  return { id, role, ...profile, credit: await credit.lookUp(profile), expiresAt }
}
