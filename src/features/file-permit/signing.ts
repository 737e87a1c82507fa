import type { FilingInput, HelperInput, SignatureInput } from '../../contract/filing.ts'
import type { AccountView } from '../../contract/accountViews.ts'
import type { CatalogueView } from '../../contract/catalogueViews.ts'
import { listFilingDocuments } from '../../domain/filingDocuments.ts'
import type { FilingDocument } from '../../domain/filingDocuments.ts'
import { renderDocument } from '../../domain/documents.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Item } from '../../domain/item.ts'
import { listMaterials, listQuestions, listFields } from '../../domain/requirements.ts'
import type { Verdict } from '../../domain/verdict.ts'
import type { Draft } from '../../offline/drafts.ts'

export interface DocumentToSign extends FilingDocument {
  /** Exactly what is shown and signed. */
  text: string
}

export interface SigningSources {
  item: Item
  draft: Draft
  facts: Facts
  verdict: Verdict
  account: AccountView
  catalogue: { documents: CatalogueView['documents'], documentWords: CatalogueView['documentWords'] | undefined }
  /** SHA-256 of the files on this phone, by their local id. */
  fileHashes: ReadonlyMap<string, string>
}

/** The documents of this filing, rendered for today. */
export function documentsToSign(sources: SigningSources): DocumentToSign[] {
  const { draft, account, catalogue, fileHashes } = sources
  if (!catalogue.documentWords) return []
  return listFilingDocuments({
    item: sources.item, facts: sources.facts, verdict: sources.verdict,
    words: catalogue.documentWords, templates: catalogue.documents, signedOn: sources.facts.today, fileHashes,
    identity: {
      filingId: draft.filingId, capacity: draft.capacity,
      applicantName: draft.applicant?.name ?? '', applicantIdNumber: draft.applicant?.idNumber ?? '',
      applicantIdKind: draft.applicant?.idKind ?? 'citizenId',
      ...(draft.applicant?.birthDate ? { applicantBirthDate: draft.applicant.birthDate } : {}),
      filerName: account.name, filerPhone: account.phone,
      ...(draft.organisation
        ? { organisationName: draft.organisation.name, organisationCode: draft.organisation.uscc }
        : {}),
      ...(draft.helper ? { helper: helperOf(draft.helper) } : {}),
    },
  }).map((document) => ({ ...document, text: renderDocument(document.template, document.params) }))
}

function helperOf({ name, relation }: NonNullable<Draft['helper']>) {
  return { name: name.trim(), relation: relation as HelperInput['relation'] }
}

/** The filing as it goes over the wire; only what applies is sent, so a changed answer leaves nothing behind. */
export function toFilingInput(
  { item, draft, facts }: SigningSources, signatures: SignatureInput[], tappedAt: string,
): FilingInput {
  if (!draft.applicant) throw new Error('a filing without an applicant')
  const { helper, confirmed } = draft
  if (helper && !confirmed) throw new Error('a helped filing that nobody confirmed')
  const questionIds = listQuestions(item, facts).map((question) => question.id)
  const fieldIds = listFields(item, facts).map((field) => field.id)
  const materialIds = listMaterials(item, facts).map(({ material }) => material.id)
  return {
    filingId: draft.filingId, itemCode: draft.itemCode, itemVersion: draft.itemVersion,
    capacity: draft.capacity, applicant: { ...draft.applicant },
    ...(draft.organisation ? { organisation: { ...draft.organisation } } : {}),
    ...(helper && confirmed ? { helper: { ...helperOf(helper), confirmedAt: confirmed.at } } : {}),
    answers: pick(draft.answers, questionIds), form: pick(draft.form, fieldIds),
    provisions: pick(facts.provisions, materialIds), signatures,
    noticesShown: draft.noticesShown.map((notice) => ({ ...notice })), tappedAt,
  }
}

function pick<T>(values: Record<string, T>, keys: string[]): Record<string, T> {
  return Object.fromEntries(keys.flatMap((key) => {
    const value = values[key]
    return value === undefined || value === '' ? [] : [[key, JSON.parse(JSON.stringify(value)) as T]]
  }))
}
