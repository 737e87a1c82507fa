import type { LicenceView } from '../../src/contract/accountViews.ts'
import { maskIdentifier } from '../../src/domain/identifiers/maskIdentifier.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findLicences } from './findLicences.ts'

/** The valid licences of the account, its children and its organisations, numbers masked (rules.md §6). */
export async function listLicences(
  deps: Pick<AppDependencies, 'licences' | 'clock'>, { profile }: Account,
): Promise<LicenceView[]> {
  const found = await findLicences(deps, profile)
  return found.map(({ number, ...licence }) => ({ ...licence, maskedNumber: maskIdentifier(number) }))
}
