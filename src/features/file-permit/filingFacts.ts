import type { AccountView, LicenceView } from '../../contract/views.ts'
import type { CreditRecord, Facts } from '../../domain/facts.ts'
import { licenceSubjects } from '../../domain/licenceSubjects.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import type { Draft } from '../../offline/drafts.ts'

export interface FactSources {
  draft: Draft
  account: AccountView
  /** undefined while the library was not asked, offline say. */
  licences: LicenceView[] | undefined
  today: PlainDate
  online: boolean
}

/** What the rules may know about this draft right now. */
export function toFacts({ draft, account, licences, today, online }: FactSources): Facts {
  return {
    today,
    capacity: draft.capacity,
    applicant: { birthDate: draft.applicant?.birthDate, idKind: draft.applicant?.idKind },
    credit: creditNow(account.credit, online),
    licences: lendable(draft, account, licences, today)?.map((licence) => licence.kind),
    answers: draft.answers,
    form: draft.form,
    provisions: draft.provisions,
  }
}

/** The licences that may stand in for materials of this draft; none for an agent, offline as well. */
export function lendable(
  draft: Draft, account: AccountView, licences: LicenceView[] | undefined, today: PlainDate,
): LicenceView[] | undefined {
  const subjects = licenceSubjects({
    capacity: draft.capacity, filerIdNumber: account.idNumber, applicantIdNumber: draft.applicant?.idNumber,
    organisationCode: draft.organisation?.uscc,
  })
  if (subjects.length === 0) return []
  return licences?.filter((licence) => subjects.includes(licence.heldBy)
    && (!licence.validUntil || licence.validUntil >= today))
}

/** A clean record read earlier may have changed since; a breach is believed until the server says otherwise. */
function creditNow(credit: CreditRecord, online: boolean): CreditRecord {
  return credit === 'clean' && !online ? 'unknown' : credit
}
