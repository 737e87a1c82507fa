import type { AccountView } from '../../contract/views.ts'
import type { Draft } from '../../offline/drafts.ts'
import type { Field } from '../../domain/item.ts'

/** The value a field starts with, from sign-in and what was already given; undefined when there is none. */
export function prefillValue(field: Field, account: AccountView, draft: Draft): string | undefined {
  if (!field.prefill) return undefined
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
  return sources[field.prefill] || undefined
}

/** Fills the fields that are still empty; what the resident typed stays. */
export function prefillForm(fields: Field[], account: AccountView, draft: Draft): void {
  for (const field of fields) {
    const value = prefillValue(field, account, draft)
    if (value !== undefined && !draft.form[field.id]) draft.form[field.id] = value
  }
}
