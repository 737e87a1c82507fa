import type { AccountView, LicenceView, ReusableMaterialView } from '../../contract/accountViews.ts'
import type { CreditRecord, Facts } from '../../domain/facts.ts'
import { normalise } from '../../domain/identifiers/normalise.ts'
import { licenceSubjects } from '../../domain/licenceSubjects.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import type { Draft } from '../../offline/drafts.ts'

export interface FactSources {
  draft: Draft
  account: AccountView
  /** undefined while the library was not asked, offline say. */
  licences: LicenceView[] | undefined
  /** As last fetched; undefined while it never was. */
  reusable: { list: ReusableMaterialView[], stale: boolean } | undefined
  today: PlainDate
  online: boolean
}

/** What the rules may know about this draft right now. */
export function toFacts({ draft, account, licences, reusable, today, online }: FactSources): Facts {
  return {
    today,
    capacity: draft.capacity,
    applicant: { birthDate: draft.applicant?.birthDate, idKind: draft.applicant?.idKind },
    credit: creditNow(account.credit, online),
    licences: lendable(draft, account, licences, today)?.map((licence) => licence.kind),
    reusable: reusable && { list: ownReusable(draft, reusable.list), current: online && !reusable.stale },
    answers: draft.answers,
    form: draft.form,
    provisions: withoutEmpty(draft.provisions),
  }
}

/** 现在上传 chosen and nothing added yet is nothing given. */
function withoutEmpty(provisions: Draft['provisions']): Draft['provisions'] {
  return Object.fromEntries(Object.entries(provisions)
    .filter(([, given]) => given.way !== 'file' || given.uploadIds.length > 0))
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

/** What this draft's applicant, or the organisation it is filed for, handed in before. */
export function ownReusable(draft: Draft, list: ReusableMaterialView[]): ReusableMaterialView[] {
  const holders = [normalise(draft.applicant?.idNumber ?? ''), draft.organisation?.uscc]
  return list.filter(({ heldBy }) => holders.includes(heldBy))
}

/** A clean record read earlier may have changed since; a breach is believed until the server says otherwise. */
function creditNow(credit: CreditRecord, online: boolean): CreditRecord {
  return credit === 'clean' && !online ? 'unknown' : credit
}
