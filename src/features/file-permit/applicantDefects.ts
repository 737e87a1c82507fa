import { checkPersonIdentity, isBirthDate } from '../../domain/personIdentity.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import type { Reason } from '../../domain/verdict.ts'
import type { Draft } from '../../offline/drafts.ts'

/** What is missing or wrong about the person in whose name the filing is made. */
export function applicantDefects(draft: Draft, today: PlainDate): Reason[] {
  const { applicant } = draft
  if (!applicant) return [{ code: 'applicant-missing', at: '/applicant' }]
  const identity = checkPersonIdentity(applicant.idKind, applicant.idNumber, today)
  return [
    ...(applicant.name.trim() === '' ? [{ code: 'name-missing', at: '/applicant/name' }] : []),
    ...(identity.ok ? [] : [{ code: applicant.idNumber.trim() === '' ? 'field-missing' : identity.error, at: '/applicant/idNumber' }]),
    ...(isBirthDate(applicant.birthDate, today) ? [] : [{ code: 'date-invalid', at: '/applicant/birthDate' }]),
    ...(draft.capacity === 'legalRepresentative' && !draft.organisation
      ? [{ code: 'organisation-missing', at: '/capacity' }]
      : []),
  ]
}
