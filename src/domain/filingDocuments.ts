/** Which documents one filing signs and what stands in them; the same on phone and server. */
import type { DocumentParams, DocumentTemplate } from './documents.ts'
import { fieldName } from './entries.ts'
import type { Facts, Provision } from './facts.ts'
import type { HelperRelation } from './helper.ts'
import type { Capacity, IdKind, Item, Material } from './item.ts'
import { listFields, listMaterials, listQuestions } from './requirements.ts'
import type { Way } from './requirements.ts'
import { plainDateAt } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'
import type { Verdict } from './verdict.ts'

export interface FilingIdentity {
  filingId: string
  applicantName: string
  applicantIdKind: IdKind
  applicantIdNumber: string
  /** As the filing gives it, if it does. */
  applicantBirthDate?: PlainDate
  filerName: string
  filerPhone: string
  /** The organisation in whose name an organisation's item is filed. */
  organisationName?: string
  organisationCode?: string
  capacity: Capacity
  /** Who only typed it in; named in the application, never a signer. */
  helper?: { name: string, relation: HelperRelation }
}

/** Words for codes that stand in signed texts; catalogue data, so the signed text is the same everywhere. */
export interface DocumentWords {
  capacity: Record<Capacity, string>
  relation: Record<HelperRelation, string>
  way: Record<Way | 'missing', string>
  idKind: Record<IdKind, string>
  applicantIdKind: string
  applicantBirthDate: string
  /** One attached file: `{material}`, `{index}`, `{sha256}`. */
  file: string
  workdays: string
  dueUnknown: string
  none: string
}

export interface FilingDocument {
  template: DocumentTemplate
  params: DocumentParams
}

export interface DocumentContext {
  item: Item
  facts: Facts
  verdict: Verdict
  identity: FilingIdentity
  words: DocumentWords
  templates: DocumentTemplate[]
  /** SHA-256 of every attached file, hex, by its id in the provisions: what is signed covers the files' bytes. */
  fileHashes: ReadonlyMap<string, string>
  /** The day the signer's phone shows, part of the text. */
  signedOn: PlainDate
}

/** The documents to sign, in order: application, then deferral if anything comes later, then each commitment. */
export function listFilingDocuments(context: DocumentContext): FilingDocument[] {
  const documents = [build(context, getTemplate(context, 'application'), applicationRows(context))]
  if (context.verdict.deferrals.length > 0) {
    documents.push(build(context, getTemplate(context, 'deferral'), deferralRows(context)))
  }
  for (const commitmentId of context.verdict.commitments) {
    const commitment = context.item.commitments.find((one) => one.id === commitmentId)
    const template = context.templates.find((one) => one.id === commitment?.documentId)
    if (commitment && template) documents.push(build(context, template, [commitment.summary]))
  }
  return documents
}

function getTemplate(context: DocumentContext, kind: DocumentTemplate['kind']): DocumentTemplate {
  const template = context.templates.find((one) => one.kind === kind)
  if (!template) throw new Error(`no document template of kind ${kind}`)
  return template
}

function build(context: DocumentContext, template: DocumentTemplate, rows: string[]): FilingDocument {
  const { item, identity, words } = context
  return {
    template,
    params: {
      rows,
      files: fileRows(context),
      values: {
        itemName: item.name, itemCode: item.code, itemVersion: String(item.version), body: item.implementingBody,
        filingId: identity.filingId, applicantName: identity.applicantName,
        applicantIdNumber: identity.applicantIdNumber, filerName: identity.filerName, filerPhone: identity.filerPhone,
        organisationName: identity.organisationName ?? words.none,
        organisationCode: identity.organisationCode ?? words.none,
        capacity: words.capacity[identity.capacity], signedOn: context.signedOn,
        legalBasis: item.legalBasis.map((basis) => `${basis.law} ${basis.article}`).join('；'),
        helper: helperWords(context),
        promisedDays: String(item.promised.days),
      },
    },
  }
}

function helperWords({ identity: { helper }, words }: DocumentContext): string {
  return helper ? `${helper.name}（${words.relation[helper.relation]}）` : words.none
}

function applicationRows({ item, facts, identity, words }: DocumentContext): string[] {
  const applicant = [
    `${words.applicantIdKind}：${words.idKind[identity.applicantIdKind]}`,
    ...(identity.applicantBirthDate ? [`${words.applicantBirthDate}：${identity.applicantBirthDate}`] : []),
  ]
  const answers = listQuestions(item, facts).flatMap((question) => {
    const option = question.options.find((one) => one.value === facts.answers[question.id])
    return option ? [`${question.label} ${option.label}`] : []
  })
  const fields = listFields(item, facts).flatMap((field) => {
    const value = facts.form[field.id]
    if (!value) return []
    return [`${fieldName(field)}：${field.options?.find((one) => one.value === value)?.label ?? value}`]
  })
  const materials = listAttachable(item, facts)
    .map((material) => `${material.name}：${wayText(facts.provisions[material.id], words)}`)
  return [...applicant, ...answers, ...fields, ...materials].map(flatten)
}

function listAttachable(item: Item, facts: Facts): Material[] {
  return listMaterials(item, facts).map(({ material }) => material).filter(({ kind }) => kind !== 'form')
}

/** A file nobody knows the hash of is named all the same: the other side, which knows it, then finds another text. */
function fileRows({ item, facts, words, fileHashes }: DocumentContext): string[] {
  const rows = listAttachable(item, facts).flatMap(({ id, name }) => {
    const given = facts.provisions[id]
    if (given?.way !== 'file') return []
    return given.uploadIds.map((uploadId, index) => flatten(words.file.replace('{material}', () => name)
      .replace('{index}', String(index + 1)).replace('{sha256}', fileHashes.get(uploadId) ?? words.none)))
  })
  return rows.length > 0 ? rows : [words.none]
}

/** What is given again is named by the case and the day it first came in with. */
function wayText(given: Provision | undefined, { way }: DocumentWords): string {
  if (given?.way !== 'reuse') return way[given?.way ?? 'missing']
  return `${way.reuse}（${given.caseNo}，${plainDateAt(given.handedInAt)}）`
}

function deferralRows({ item, verdict, words }: DocumentContext): string[] {
  return verdict.deferrals.map(({ materialId, days, due }) => {
    const name = item.materials.find((material) => material.id === materialId)?.name ?? materialId
    return flatten(`${name}：${days} ${words.workdays}（${due ?? words.dueUnknown}）`)
  })
}

function flatten(line: string): string {
  return line.replace(/\s+/gu, ' ').trim()
}
