import type { AccountView } from '../../contract/accountViews.ts'
import type { ApplicantInput } from '../../contract/filing.ts'
import type { Capacity, Item } from '../../domain/item.ts'
import { draftDays } from '../../offline/drafts.ts'
import type { Draft } from '../../offline/drafts.ts'

interface Known {
  /** What the guide has asked already. */
  said?: Record<string, unknown>
  /** The notices in force, where all of them were shown before: they are not shown again. */
  noticesShown?: Draft['noticesShown']
}

/** A fresh draft, with the person the account most likely files for. */
export function newDraft(
  item: Item, account: AccountView, now: string, { said = {}, noticesShown = [] }: Known = {},
): Draft {
  const capacity = likelyCapacity(item, account)
  return {
    filingId: crypto.randomUUID(),
    accountId: account.id,
    itemCode: item.code,
    itemVersion: item.version,
    itemName: item.plainName,
    capacity,
    applicant: applicantFor(capacity, account),
    ...(capacity === 'legalRepresentative' && account.organisations[0]
      ? { organisation: { name: account.organisations[0].name, uscc: account.organisations[0].uscc } }
      : {}),
    answers: knownAnswers(item, said),
    form: {},
    provisions: {},
    noticesShown,
    step: noticesShown.length > 0 ? 'who' : 'notice',
    lastField: '',
    createdAt: now,
    updatedAt: now,
    expiresAt: new Date(Date.parse(now) + draftDays * 86_400_000).toISOString(),
  }
}

/** Answers to this item's questions that are among its options, so that nothing is asked twice (WCAG 3.3.7). */
function knownAnswers(item: Item, said: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(item.questions.flatMap(({ id, options }) => {
    const option = options.find(({ value }) => value === said[id])
    return option ? [[id, option.value]] : []
  }))
}

/** Capacities this account can file in, the ordinary one first. */
export function openCapacities(item: Item, account: AccountView): Capacity[] {
  return item.capacities.filter((capacity) => {
    if (capacity === 'guardian') return account.wards.length > 0
    if (capacity === 'legalRepresentative') {
      return account.organisations.some((organisation) => organisation.role === 'legalRepresentative')
    }
    return true
  })
}

function likelyCapacity(item: Item, account: AccountView): Capacity {
  return openCapacities(item, account)[0] ?? item.capacities[0] ?? 'self'
}

/** The applicant a capacity brings with it; null where somebody still has to be chosen or typed in. */
export function applicantFor(capacity: Capacity, account: AccountView): ApplicantInput | null {
  if (capacity === 'agent') return null
  if (capacity !== 'guardian') return pickPerson(account)
  const [ward] = account.wards
  return ward && account.wards.length === 1 ? pickPerson(ward) : null
}

/** Only what a filing carries about a person. */
export function pickPerson(person: ApplicantInput): ApplicantInput {
  return {
    name: person.name,
    idKind: person.idKind,
    idNumber: person.idNumber,
    ...(person.birthDate ? { birthDate: person.birthDate } : {}),
  }
}
