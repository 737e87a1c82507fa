import type { Capacity } from '../../src/domain/item.ts'
import { licenceSubjects } from '../../src/domain/licenceSubjects.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import type { Licence } from '../adapters/licence-library/port.ts'
import type { CaseApplicant, Profile } from '../database/schema.ts'
import type { AppDependencies } from '../dependencies.ts'

export interface HeldLicence extends Licence {
  /** Identity number or credit code it was found under. */
  heldBy: string
}

/**
 * The licences of the account, its children and its organisations that are valid today. Throws when the library
 * cannot be asked.
 */
export async function findLicences(
  { licences, clock }: Pick<AppDependencies, 'licences' | 'clock'>, profile: Profile,
): Promise<HeldLicence[]> {
  const today = plainDateAt(clock.now())
  const subjects = [
    profile.idNumber, ...profile.wards.map((ward) => ward.idNumber), ...profile.organisations.map((one) => one.uscc),
  ]
  const found = await Promise.all(subjects.map(async (idNumber) =>
    (await licences.listLicences({ idNumber })).map((licence) => ({ ...licence, heldBy: idNumber }))))
  return found.flat().filter(({ validUntil }) => validUntil === undefined || validUntil >= today)
}

/** Those of them that may stand in for materials of one filing. */
export function licencesFor(
  found: HeldLicence[] | undefined, profile: Profile, filing: { capacity: Capacity, applicant: CaseApplicant },
): HeldLicence[] | undefined {
  const subjects = licenceSubjects({
    capacity: filing.capacity, filerIdNumber: profile.idNumber, applicantIdNumber: filing.applicant.idNumber,
    organisationCode: filing.applicant.organisation?.uscc,
  })
  return found?.filter(({ heldBy }) => subjects.includes(heldBy))
}
