import type { AccountView, LicenceView } from '../../contract/views.ts'
import type { CreditRecord, Facts } from '../../domain/facts.ts'
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
    licences: licences?.filter((licence) => !licence.validUntil || licence.validUntil >= today)
      .map((licence) => licence.kind),
    answers: draft.answers,
    form: draft.form,
    provisions: draft.provisions,
  }
}

/** A clean record read earlier may have changed since; a breach is believed until the server says otherwise. */
function creditNow(credit: CreditRecord, online: boolean): CreditRecord {
  return credit === 'clean' && !online ? 'unknown' : credit
}
