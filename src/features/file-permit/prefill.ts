import type { AccountView, LicenceView } from '../../contract/accountViews.ts'
import type { Draft } from '../../offline/drafts.ts'
import type { Field } from '../../domain/item.ts'
import { findLicenceValue } from '../../domain/licencePrefill.ts'

export interface Prefill {
  value: string
  /** The licence it stands on; undefined when it came with the sign-in or was given before. */
  licence?: string
}

export interface PrefillSources {
  account: AccountView
  draft: Draft
  /** Valid ones the applicant may lend; undefined while the library was not asked. */
  licences: LicenceView[] | undefined
}

/** What a field starts with; undefined when there is nothing. */
export function findPrefill({ prefill }: Field, { account, draft, licences }: PrefillSources): Prefill | undefined {
  if (!prefill) return undefined
  if (isFromLicence(prefill)) {
    const found = findLicenceValue(prefill, ofApplicant(draft, licences ?? []))
    return found && { value: found.value, licence: found.name }
  }
  const sources: Record<string, string | undefined> = {
    'filer.name': account.name,
    'filer.phone': account.phone,
    'filer.address': account.address,
    'applicant.name': draft.applicant?.name,
    'applicant.idNumber': draft.applicant?.idNumber,
    'applicant.birthDate': draft.applicant?.birthDate,
    'applicant.idKind': draft.applicant?.idKind,
    'organisation.name': draft.organisation?.name,
    'organisation.uscc': draft.organisation?.uscc,
  }
  const value = sources[prefill]
  return value ? { value } : undefined
}

export function isFromLicence(prefill: string | undefined): boolean {
  return prefill?.startsWith('licence.') ?? false
}

/** An organisation files about its own vehicles, not about its representative's. */
function ofApplicant({ capacity, organisation }: Draft, licences: LicenceView[]): LicenceView[] {
  return licences.filter(({ heldBy }) => capacity !== 'legalRepresentative' || heldBy === organisation?.uscc)
}

/** Fills the fields that are still empty; what the resident typed stays. */
export function prefillForm(fields: Field[], sources: PrefillSources): void {
  const { form } = sources.draft
  for (const field of fields) {
    const value = findPrefill(field, sources)?.value
    if (value !== undefined && !form[field.id]) form[field.id] = value
  }
}
