/** Which documents one filing signs and what stands in them; the same on phone and server. */
import type { DocumentParams, DocumentTemplate } from './documents.ts'
import type { Facts } from './facts.ts'
import type { HelperRelation } from './helper.ts'
import type { Capacity, Item } from './item.ts'
import { listFields, listMaterials, listQuestions } from './requirements.ts'
import type { PlainDate } from './plainDate.ts'
import type { Verdict } from './verdict.ts'

export interface FilingIdentity {
  filingId: string
  applicantName: string
  applicantIdNumber: string
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
  way: Record<'file' | 'library' | 'later' | 'declare' | 'missing', string>
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

function applicationRows({ item, facts, words }: DocumentContext): string[] {
  const answers = listQuestions(item, facts).flatMap((question) => {
    const option = question.options.find((one) => one.value === facts.answers[question.id])
    return option ? [`${question.label} ${option.label}`] : []
  })
  const fields = listFields(item, facts).flatMap((field) => {
    const value = facts.form[field.id]
    if (!value) return []
    return [`${field.label}：${field.options?.find((one) => one.value === value)?.label ?? value}`]
  })
  const materials = listMaterials(item, facts).filter(({ material }) => material.kind !== 'form')
    .map(({ material }) => `${material.name}：${words.way[facts.provisions[material.id]?.way ?? 'missing']}`)
  return [...answers, ...fields, ...materials].map(flatten)
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
