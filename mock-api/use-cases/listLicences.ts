import type { LicenceView } from '../../src/contract/views.ts'
import { maskIdentifier } from '../../src/domain/identifiers/maskIdentifier.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'

/** The account's licences that are valid today, numbers masked (rules.md §6). */
export async function listLicences(
  { licences, clock }: Pick<AppDependencies, 'licences' | 'clock'>, { profile }: Account,
): Promise<LicenceView[]> {
  const today = plainDateAt(clock.now())
  const found = await licences.listLicences(profile)
  return found
    .filter(({ validUntil }) => validUntil === undefined || validUntil >= today)
    .map(({ number, ...licence }) => ({ ...licence, maskedNumber: maskIdentifier(number) }))
}
