import type { ApplicantInput, FilingInput } from '../../src/contract/filing.ts'
import type { ProblemError, ProblemValue } from '../../src/contract/problems.ts'
import { evaluate } from '../../src/domain/condition.ts'
import { checkUscc } from '../../src/domain/identifiers/uscc.ts'
import { normalise } from '../../src/domain/identifiers/normalise.ts'
import type { Capacity, Item, Material } from '../../src/domain/item.ts'
import { checkPersonIdentity, isBirthDate } from '../../src/domain/personIdentity.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { CaseApplicant, Profile } from '../database/schema.ts'

/**
 * Whether this account may file for this applicant: for oneself, a child of one's own, an organisation one
 * represents; for anybody else only with the power of attorney among the materials (LC-01). Gives the applicant with
 * the birth date as the identity provider or the number itself says it, never as the request does.
 * Problems: `capacity-not-proven`, `filing-invalid`.
 */
export function proveCapacity(
  item: Item, profile: Profile, filing: FilingInput, today: PlainDate,
): Result<CaseApplicant, ProblemValue> {
  const person = provePerson(item, profile, filing, today)
  if (!person.ok) return person
  const wrong = checkBirthDate(filing.applicant, person.value) ?? checkOrganisation(item, profile, filing)
  if (wrong) return fail(wrong)
  return ok({ ...person.value, ...(filing.organisation && { organisation: filing.organisation }) })
}

function provePerson(
  item: Item, profile: Profile, filing: FilingInput, today: PlainDate,
): Result<ApplicantInput, ProblemValue> {
  const { applicant, capacity } = filing
  const unfolded = checkFolded('/applicant/idNumber', applicant.idNumber)
  if (unfolded) return fail(unfolded)
  if (capacity === 'agent') {
    if (!givesPowerOfAttorney(item, filing)) return fail(notProven('/provisions', 'power-of-attorney-missing'))
    const identity = checkPersonIdentity(applicant.idKind, applicant.idNumber, today)
    if (!identity.ok) return fail(invalid('/applicant/idNumber', identity.error))
    if (foldName(applicant.name) === '') return fail(invalid('/applicant/name', 'name-missing'))
    if (!isBirthDate(applicant.birthDate, today)) return fail(invalid('/applicant/birthDate', 'date-invalid'))
    return ok({ ...applicant, birthDate: identity.value.birthDate ?? applicant.birthDate })
  }
  const known = capacity === 'guardian' ? profile.wards.find((ward) => isSame(ward, applicant)) : profile
  if (!known || !isSame(known, applicant)) return fail(notProven('/applicant', 'applicant-not-yours'))
  return ok({ ...applicant, birthDate: known.birthDate })
}

/** A number is stored, looked up and compared as it is written: in one form only (rules.md §6). */
function checkFolded(pointer: string, number: string): ProblemValue | undefined {
  return normalise(number) === number ? undefined : invalid(pointer, 'number-not-folded')
}

/** What applies only because an agent files: the power of attorney and what goes with it (RQ-06). */
function givesPowerOfAttorney(item: Item, { provisions }: FilingInput): boolean {
  const proofs = item.materials.filter((material) => appliesTo(material, 'agent') && !appliesTo(material, 'self'))
  return proofs.length > 0 && proofs.every(({ id }) => provisions[id]?.way === 'file')
}

/** Whatever else is true of the case. */
function appliesTo(material: Material, capacity: Capacity): boolean {
  const onlyCapacity = { value: (name: string) => name === 'capacity' ? capacity : undefined, daysAhead: () => undefined }
  return evaluate(material.when, onlyCapacity) === true
}

function isSame(known: Pick<ApplicantInput, 'name' | 'idKind' | 'idNumber'>, given: ApplicantInput): boolean {
  return known.idKind === given.idKind && normalise(known.idNumber) === normalise(given.idNumber)
    && foldName(known.name) === foldName(given.name)
}

/** Names are the same whatever the width of a keyboard's letters. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim()
}

function checkBirthDate(given: ApplicantInput, known: ApplicantInput): ProblemValue | undefined {
  if (given.birthDate === undefined || given.birthDate === known.birthDate) return undefined
  return invalid('/applicant/birthDate', 'birth-date-mismatch')
}

function checkOrganisation(item: Item, profile: Profile, filing: FilingInput): ProblemValue | undefined {
  const { organisation, capacity } = filing
  if (!organisation) {
    const needed = capacity === 'legalRepresentative' || !item.audiences.includes('individual')
    return needed ? invalid('/organisation', 'organisation-missing') : undefined
  }
  if (!item.audiences.includes('organisation')) return invalid('/organisation', 'organisation-not-served')
  const unfolded = checkFolded('/organisation/uscc', organisation.uscc)
  if (unfolded) return unfolded
  const uscc = checkUscc(organisation.uscc)
  if (!uscc.ok) return invalid('/organisation/uscc', uscc.error)
  // An agent's power of attorney names the organisation; it has been asked for above.
  if (capacity === 'agent') return undefined
  const known = profile.organisations.find((one) => one.uscc === organisation.uscc)
  const represents = known?.role === 'legalRepresentative' && foldName(known.name) === foldName(organisation.name)
  return represents ? undefined : notProven('/organisation', 'organisation-not-yours')
}

function notProven(pointer: string, code: string): ProblemValue {
  return { code: 'capacity-not-proven', errors: [{ pointer, code }] }
}

function invalid(pointer: string, code: string): ProblemValue {
  return { code: 'filing-invalid', errors: [{ pointer, code } satisfies ProblemError] }
}
